//! Lists judged on all cores: the answers are those of one thread, row by row and in order.

use presend::dns::progress::NoProgress;
use presend::judge::{Fix, Policy, Verdict};
use presend::list::sniff;
use presend::list::{LayoutOptions, Source, SourceOptions};
use presend::run::duplicates::Together;
use presend::run::list::List;
use presend::run::options::RunOptions;
use presend::run::row::JudgedRow;
use presend::run::{RunError, Sink, Summary, run};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::sync::Arc;

/// Everything that is told of a row.
#[derive(Default)]
struct Told(Vec<String>);

impl Sink for Told {
    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        self.0.push(format!("{} {:?} {:?}", judged.row.line, judged.row.raw, judged.parts));
        Ok(())
    }
}

/// A list of several blocks with all that makes rows depend on each other, and rows of very different cost.
fn list(seed: u64, rows: usize) -> String {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut list = String::from("name,email,note\n");
    for number in 0..rows {
        let who = rng.random_range(0..rows / 3);
        let address = match rng.random_range(0..24) {
            0 => format!("Ann.{who}@gmail.com"),
            1 => format!("ann{who}+news@googlemail.com"),
            2 => format!("<ann{who}@shop{}.com>", who % 50),
            3 => format!("ANN{who}@shop{}.com", who % 50),
            4 => format!("\"ann{who}@shop.com; bob{who}@gmail.com\""),
            5 => format!("ann{who}@@shop.com"),
            6 => format!("ann{who}@gmial.com"),
            7 => format!("info@shop{who}.com"),
            8 => format!("ann{who}@shop{who}.con, x"),
            9 => String::new(),
            10 => format!("\"ann{who}@web.de\nx\""),
            11 => format!("\"ann{who}@web.de"),
            12 => format!("{}@web.de", "long".repeat(rng.random_range(1..40))),
            _ => format!("ann{who}@shop{}.com", who % 2_000),
        };
        list.push_str(&format!("Näme {number},{address},{}\n", "x".repeat(rng.random_range(0..60))));
    }
    list
}

async fn judged<S: Sink>(text: &str, fix: Fix, memory: Option<u64>, sink: S) -> (Summary, S) {
    let source = Source::spool(text.as_bytes(), &SourceOptions::default()).expect("a list");
    let layout = sniff(&source.sample().expect("a sample"), &LayoutOptions::default()).expect("a layout");
    let policy = Policy { fix, ..Policy::default() };
    let options = RunOptions { memory_octets_max: memory, ..RunOptions::from(policy) };
    run(&List::new(source, layout), &options, None, Arc::new(NoProgress), sink).await.expect("a run")
}

#[tokio::test]
async fn all_cores_tell_of_every_row_what_one_thread_does() {
    let text = list(1, 12_000);
    for fix in [Fix::None, Fix::Safe, Fix::Typos] {
        // With so little memory a list is judged on one thread.
        let (expected, one) = judged(&text, fix, Some(1_000), Told::default()).await;
        let (summary, all) = judged(&text, fix, None, Told::default()).await;
        for (one, all) in one.0.iter().zip(&all.0) {
            assert_eq!(one, all);
        }
        assert_eq!(one.0.len(), all.0.len());
        assert_eq!(format!("{:?}", summary.tally.codes), format!("{:?}", expected.tally.codes));
        assert_eq!(summary.domains, expected.domains);
    }
}

#[tokio::test]
async fn counts_are_the_same_where_nobody_wants_the_rows() {
    for seed in 2..5 {
        let text = list(seed, 15_000);
        let (told, _) = judged(&text, Fix::None, None, Told::default()).await;
        let (counted, ()) = judged(&text, Fix::None, None, ()).await;
        for verdict in Verdict::ALL {
            assert_eq!(told.tally.of(verdict), counted.tally.of(verdict), "{verdict:?}");
        }
        let figures = |summary: &Summary| (summary.tally.rows, summary.tally.addresses, summary.tally.ok_unrepaired);
        assert_eq!(figures(&told), figures(&counted));
        assert_eq!(told.tally.codes, counted.tally.codes);
        assert_eq!(told.domains, counted.domains);
        for (code, tally) in &told.tally.primaries {
            let other = &counted.tally.primaries[code];
            assert_eq!((tally.rows, &tally.example), (other.rows, &other.example), "{code:?}");
            assert_eq!(tally.domains, other.domains);
        }
    }
}

#[tokio::test]
async fn duplicates_across_lists_are_told_by_the_list_and_line() {
    let together: Arc<Together> = Arc::default();
    let mut duplicates = 0;
    for (number, text) in [list(7, 4_000), list(7, 4_000)].iter().enumerate() {
        let source = Source::spool(text.as_bytes(), &SourceOptions::default()).expect("a list");
        let layout = sniff(&source.sample().expect("a sample"), &LayoutOptions::default()).expect("a layout");
        let mut list = List::new(source, layout);
        list.together = Some(together.clone());
        let (summary, ()) = run(&list, &RunOptions::default(), None, Arc::new(NoProgress), ()).await.expect("a run");
        let exact = summary.tally.codes.get(&presend::Reason::AddressDuplicate).copied().unwrap_or_default();
        assert!(number == 0 || exact > duplicates, "{exact} in the second list, {duplicates} in the first");
        duplicates = exact;
    }
}
