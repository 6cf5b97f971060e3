//! The connections: sessions with many hosts side by side, but never two with one, and never two addresses of one host within the interval.
//! Names that nobody has are asked in sessions of their own, after the real ones, so that these are not spoiled.

use super::super::session::Failed;
use super::super::wire::{name, why};
use super::answer::{Answer, answer, is_role, shape};
use super::channel::Channel;
use super::transaction::{Ended, Learned, Plan, Transaction};
use super::verdict::{Control, Outcome, Whose, outcome};
use super::{Mailbox, OfDomain, RECIPIENTS_MAX, Settings, Wanted};
use crate::probe::reply::Reply;
use futures_util::StreamExt;
use futures_util::stream;
use rand::Rng;
use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, timeout};

/// Domains in work at the same time. Most of them wait for their host.
const DOMAINS_IN_WORK: usize = 2_000;
/// Sessions with a domain's hosts that bring nothing, until they are left in peace.
const FAILURES_MAX: usize = 3;
/// How often the name that nobody has is asked for in a round.
const CONTROLS_MAX: usize = 2;
/// Refused addresses that are asked for again in one session.
const CONFIRMED_TOGETHER: usize = 6;
/// Addresses in one session that are all put off, until the host is left in peace for now.
const LATER_MAX: usize = 3;
/// Refusals without one address that is taken, until it is left in peace: nothing would follow from them.
const IN_VAIN_MAX: usize = 25;

/// What is told while mailboxes are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// So many addresses have an answer.
    Done { addresses: u64 },
    /// Something waits until it is asked again. Told once.
    Waits,
}

/// Asks the hosts of these domains for their mailboxes. The domains come back in their order.
pub async fn ask(wanted: Vec<Wanted>, settings: &Settings, tell: &(dyn Fn(Told) + Sync)) -> Vec<OfDomain> {
    let run = Run {
        settings,
        tell,
        places: Mutex::default(),
        permits: Semaphore::new(settings.connections.max(1)),
        waits: AtomicBool::new(false),
    };
    let mut asked: Vec<(usize, OfDomain)> = stream::iter(wanted.into_iter().enumerate())
        .map(async |(number, wanted)| (number, Asking::new(&run, wanted).all().await))
        .buffer_unordered(DOMAINS_IN_WORK)
        .collect()
        .await;
    asked.sort_by_key(|(number, _)| *number);
    asked.into_iter().map(|(_, of_domain)| of_domain).collect()
}

/// What all domains share.
struct Run<'a> {
    settings: &'a Settings,
    tell: &'a (dyn Fn(Told) + Sync),
    /// One lock for each address of a host: who holds it is the only one that speaks with it.
    places: Mutex<HashMap<IpAddr, Arc<tokio::sync::Mutex<Place>>>>,
    permits: Semaphore,
    waits: AtomicBool,
}

/// An address of a host, and when it may be asked for the next mailbox.
#[derive(Debug, Default)]
struct Place {
    next_at: Option<Instant>,
}

/// A domain that is being asked about.
struct Asking<'r> {
    run: &'r Run<'r>,
    wanted: Wanted,
    replies: Vec<Option<Reply>>,
    /// These refusals came again in another session, between addresses that the host took.
    confirmed: Vec<bool>,
    /// The host said of one address now this and now that, so that none of its refusals is believed.
    contradicted: bool,
    control: Control,
    random: String,
    /// The place among the hosts.
    host: usize,
    failures: usize,
    /// Why the others have no reply.
    stopped: Option<Stopped>,
}

/// Why no more is asked.
#[derive(Clone, Debug)]
struct Stopped {
    whose: Whose,
    said: Option<Reply>,
    failed: Option<Failed>,
}

impl<'r> Asking<'r> {
    fn new(run: &'r Run<'r>, wanted: Wanted) -> Asking<'r> {
        let random = format!("{}@{}", nobody(), wanted.domain);
        let replies = vec![None; wanted.addresses.len()];
        let has_no_host = wanted.hosts.is_empty();
        let stopped = has_no_host.then_some(Stopped { whose: wanted.silent, said: None, failed: None });
        let confirmed = vec![false; wanted.addresses.len()];
        Asking {
            run,
            wanted,
            replies,
            confirmed,
            contradicted: false,
            control: Control::default(),
            random,
            host: 0,
            failures: 0,
            stopped,
        }
    }

    async fn all(mut self) -> OfDomain {
        self.round((0..self.wanted.addresses.len()).collect()).await;
        let later: VecDeque<usize> = self.put_off();
        let random_waits = self.control.random.as_ref().is_some_and(|(_, reply)| reply.class() == 4);
        let is_for_good =
            self.wanted.hosts.is_empty() || self.stopped.as_ref().is_some_and(|stopped| stopped.whose == Whose::You);
        if let Some(wait) = self.run.settings.wait
            && !is_for_good
            && (!later.is_empty() || random_waits)
        {
            if !self.run.waits.swap(true, Ordering::Relaxed) {
                (self.run.tell)(Told::Waits);
            }
            sleep(wait).await;
            (self.stopped, self.failures) = (None, 0);
            self.round(later).await;
        }
        self.concluded()
    }

    /// Addresses without an answer that may get one later.
    fn put_off(&self) -> VecDeque<usize> {
        let is_later = |(number, reply): &(usize, &Option<Reply>)| match reply {
            Some(reply) => answer(reply, &self.wanted.addresses[*number].0) == Answer::Later,
            None => true,
        };
        self.replies.iter().enumerate().filter(is_later).map(|(number, _)| number).collect()
    }

    /// Asks for these addresses, then for a name that nobody has, and then again for those that were refused.
    async fn round(&mut self, mut left: VecDeque<usize>) {
        let most = self.most();
        while !left.is_empty() && self.stopped.is_none() {
            let chunk: Vec<usize> = left.iter().copied().take(most).collect();
            let got = self.session_about(&chunk).await;
            (self.run.tell)(Told::Done { addresses: got as u64 });
            left.drain(..got);
            let is_later = |&number: &usize| self.answer_of(number) == Some(Answer::Later);
            // Greylisting counts the time from the first question about each address. Where nobody comes back, it is of no use to go on, nor
            // is it where everybody is refused.
            let comes_back = self.run.settings.wait.is_some();
            if !comes_back && got >= LATER_MAX && chunk[..got].iter().all(is_later) || self.refused_in_vain() {
                break;
            }
        }
        for _ in 0..CONTROLS_MAX {
            if self.stopped.is_none() && self.needs_control() {
                self.ask_control().await;
            }
        }
        let taken: Vec<usize> = self.taken();
        if taken.is_empty() || self.takes_anything() {
            return;
        }
        for (turn, chunk) in self.unconfirmed().chunks(CONFIRMED_TOGETHER).enumerate() {
            if self.stopped.is_none() && !self.contradicted {
                let witness = |place: usize| taken[(2 * turn + place) % taken.len()];
                self.confirm(witness(0), chunk, witness(1)).await;
            }
        }
    }

    fn most(&self) -> usize {
        self.wanted.rcpt_max.map_or(RECIPIENTS_MAX, |most| (most.max(1) as usize).min(RECIPIENTS_MAX))
    }

    /// A session about these addresses. Gives how many of them, from the first on, have a reply.
    async fn session_about(&mut self, numbers: &[usize]) -> usize {
        let recipients = numbers.iter().map(|&number| self.wanted.addresses[number].0.clone()).collect();
        let learned = self.session(recipients, false).await;
        let got = learned.replies.len();
        for (&number, reply) in numbers.iter().zip(learned.replies) {
            self.replies[number] = Some(reply);
        }
        self.note_end(got, learned.ended);
        got
    }

    fn answer_of(&self, number: usize) -> Option<Answer> {
        self.replies[number].as_ref().map(|reply| answer(reply, &self.wanted.addresses[number].0))
    }

    fn answers(&self) -> impl Iterator<Item = Answer> + '_ {
        (0..self.replies.len()).filter_map(|number| self.answer_of(number))
    }

    /// Addresses of persons that the host took. The others hosts take also where they refuse everybody else.
    fn taken(&self) -> Vec<usize> {
        let is_person = |&number: &usize| {
            let local_part = self.wanted.addresses[number].0.rsplit_once('@').map_or("", |(local_part, _)| local_part);
            self.answer_of(number) == Some(Answer::Accepted) && !is_role(local_part)
        };
        (0..self.replies.len()).filter(is_person).collect()
    }

    fn takes_anything(&self) -> bool {
        self.control.random.as_ref().is_some_and(|(address, reply)| answer(reply, address) == Answer::Accepted)
    }

    fn refused_in_vain(&self) -> bool {
        let refused = self.answers().filter(|answer| matches!(answer, Answer::NoSuch)).count();
        refused >= IN_VAIN_MAX && !self.answers().any(|answer| answer == Answer::Accepted)
    }

    /// Addresses that were refused once.
    fn unconfirmed(&self) -> Vec<usize> {
        let is_open =
            |&number: &usize| !self.confirmed[number] && matches!(self.answer_of(number), Some(Answer::NoSuch));
        (0..self.replies.len()).rev().filter(is_open).collect()
    }

    /// Asks again for refused addresses, in another order and between two that the host took, and at another address of the host where it
    /// has one: it may only have had enough of us, or one of its machines may know less than another.
    async fn confirm(&mut self, before: usize, numbers: &[usize], after: usize) {
        let order: Vec<usize> = [before].into_iter().chain(numbers.iter().copied()).chain([after]).collect();
        let mut given: Vec<Reply> = Vec::new();
        let mut elsewhere = self.wanted.other_address.is_some();
        let mut in_vain = 0;
        while given.len() < order.len() && self.stopped.is_none() && in_vain < FAILURES_MAX {
            let next = order[given.len()..].iter().take(self.most());
            let recipients = next.map(|&number| self.wanted.addresses[number].0.clone()).collect();
            let Learned { replies, ended } = self.session(recipients, elsewhere).await;
            in_vain = if replies.is_empty() { in_vain + 1 } else { 0 };
            if elsewhere && replies.is_empty() && matches!(ended, Ended::Failed(_)) {
                elsewhere = false;
                continue;
            }
            self.note_end(replies.len(), ended);
            given.extend(replies);
        }
        if given.len() < order.len() {
            return;
        }
        let said = |place: usize| answer(&given[place], &self.wanted.addresses[order[place]].0);
        let is_taken = |place: usize| said(place) == Answer::Accepted;
        self.contradicted |= !is_taken(0) || !is_taken(order.len() - 1);
        self.contradicted |= (1..=numbers.len()).any(is_taken);
        if self.contradicted {
            return;
        }
        for (place, &number) in (1..).zip(numbers) {
            let address = &self.wanted.addresses[number].0;
            let is_same = self.replies[number]
                .as_ref()
                .is_some_and(|reply| shape(reply, address) == shape(&given[place], address));
            self.confirmed[number] = is_same;
        }
        let witness = self.wanted.addresses[after].0.clone();
        self.control.witness = given.pop().map(|reply| (witness, reply));
    }

    /// Whether what the host says of a name that nobody has can change what follows for an address.
    fn needs_control(&self) -> bool {
        let is_known = self.control.random.as_ref().is_some_and(|(_, reply)| reply.class() != 4);
        // A name that was put off is asked for once more, after the wait.
        let waits = self.run.settings.wait.is_some() && self.control.random.is_none();
        let takes_some = self.answers().any(|answer| answer == Answer::Accepted);
        !is_known && (takes_some || waits && self.answers().any(|answer| answer == Answer::Later))
    }

    async fn ask_control(&mut self) {
        let learned = self.session(vec![self.random.clone()], false).await;
        let got = learned.replies.len();
        if let Some(reply) = learned.replies.into_iter().next() {
            self.control.random = Some((self.random.clone(), reply));
        }
        self.note_end(got, learned.ended);
    }

    /// What the end of a session means for the next one.
    fn note_end(&mut self, got: usize, ended: Ended) {
        let stopped = |whose, said, failed| Some(Stopped { whose, said, failed });
        if got > 0 {
            self.failures = 0;
        }
        match ended {
            Ended::Done if got > 0 => {}
            Ended::Refused(reply) => self.stopped = stopped(Whose::You, Some(reply), None),
            // Who was put off and asks again at once is put off for longer.
            Ended::PutOff(reply) if got == 0 => self.stopped = stopped(Whose::Host, Some(reply), None),
            Ended::Done | Ended::PutOff(_) => self.failures += usize::from(got == 0),
            Ended::Failed(failed) => {
                self.failures += 1;
                if self.host + 1 < self.wanted.hosts.len() && got == 0 {
                    self.host += 1;
                } else if self.failures >= FAILURES_MAX {
                    self.stopped = stopped(Whose::Network, None, Some(failed));
                }
            }
        }
        if self.stopped.is_none() && self.failures >= FAILURES_MAX {
            self.stopped = stopped(Whose::Host, None, None);
        }
    }

    /// One session with the host. No one else speaks with it meanwhile.
    async fn session(&mut self, recipients: Vec<String>, elsewhere: bool) -> Learned {
        let Some((host, ip)) = self.wanted.hosts.get(self.host).cloned() else {
            return Learned { replies: Vec::new(), ended: Ended::Failed(Failed::NoRoute) };
        };
        let ip = self.wanted.other_address.filter(|_| elsewhere && self.host == 0).unwrap_or(ip);
        let place = {
            // Its addresses are one host.
            let one = self
                .wanted
                .other_address
                .filter(|_| self.host == 0)
                .map_or(ip, |other| other.min(ip).min(self.wanted.hosts[0].1));
            let mut places = self.run.places.lock().unwrap_or_else(PoisonError::into_inner);
            places.entry(one).or_default().clone()
        };
        let mut place = place.lock().await;
        // Closed only with the run.
        let _permit = self.run.permits.acquire().await;
        let pause = place.next_at.map_or(Duration::ZERO, |at| at.saturating_duration_since(Instant::now()));
        sleep(pause).await;
        let settings = self.run.settings;
        let learned = talk(SocketAddr::new(ip, settings.port), host.as_str(), recipients, settings).await;
        place.next_at = Some(Instant::now() + settings.interval);
        learned
    }

    fn concluded(self) -> OfDomain {
        let is_believed = !self.contradicted && self.host == 0 && self.wanted.has_best;
        let Asking { wanted, replies, confirmed, control, host, stopped, .. } = self;
        let place = wanted.hosts.get(host).cloned();
        let mailbox = |((address, rows), (reply, confirmed)): ((String, u64), (Option<Reply>, bool))| {
            let (outcome, said, failed) = match (reply, &stopped) {
                (Some(reply), _) => (outcome(&address, &reply, confirmed && is_believed, &control), Some(reply), None),
                (None, Some(stopped)) => (Outcome::NotTold(stopped.whose), stopped.said.clone(), stopped.failed),
                (None, None) => (Outcome::NotTold(Whose::NotAsked), None, None),
            };
            let (host, ip) = place.clone().unzip();
            Mailbox { address, domain: wanted.domain.clone(), rows, outcome, host, ip, said, failed }
        };
        let replies = replies.into_iter().zip(confirmed);
        OfDomain { mailboxes: wanted.addresses.into_iter().zip(replies).map(mailbox).collect(), control }
    }
}

/// Connects, and carries out a session.
async fn talk(to: SocketAddr, host: &str, recipients: Vec<String>, settings: &Settings) -> Learned {
    let began = Instant::now();
    let failed = |failed| Learned { replies: Vec::new(), ended: Ended::Failed(failed) };
    let mut channel = match timeout(settings.patience, TcpStream::connect(to)).await {
        Ok(Ok(stream)) => Channel::new(stream),
        Ok(Err(error)) => return failed(why(&error)),
        Err(_) => return failed(Failed::Timeout),
    };
    let plan = Plan {
        helo: name(&settings.helo, channel.stream()),
        mail_from: settings.mail_from.clone(),
        recipients,
        interval: settings.interval,
        patience: settings.patience,
    };
    let mut session = Transaction::begin(plan, began.elapsed());
    while !session.is_over() {
        let waits = session.due().saturating_sub(began.elapsed());
        let output = session.take_output();
        if !output.is_empty() {
            match timeout(waits, channel.send(&output)).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => session.failed(Failed::Broken),
                Err(_) => session.failed(Failed::Timeout),
            }
        } else if session.wants_tls() {
            match timeout(waits, channel.encrypt(host)).await {
                Ok(Ok(())) => session.encrypted(began.elapsed()),
                Ok(Err(_)) => session.failed(Failed::Broken),
                Err(_) => session.failed(Failed::Timeout),
            }
        } else {
            match timeout(waits, channel.receive()).await {
                Ok(Ok(octets)) if octets.is_empty() => session.failed(Failed::Closed),
                Ok(Ok(octets)) => session.received(&octets, began.elapsed()),
                Ok(Err(_)) => session.failed(Failed::Broken),
                Err(_) => {}
            }
            session.tick(began.elapsed());
        }
    }
    session.into_learned()
}

/// A local-part that can be said aloud, and that nobody has: 12 letters in six syllables are one of 10^12.
fn nobody() -> String {
    const CONSONANTS: &[u8] = b"bcdfghjklmnpqrstvwxz";
    const VOWELS: &[u8] = b"aeiou";
    let mut random = rand::rng();
    let mut one_of = |letters: &[u8]| char::from(letters[random.random_range(0..letters.len())]);
    (0..6).flat_map(|_| [one_of(CONSONANTS), one_of(VOWELS)]).collect()
}
