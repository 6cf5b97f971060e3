//! Measures presend against other resolvers on a world of its own:
//! `cargo bench --bench dns -- compare [names=500000] [delay=30 jitter=10 loss=2 ...] [concurrency=500]`.
//!
//! Each contender is a process of its own, and so is the responder, so that time and memory are counted for each alone.
//! `-- serve [...]` runs the responder only and prints its port. Loss is in percent, times in milliseconds; `limit=1500`
//! with `excess=drop|refused|servfail`; `dead`, `servfail` and `slow` are percents of the names. `cache=1` has presend keep
//! the answers, and run once more with what it kept.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod contenders;
mod responder;
mod world;

use responder::{Excess, Treatment};
use std::collections::HashMap;
use std::io::Read;
use std::time::Duration;
use world::Trouble;

/// The settings of a run, as `name=value`.
pub struct Wishes(HashMap<String, String>);

impl Wishes {
    fn parse(words: &[String]) -> Wishes {
        Wishes(words.iter().filter_map(|w| w.split_once('=')).map(|(k, v)| (k.to_owned(), v.to_owned())).collect())
    }

    pub fn number(&self, name: &str, default: f64) -> f64 {
        self.0.get(name).map_or(default, |value| value.parse().expect(name))
    }

    pub fn word(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub fn trouble(&self) -> Trouble {
        let share = |name| self.number(name, 0.0) as u64;
        Trouble { dead: share("dead"), servfail: share("servfail"), slow: share("slow") }
    }

    fn treatment(&self) -> Treatment {
        let millis = |name, default| Duration::from_secs_f64(self.number(name, default) / 1000.0);
        let excess = match self.word("excess").unwrap_or("drop") {
            "drop" => Excess::Drop,
            "refused" => Excess::Refused,
            "servfail" => Excess::ServFail,
            other => panic!("excess={other}"),
        };
        Treatment {
            seed: self.number("seed", 1.0) as u64,
            loss: (self.number("loss", 0.0) * 100.0) as u64,
            delay: millis("delay", 0.0),
            jitter: millis("jitter", 0.0),
            trouble: self.trouble(),
            slow_by: millis("slow_by", 3000.0),
            limit: self.word("limit").map(|limit| (limit.parse().expect("limit"), excess)),
            bucket: self.word("bucket").is_some(),
            receive_buffer: self.word("rcvbuf").map(|octets| octets.parse().expect("rcvbuf")),
            threads: self.number("threads", 1.0) as usize,
        }
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let wishes = Wishes::parse(&words);
    match words.first().map(String::as_str) {
        Some("serve") => {
            let responder = responder::start(wishes.treatment());
            println!("{}", responder.addr);
            // Runs until whoever started it closes its input or ends it.
            let _ = std::io::stdin().read_to_end(&mut Vec::new());
            println!("{}", responder.queries.load(std::sync::atomic::Ordering::Relaxed));
        }
        Some("hickory") => contenders::hickory(&wishes),
        Some("compare") => contenders::compare(&words[1..], &wishes),
        _ => println!("dns: nothing was measured; add: -- compare names=500000"),
    }
}
