//! Lists of a size that memory may not hold: the results are the same, whatever the memory.

use presend::dns::progress::NoProgress;
use presend::judge::{Fix, Policy};
use presend::list::sniff;
use presend::list::{LayoutOptions, Source};
use presend::run::clean::{CLEAN_OUTPUTS, clean};
use presend::run::list::List;
use presend::run::options::RunOptions;
use presend::run::output_dir::OutputDir;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Rows that repeat addresses: exactly, in another case, as another spelling of the mailbox, and broken first.
fn list() -> String {
    let mut list = String::from("name,email\n");
    for number in 0..3000u32 {
        let who = number.wrapping_mul(2_654_435_761) % 900;
        let address = match number % 7 {
            0 => format!("Ann.{who}@gmail.com"),
            1 => format!("ann{who}+news@gmail.com"),
            2 => format!("<ann{who}@shop.com>"),
            3 => format!("ANN{who}@shop.com"),
            4 => format!("ann{who}@shop.com; bob{who}@gmail.com"),
            5 => format!("ann{who}@@shop.com"),
            _ => format!("ann{who}@gmial.com"),
        };
        list.push_str(&format!("N {number},{address}\n"));
    }
    list
}

async fn files(fix: Fix, memory_octets_max: Option<u64>, dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let source = Source::spool(list().as_bytes(), &Default::default()).expect("a list");
    let layout = sniff(&source.sample().expect("a sample"), &LayoutOptions::default()).expect("a layout");
    let list = List::new(source, layout);
    let policy = Policy { fix, ..Policy::default() };
    let options = RunOptions { memory_octets_max, ..RunOptions::from(policy) };
    let outputs = OutputDir::prepare(dir, CLEAN_OUTPUTS, None, false).expect("a folder");
    clean(&list, &options, None, &outputs, Arc::new(NoProgress), ()).await.expect("a clean run");
    outputs.publish().expect("published");
    let entries = std::fs::read_dir(dir).expect("the results").map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| {
            (path.file_name().expect("a name").to_string_lossy().into_owned(), std::fs::read(path).expect("read"))
        })
        .collect()
}

#[tokio::test]
async fn little_memory_changes_no_byte_of_the_results() {
    for fix in [Fix::None, Fix::Safe, Fix::Typos] {
        let folder = tempfile::tempdir().expect("a folder");
        let plenty = files(fix, None, &folder.path().join("plenty")).await;
        let little = files(fix, Some(1000), &folder.path().join("little")).await;
        assert!(plenty.len() >= 5);
        assert!(String::from_utf8_lossy(&plenty["rejected.csv"]).contains("same as line"));
        assert!(plenty == little, "{fix:?}");
    }
}
