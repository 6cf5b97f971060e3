//! Many senders: each checked as one is, several at a time, by one resolver that asks no question twice.

use super::once::Once;
use super::{SenderReport, check};
use crate::dns::Dns;
use crate::sender::checks::{Check, SenderConfig, SenderVerdict};
use std::sync::Arc;
use tokio::task::JoinSet;

/// Senders in work at the same time.
const SENDERS_MAX: usize = 32;

/// A sender that is wanted, as it was written.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What it is called in the outcome. Nothing is asked by it: the domain stands in `setup`.
    pub name: String,
    /// The line of the file that it stands in, from 1.
    pub line: Option<u64>,
    /// `None` where the name is that of no domain.
    pub setup: Option<SenderConfig>,
}

/// A sender that was wanted, and what is to be said of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it was called in [`Wanted::name`]; its domain for one that was checked alone.
    pub name: String,
    /// The line of the file that it stands in, from 1.
    pub line: Option<u64>,
    /// A report, or why there is none.
    pub outcome: Outcome,
}

/// What came of a sender that was wanted.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It was asked about. What could not be found out is told in the report.
    Checked(Box<SenderReport>),
    /// It could not be asked about, for what the check says.
    NoDomain(Box<Check>),
}

impl Entry {
    /// A sender that was named on the command line.
    pub fn checked(report: SenderReport) -> Entry {
        let name = report.setup.domain.to_string();
        Entry { name, line: None, outcome: Outcome::Checked(Box::new(report)) }
    }

    fn no_domain(name: String, line: Option<u64>) -> Entry {
        let check = Check::not_a_domain(&name);
        Entry { name, line, outcome: Outcome::NoDomain(Box::new(check)) }
    }

    /// The checks of the report; for what is no domain, the one check that says so.
    pub fn checks(&self) -> &[Check] {
        match &self.outcome {
            Outcome::Checked(report) => &report.judged.checks,
            Outcome::NoDomain(check) => std::slice::from_ref(check),
        }
    }

    /// The verdict of the report; [`SenderVerdict::Fail`] for what is no domain.
    pub fn verdict(&self) -> SenderVerdict {
        match &self.outcome {
            Outcome::Checked(report) => report.verdict,
            Outcome::NoDomain(_) => SenderVerdict::Fail,
        }
    }

    /// The report; `None` for what is no domain.
    pub fn report(&self) -> Option<&SenderReport> {
        match &self.outcome {
            Outcome::Checked(report) => Some(report),
            Outcome::NoDomain(_) => None,
        }
    }
}

/// Checks all of them. The entries come in the order of `wanted`, with the number of different questions that were asked.
pub async fn check_all(dns: Arc<dyn Dns>, wanted: Vec<Wanted>) -> (Vec<Entry>, usize) {
    let once = Arc::new(Once::new(dns));
    let mut entries: Vec<Option<Entry>> = Vec::new();
    entries.resize_with(wanted.len(), || None);
    let mut tasks: JoinSet<(usize, Entry)> = JoinSet::new();
    let mut waiting = wanted.into_iter().enumerate();
    loop {
        while tasks.len() < SENDERS_MAX
            && let Some((place, Wanted { name, line, setup })) = waiting.next()
        {
            let Some(setup) = setup else {
                entries[place] = Some(Entry::no_domain(name, line));
                continue;
            };
            let dns: Arc<dyn Dns> = once.clone();
            tasks.spawn(async move {
                let report = Box::new(check(dns, setup).await);
                (place, Entry { name, line, outcome: Outcome::Checked(report) })
            });
        }
        match tasks.join_next().await {
            Some(Ok((place, entry))) => entries[place] = Some(entry),
            Some(Err(error)) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Some(Err(_)) => {}
            None => return (entries.into_iter().flatten().collect(), once.asked()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::{Answering, Question, Reply, Zone};
    use crate::domain::Domain;
    use crate::facts::Failure;
    use std::collections::HashMap;
    use std::sync::Mutex;

    /// Counts how often each question is asked, and answers late.
    struct Counting {
        zone: Zone,
        asked: Mutex<HashMap<Question, usize>>,
    }

    impl Dns for Counting {
        fn ask(&self, question: Question) -> Answering<'_> {
            *self.asked.lock().unwrap().entry(question.clone()).or_default() += 1;
            Box::pin(async move {
                tokio::task::yield_now().await;
                self.zone.ask(question).await
            })
        }
    }

    fn wanted(name: &str) -> Wanted {
        let setup = Domain::new(name).ok().map(SenderConfig::new);
        Wanted { name: name.to_owned(), line: Some(1), setup }
    }

    #[tokio::test]
    async fn no_question_is_asked_twice_and_the_order_stays() {
        let shared = "mail.example.net. A 192.0.2.25\n_spf.example.net. TXT \"v=spf1 ip4:192.0.2.25 -all\"\n";
        let one =
            |n| format!("d{n}.com. MX 10 mail.example.net.\nd{n}.com. TXT \"v=spf1 include:_spf.example.net -all\"\n");
        let zone: String = (0..200).map(one).chain([shared.to_owned()]).collect();
        let counting = Arc::new(Counting { zone: Zone::parse(&zone).expect("a zone"), asked: Mutex::default() });
        let names: Vec<String> = (0..200).map(|n| format!("d{n}.com")).chain(["a..b".to_owned()]).collect();
        let (entries, asked) = check_all(counting.clone(), names.iter().map(|name| wanted(name)).collect()).await;
        assert_eq!(entries.iter().map(|entry| entry.name.clone()).collect::<Vec<_>>(), names);
        let counts = counting.asked.lock().unwrap();
        let twice: Vec<_> = counts.iter().filter(|(_, count)| **count > 1).collect();
        assert!(twice.is_empty() && counts.len() == asked, "{asked} {twice:?}");
        let of_each: usize = entries.iter().filter_map(Entry::report).map(|report| report.questions).sum();
        assert!(asked < of_each, "{asked} of {of_each}: what they share is asked once");
        assert_eq!(entries[200].checks()[0].code.code(), "sender.not_a_domain");
    }

    /// Answers nothing about one domain, and never in time about another.
    struct Ill(Zone);

    impl Dns for Ill {
        fn ask(&self, question: Question) -> Answering<'_> {
            Box::pin(async move {
                let name = question.name.as_str();
                if name.ends_with("slow.com") {
                    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
                }
                match name.ends_with("ill.com") || name.ends_with("slow.com") {
                    true => Reply::failed(Failure::Timeout, 3, std::time::Duration::ZERO),
                    false => self.0.ask(question).await,
                }
            })
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_domain_that_cannot_be_asked_stops_no_other() {
        let zone = "well.com. MX 10 mail.well.com.\nmail.well.com. A 192.0.2.25\n";
        let names = ["ill.com", "slow.com", "no domain", "well.com"];
        let dns = Arc::new(Ill(Zone::parse(zone).expect("a zone")));
        let only = vec![crate::sender::checks::Group::Domain];
        let wanted = names
            .map(wanted)
            .map(|one| Wanted { setup: one.setup.map(|setup| SenderConfig { only: only.clone(), ..setup }), ..one });
        let (entries, _) = check_all(dns, wanted.into()).await;
        let verdicts: Vec<_> = entries.iter().map(Entry::verdict).collect();
        let expected = [SenderVerdict::Unknown, SenderVerdict::Unknown, SenderVerdict::Fail, SenderVerdict::Pass];
        assert_eq!(verdicts, expected);
    }
}
