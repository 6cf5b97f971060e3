//! `presend clean -` as a filter: records of JSON come in, and each goes out again, in order, as soon as it is judged.
//!
//! Records are read on a thread of their own, and judged on another.
//!
//! One pass, and a bounded window of records in work: one that waits for a slow domain holds back those after it, but not
//! their questions. Nothing is known of the rest of the stream, so what `clean` does with the whole list before it (weighing
//! whether its DNS server can be believed) is done with the beginning of the stream. It must never reorder records, nor lose one.

use crate::dns::Gather;
use crate::domain::Domain;
use crate::facts::{DomainFacts, Lookup};
use crate::judge::{Asked, DENIALS_MAX, Policy, Trust, Verdict, disbelieve, judge_domain};
use crate::list::{Adder, Content, LayoutOptions, Line, ListError, Picked, Picker};
use crate::reason::Reason;
use crate::run::cell::{domain_of, names_needed, names_to_prove, readings};
use crate::run::clean::{codes, hint};
use crate::run::collect::Collected;
use crate::run::duplicates::DuplicateIndex;
use crate::run::judge_cell::{About, judge_content};
use crate::run::trust::{denied_at_random, denied_wrongly};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use tokio::sync::mpsc;

/// Records in work at a time.
pub const WINDOW_RECORDS: usize = 20_000;
/// Their octets, beyond which no more are taken in.
pub const WINDOW_OCTETS: usize = 64 << 20;
/// Domains that are asked about at a time.
const ASKED_AT_A_TIME: usize = 4_000;
/// Verdicts on domains that are remembered. When there are more, those that no record waits for are forgotten.
const DOMAINS_KEPT: usize = 1 << 20;
/// Addresses among which duplicates are found; then the search begins anew. They take about 20 octets each.
pub const ADDRESSES_KEPT: u64 = 16 << 20;
/// Batches of lines that were read and wait to be judged.
const BATCHES_WAITING: usize = 4;
/// Output is handed on in pieces of about so many octets, or whenever there is nothing else to do.
const PIECE_OCTETS: usize = 64 << 10;

/// A line as it came in.
#[derive(Debug)]
pub struct Incoming {
    text: Vec<u8>,
    /// So many octets are content; the others ended the line.
    content_octets: usize,
}

impl Incoming {
    pub fn new(line: Line<'_>) -> Incoming {
        Incoming { text: [line.content, line.end].concat(), content_octets: line.content.len() }
    }

    fn line(&self) -> Line<'_> {
        let (content, end) = self.text.split_at(self.content_octets);
        Line { content, end }
    }
}

/// A line whose record was read.
struct Prepared {
    line: Incoming,
    picked: Picked,
}

/// Reads the records of lines, on a thread of its own, until the input ends, fails or is not wanted any more.
fn read_records(
    mut input: mpsc::Receiver<std::io::Result<Vec<Incoming>>>,
    wish: LayoutOptions,
) -> std::io::Result<mpsc::Receiver<Result<Vec<Prepared>, ListError>>> {
    let (send, receive) = mpsc::channel(BATCHES_WAITING);
    std::thread::Builder::new().name("presend-records".to_owned()).spawn(move || {
        let (mut picker, mut taken) = (Picker::new(&wish), 0);
        while let Some(read) = input.blocking_recv() {
            let mut batch = Vec::new();
            let failed = match read {
                Ok(lines) => lines.into_iter().try_for_each(|line| {
                    batch.push(Prepared { picked: picker.pick(line.line().content)?, line });
                    Ok(())
                }),
                Err(error) => Err(ListError::ReadRow { line: taken + 1, error }),
            };
            taken += batch.len() as u64;
            if send.blocking_send(Ok(batch)).is_err() {
                return;
            }
            if let Err(error) = failed {
                return drop(send.blocking_send(Err(error)));
            }
        }
    })?;
    Ok(receive)
}

/// What a stream held.
#[derive(Clone, Debug, Default)]
pub struct Streamed {
    pub records: u64,
    /// Records by verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [u64; 4],
    pub domains_asked: u64,
    pub domains_unknown: u64,
    /// A name that surely exists and that the resolver denies: from then on no absence that it tells of was believed.
    pub denied: Option<Domain>,
    /// Nobody takes the output any more.
    pub cut_off: bool,
}

/// Judges records as they come, and sends pieces of whole lines. Ends when the input has ended, or when nobody takes the
/// output any more. `Err` when the input cannot be read, or when its first record does not show where the addresses are;
/// what came before is judged and sent.
pub async fn stream(
    input: mpsc::Receiver<std::io::Result<Vec<Incoming>>>,
    output: mpsc::Sender<Vec<u8>>,
    wish: &LayoutOptions,
    policy: &Policy,
    gather: Option<&Gather>,
) -> Result<Streamed, ListError> {
    let mut input = read_records(input, wish.clone()).map_err(|error| ListError::ReadRow { line: 1, error })?;
    let mut stream = Stream::new(policy, gather);
    let mut asked = FuturesUnordered::new();
    let mut open = true;
    let mut failure = None;
    loop {
        while asked.len() < ASKED_AT_A_TIME
            && let (Some(gather), Some(domain)) = (gather, stream.to_ask.pop_front())
        {
            asked.push(async move { (gather.domain(domain.clone()).await, domain) });
        }
        stream.judge_ready();
        let idle = !open || input.is_empty() || !stream.has_room();
        let full = stream.text.len() >= PIECE_OCTETS;
        if full || idle && !stream.text.is_empty() {
            stream.done.cut_off = output.send(std::mem::take(&mut stream.text)).await.is_err();
        }
        if full && !stream.done.cut_off {
            continue;
        }
        if stream.done.cut_off || !open && stream.window.is_empty() {
            break;
        }
        tokio::select! {
            biased;
            Some((facts, domain)) = asked.next(), if !asked.is_empty() => stream.answered(domain, &facts).await,
            batch = input.recv(), if open && stream.has_room() => match batch {
                None => open = false,
                Some(Err(error)) => {
                    failure = Some(error);
                    open = false;
                }
                Some(Ok(lines)) => lines.into_iter().for_each(|line| stream.take(line)),
            },
        }
    }
    failure.map_or(Ok(stream.done), Err)
}

/// A record that is not judged yet.
struct Waiting {
    line: Incoming,
    picked: Picked,
    /// The domains that it needs a verdict on.
    domains: Vec<Domain>,
}

struct Stream<'s> {
    policy: &'s Policy,
    gather: Option<&'s Gather>,
    /// Writes the results into records.
    adder: Adder,
    window: VecDeque<Waiting>,
    window_octets: usize,
    collected: Collected,
    to_ask: VecDeque<Domain>,
    asking: HashSet<Domain>,
    trust: Trust,
    proven: bool,
    /// Denials that were asked about again, up to [`DENIALS_MAX`].
    asked_again: usize,
    seen: DuplicateIndex,
    noted: u64,
    text: Vec<u8>,
    done: Streamed,
}

impl<'s> Stream<'s> {
    fn new(policy: &'s Policy, gather: Option<&'s Gather>) -> Stream<'s> {
        Stream {
            policy,
            gather,
            adder: Adder::default(),
            window: VecDeque::new(),
            window_octets: 0,
            collected: Collected::default(),
            to_ask: VecDeque::new(),
            asking: HashSet::new(),
            trust: Trust::default(),
            proven: gather.is_none_or(Gather::is_whole_world),
            asked_again: 0,
            seen: DuplicateIndex::default(),
            noted: 0,
            text: Vec::new(),
            done: Streamed::default(),
        }
    }

    fn has_room(&self) -> bool {
        self.window.len() < WINDOW_RECORDS && self.window_octets < WINDOW_OCTETS
    }

    /// Takes a line into the window, and the domains that it needs into work.
    fn take(&mut self, line: Prepared) {
        let Prepared { line, picked } = line;
        let mut domains = Vec::new();
        for text in std::iter::once(&picked.content).chain(picked.more.iter().map(|(_, text)| text)) {
            self.add_domains(text, &mut domains);
        }
        domains.retain(|domain| self.must_wait(domain));
        self.window_octets += line.text.len() + picked.content.len();
        self.window.push_back(Waiting { line, picked, domains });
    }

    /// The domains of a text on which there is no verdict yet.
    fn add_domains(&self, text: &[u8], domains: &mut Vec<Domain>) {
        let content = Content::of(text);
        for reading in readings(&content).as_slice() {
            let known = domain_of(reading).and_then(|name| self.collected.domains.get(name));
            if known.is_some_and(|verdict| verdict.suggestion.is_none()) {
                continue;
            }
            let mut names = names_needed(reading, self.policy);
            if self.gather.is_some() {
                names.extend(names_to_prove(reading, self.policy));
            }
            let new = names.iter().filter(|name| !self.collected.domains.contains_key(name.as_str()));
            domains.extend(new.filter_map(|name| Domain::new(name).ok()));
        }
    }

    /// Whether the verdict on a domain has to be waited for.
    fn must_wait(&mut self, domain: &Domain) -> bool {
        if let Some(asked) = Asked::beforehand(domain, self.gather.is_some(), self.policy) {
            let verdict = judge_domain(domain, asked, self.policy);
            self.collected.domains.insert(domain.clone(), Arc::new(verdict));
            return false;
        }
        if self.asking.insert(domain.clone()) {
            self.to_ask.push_back(domain.clone());
            self.done.domains_asked += 1;
        }
        true
    }

    async fn answered(&mut self, domain: Domain, facts: &DomainFacts) {
        self.trust.hear(&domain, facts, self.policy.allow_non_public);
        let mut verdict = judge_domain(&domain, Asked::Dns(facts), self.policy);
        if verdict.takes_no_mail
            && self.done.denied.is_none()
            && let Some(gather) = self.gather
        {
            if !self.proven {
                // Before the first absence is believed.
                self.proven = !self.trust.proofs().is_empty();
                self.done.denied = denied_wrongly(gather, &self.trust).await;
            }
            // Where the exchanges are what is missing, the domain's own records are found again, and prove nothing.
            let is_absent = matches!(facts.mx, Lookup::NxDomain | Lookup::NoData);
            if is_absent && self.done.denied.is_none() && self.asked_again < DENIALS_MAX && !facts.cost.cached {
                // Records go out as they are judged, so the first denials are the sample.
                self.asked_again += 1;
                self.done.denied = denied_at_random(gather, [&domain]).await;
            }
            if self.done.denied.is_some() {
                gather.settle(false);
            }
        }
        if self.done.denied.is_some() {
            disbelieve(&mut verdict);
        }
        self.done.domains_unknown += u64::from(verdict.is_unknown());
        self.asking.remove(&domain);
        self.collected.domains.insert(domain, Arc::new(verdict));
        if self.collected.domains.len() > DOMAINS_KEPT {
            let needed: HashSet<&Domain> = self.window.iter().flat_map(|waiting| &waiting.domains).collect();
            self.collected.domains.retain(|domain, _| needed.contains(domain));
        }
    }

    /// Judges the records at the head of the window that wait for nothing.
    fn judge_ready(&mut self) {
        while self.text.len() < PIECE_OCTETS
            && let Some(waiting) = self.window.front()
        {
            if waiting.domains.iter().any(|domain| self.asking.contains(domain)) {
                return;
            }
            let Some(waiting) = self.window.pop_front() else { return };
            self.window_octets -= waiting.line.text.len() + waiting.picked.content.len();
            self.judge(&waiting);
        }
    }

    fn judge(&mut self, waiting: &Waiting) {
        self.done.records += 1;
        self.noted += 1;
        if self.noted > ADDRESSES_KEPT {
            (self.seen, self.noted) = (DuplicateIndex::default(), 0);
        }
        let picked = &waiting.picked;
        let findings: &[Reason] = if picked.broken { &[Reason::InputRagged] } else { &[] };
        let elsewhere = picked.broken && memchr::memchr(b'@', waiting.line.line().content).is_some();
        let about = About {
            elsewhere: elsewhere || picked.unseen,
            unseen: picked.unseen,
            column: picked.name.clone(),
            more: picked.more.iter().map(|(name, text)| (name.clone(), Content::of(text))).collect(),
            ..About::record(self.done.records, findings)
        };
        let content = Content::of(&picked.content);
        let parts = judge_content(&content, &about, &self.collected, self.policy, &mut self.seen);
        let whole = crate::judge::whole(&parts, |part| &part.verdict);
        let fixed = match parts.as_slice() {
            [only] => only.fixed.as_deref(),
            _ => None,
        };
        let place = Verdict::ALL.iter().position(|verdict| *verdict == whole.verdict).unwrap_or(0);
        self.done.verdicts[place] += 1;
        let (codes, hint) = (codes(&whole), hint(&whole, fixed, |number| (number, None)));
        let added = [whole.verdict.word(), &*codes, &hint];
        self.text.extend_from_slice(self.adder.with_picked(waiting.line.line(), picked, fixed, added));
    }
}
