//! The connections: sessions with many hosts side by side, but never two with one, and never two addresses of one host within the interval.
//! A name that nobody has is asked for in a session of its own, after the real ones, so that these are not spoiled; and at the end of
//! each session in which a host took addresses, for it may have begun to take every name.

use super::super::session::Failed;
use super::super::wire::{name, why};
use super::answer::{Answer, answer, is_greylisting, is_role, shape};
use super::channel::Channel;
use super::transaction::{Ended, Learned, Plan, Transaction};
use super::verdict::{Control, Outcome, Shown, Whose, outcome};
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
/// Sessions with addresses that the host took, and that show nothing, until they are left so.
const SHOWINGS_IN_VAIN_MAX: usize = 2;
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
    shown: Vec<Shown>,
    /// The addresses that had a reply in each session, in their order.
    sessions: Vec<Vec<usize>>,
    /// After so many recipients the host wanted no more.
    most: Option<usize>,
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
        let random = format!("{}@{}", wanted.nobody.clone().unwrap_or_else(nobody), wanted.domain);
        let replies = vec![None; wanted.addresses.len()];
        let has_no_host = wanted.hosts.is_empty();
        let stopped = has_no_host.then_some(Stopped { whose: wanted.silent, said: None, failed: None });
        let shown = vec![Shown::default(); wanted.addresses.len()];
        Asking {
            run,
            wanted,
            replies,
            shown,
            sessions: Vec::new(),
            most: None,
            contradicted: false,
            control: Control::default(),
            random,
            host: 0,
            failures: 0,
            stopped,
        }
    }

    async fn all(mut self) -> OfDomain {
        let is_due = |number: &usize| !self.wanted.too_early.contains(&self.wanted.addresses[*number].0);
        self.round((0..self.wanted.addresses.len()).filter(is_due).collect()).await;
        let later: VecDeque<usize> = self.put_off();
        let random_waits = self.control.random.as_ref().is_some_and(|(_, reply)| reply.class() == 4);
        let has_no_host = self.wanted.hosts.is_empty() && self.wanted.busy.is_empty();
        let is_for_good = has_no_host || self.stopped.as_ref().is_some_and(|stopped| stopped.whose == Whose::You);
        if let Some(wait) = self.run.settings.wait
            && !is_for_good
            && (!later.is_empty() || random_waits)
        {
            if !self.run.waits.swap(true, Ordering::Relaxed) {
                (self.run.tell)(Told::Waits);
            }
            sleep(wait).await;
            (self.stopped, self.failures) = (None, 0);
            self.begin_anew();
            self.round(later).await;
        }
        self.concluded()
    }

    /// After the wait hosts may answer that did not before.
    fn begin_anew(&mut self) {
        if self.wanted.hosts.is_empty() {
            self.wanted.hosts = std::mem::take(&mut self.wanted.busy);
        }
        if self.replies.iter().all(Option::is_none) {
            self.host = 0;
        }
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
        while !left.is_empty() && self.stopped.is_none() {
            let chunk: Vec<usize> = left.iter().copied().take(self.most_with_nobody()).collect();
            let got = self.session_about(&chunk).await;
            (self.run.tell)(Told::Done { addresses: got as u64 });
            left.drain(..got);
            let is_later = |&number: &usize| self.answer_of(number) == Some(Answer::Later);
            // Greylisting counts the time from the first question about each address. Where nobody comes back, it is of no use to go on, nor
            // is it where everybody is refused.
            let is_remembered =
                || self.run.settings.remembers && chunk[..got].iter().all(|&number| self.is_greylisted(number));
            let comes_back = self.run.settings.wait.is_some() || is_remembered();
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
        self.show_taken().await;
    }

    /// The recipients of a session.
    fn most(&self) -> usize {
        let said = self.wanted.rcpt_max.map_or(RECIPIENTS_MAX, |most| most as usize);
        self.most.map_or(said, |seen| seen.min(said)).clamp(1, RECIPIENTS_MAX)
    }

    /// The same, where the name that nobody has is to have its place behind them.
    fn most_with_nobody(&self) -> usize {
        (self.most() - 1).max(1)
    }

    /// A session about these addresses, with a name that nobody has behind them. Gives how many of them, from the first on, have a reply.
    async fn session_about(&mut self, numbers: &[usize]) -> usize {
        let recipients = numbers.iter().map(|&number| self.wanted.addresses[number].0.clone()).collect();
        let nobody = (self.most() > 1).then(|| self.random.clone());
        let learned = self.session(recipients, nobody, None).await;
        let got = learned.replies.len();
        for (&number, reply) in numbers.iter().zip(learned.replies) {
            // Who is refused after having been taken was taken or refused wrongly.
            let is_refused = answer(&reply, &self.wanted.addresses[number].0) == Answer::NoSuch;
            self.contradicted |= is_refused && self.answer_of(number) == Some(Answer::Accepted);
            if self.replies[number].replace(reply).is_some() {
                // What another session showed of it does not count any more.
                self.sessions.iter_mut().for_each(|before| before.retain(|&other| other != number));
            }
        }
        self.sessions.push(numbers[..got].to_vec());
        if let Some(reply) = learned.nobody {
            match answer(&reply, &self.random) {
                Answer::NoSuch => {
                    let taken = |&&number: &&usize| self.answer_of(number) == Some(Answer::Accepted);
                    let taken: Vec<usize> = numbers.iter().filter(taken).copied().collect();
                    taken.into_iter().for_each(|number| self.shown[number].taking = true);
                }
                // That it refused the name at another time does not count any more.
                Answer::Accepted => self.control.random = Some((self.random.clone(), reply)),
                _ => {}
            }
        }
        self.note_end(got, learned.ended);
        got
    }

    /// Asks again for addresses that the host took when nothing showed that it tells good names from bad ones.
    async fn show_taken(&mut self) {
        let mut in_vain = 0;
        while in_vain < SHOWINGS_IN_VAIN_MAX && self.stopped.is_none() && !self.takes_anything() && self.most() > 1 {
            self.shown_by_refusals();
            let open = self.unshown();
            let chunk: Vec<usize> = open.iter().copied().take(self.most_with_nobody()).collect();
            if chunk.is_empty() {
                return;
            }
            self.session_about(&chunk).await;
            in_vain = if self.unshown().len() < open.len() { 0 } else { in_vain + 1 };
        }
    }

    /// A refusal of an address that surely does not exist shows as much as one of a name that nobody has.
    fn shown_by_refusals(&mut self) {
        for numbers in &self.sessions {
            let last = numbers.iter().rposition(|&number| self.shown[number].refusing && !self.contradicted);
            let before = &numbers[..last.unwrap_or_default()];
            before.iter().for_each(|&number| self.shown[number].taking = true);
        }
        // Where each has a session of its own, all are asked for as the name that nobody has is.
        if self.most() == 1 {
            self.shown.iter_mut().for_each(|shown| shown.taking = true);
        }
    }

    /// Addresses that the host took when it may have taken every name.
    fn unshown(&self) -> Vec<usize> {
        let is_open = |&number: &usize| !self.shown[number].taking && self.answer_of(number) == Some(Answer::Accepted);
        (0..self.replies.len()).filter(is_open).collect()
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
            |&number: &usize| !self.shown[number].refusing && matches!(self.answer_of(number), Some(Answer::NoSuch));
        (0..self.replies.len()).rev().filter(is_open).collect()
    }

    /// Asks again for refused addresses, in another order and between two that the host took, wherever else mail may go: it may only have
    /// had enough of us, or one of its machines may know less than another.
    async fn confirm(&mut self, before: usize, numbers: &[usize], after: usize) {
        let order: Vec<usize> = [before].into_iter().chain(numbers.iter().copied()).chain([after]).collect();
        let others = if self.host == 0 { self.wanted.others.len() } else { 0 };
        let mut doubted: Vec<usize> = Vec::new();
        // Where it is refused elsewhere in other words, or nobody is there, the host itself is asked again.
        for elsewhere in (0..others).map(Some).chain([None]) {
            let is_settled = elsewhere.is_none() && numbers.iter().all(|&number| self.shown[number].refusing);
            if self.stopped.is_some() || is_settled {
                break;
            }
            let given = self.ask_again(&order, elsewhere).await;
            // Another machine may not know us yet.
            let is_put_off = given
                .iter()
                .zip(&order)
                .any(|(reply, &number)| [before, after].contains(&number) && reply.class() == 4 && elsewhere.is_some());
            self.contradicted |= self.contradicts(&order, &given, is_put_off);
            if self.contradicted {
                return;
            }
            if given.len() == order.len() && !is_put_off {
                doubted.extend(self.weigh(&order, given, elsewhere));
            }
        }
        doubted.into_iter().for_each(|number| self.shown[number].refusing = false);
    }

    /// The replies to these addresses, as far as there are any.
    async fn ask_again(&mut self, order: &[usize], elsewhere: Option<usize>) -> Vec<Reply> {
        let mut given: Vec<Reply> = Vec::new();
        let mut in_vain = 0;
        while given.len() < order.len() && self.stopped.is_none() && in_vain < FAILURES_MAX {
            let next = order[given.len()..].iter().take(self.most());
            let recipients = next.map(|&number| self.wanted.addresses[number].0.clone()).collect();
            let Learned { replies, ended, .. } = self.session(recipients, None, elsewhere).await;
            in_vain = if replies.is_empty() { in_vain + 1 } else { 0 };
            // That another machine is down or busy says nothing of this one.
            if elsewhere.is_some() && replies.is_empty() && !matches!(ended, Ended::Refused(_)) {
                break;
            }
            self.note_end(replies.len(), ended);
            given.extend(replies);
        }
        given
    }

    /// Whether the first or the last of these is not taken any more, or one between them is.
    fn contradicts(&self, order: &[usize], given: &[Reply], is_put_off: bool) -> bool {
        given.iter().zip(order).enumerate().any(|(place, (reply, &number))| {
            let is_witness = place == 0 || place + 1 == order.len();
            let is_taken = answer(reply, &self.wanted.addresses[number].0) == Answer::Accepted;
            is_taken != is_witness && !(is_witness && is_put_off && reply.class() == 4)
        })
    }

    /// Takes what was said again for evidence. Gives those of whom another machine does not say that they do not exist.
    fn weigh(&mut self, order: &[usize], mut given: Vec<Reply>, elsewhere: Option<usize>) -> Vec<usize> {
        let mut doubted = Vec::new();
        for (reply, &number) in given.iter().zip(order).skip(1).take(order.len().saturating_sub(2)) {
            let address = &self.wanted.addresses[number].0;
            let is_same =
                self.replies[number].as_ref().is_some_and(|first| shape(first, address) == shape(reply, address));
            self.shown[number].refusing |= is_same;
            if elsewhere.is_some() && answer(reply, address) != Answer::NoSuch {
                doubted.push(number);
            }
        }
        let witness = order.last().map(|&number| self.wanted.addresses[number].0.clone());
        self.control.witness = witness.zip(given.pop());
        doubted
    }

    /// Whether what the host says of a name that nobody has can change what follows for an address.
    fn needs_control(&self) -> bool {
        let is_known = self.control.random.as_ref().is_some_and(|(_, reply)| reply.class() != 4);
        // A name that was put off is asked for once more, after the wait.
        let is_open = self.control.random.is_none();
        let waits = is_open && self.run.settings.wait.is_some();
        let remembers = is_open && self.run.settings.remembers;
        let takes_some = self.answers().any(|answer| answer == Answer::Accepted);
        !is_known
            && (takes_some
                || waits && self.answers().any(|answer| answer == Answer::Later)
                || remembers && (0..self.replies.len()).any(|number| self.is_greylisted(number)))
    }

    fn is_greylisted(&self, number: usize) -> bool {
        self.replies[number].as_ref().is_some_and(|reply| is_greylisting(reply, &self.wanted.addresses[number].0))
    }

    async fn ask_control(&mut self) {
        let learned = self.session(vec![self.random.clone()], None, None).await;
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

    /// One session with the host, or with another one to which mail may go. No one else speaks with it meanwhile.
    async fn session(&mut self, recipients: Vec<String>, nobody: Option<String>, elsewhere: Option<usize>) -> Learned {
        let spot = elsewhere.map_or_else(|| self.wanted.hosts.get(self.host), |place| self.wanted.others.get(place));
        let Some((host, ip)) = spot.cloned() else {
            return Learned::nothing(Ended::Failed(Failed::NoRoute));
        };
        let place = {
            // Its addresses are one host.
            let one = self.wanted.keys.get(&ip).copied().unwrap_or(ip);
            let mut places = self.run.places.lock().unwrap_or_else(PoisonError::into_inner);
            places.entry(one).or_default().clone()
        };
        let mut place = place.lock().await;
        // Closed only with the run.
        let _permit = self.run.permits.acquire().await;
        let pause = place.next_at.map_or(Duration::ZERO, |at| at.saturating_duration_since(Instant::now()));
        sleep(pause).await;
        let settings = self.run.settings;
        let learned = talk(SocketAddr::new(ip, settings.port), host.as_str(), (recipients, nobody), settings).await;
        place.next_at = Some(Instant::now() + settings.interval);
        self.most = learned.most.or(self.most);
        learned
    }

    fn concluded(mut self) -> OfDomain {
        self.shown_by_refusals();
        let is_believed = !self.contradicted && self.host == 0 && self.wanted.has_best;
        let Asking { wanted, replies, shown, control, host, stopped, .. } = self;
        let place = wanted.hosts.get(host).cloned();
        let mailbox = |((address, rows), (reply, shown)): ((String, u64), (Option<Reply>, Shown))| {
            let shown = Shown { refusing: shown.refusing && is_believed, ..shown };
            let (outcome, said, failed) = match (reply, &stopped) {
                (Some(reply), _) => (outcome(&address, &reply, shown, &control), Some(reply), None),
                (None, Some(stopped)) => (Outcome::NotTold(stopped.whose), stopped.said.clone(), stopped.failed),
                (None, None) => (Outcome::NotTold(Whose::NotAsked), None, None),
            };
            let (host, ip) = place.clone().unzip();
            Mailbox { address, domain: wanted.domain.clone(), rows, outcome, host, ip, said, failed }
        };
        let replies = replies.into_iter().zip(shown);
        OfDomain { mailboxes: wanted.addresses.into_iter().zip(replies).map(mailbox).collect(), control }
    }
}

/// Connects, and carries out a session about these recipients, and a name that nobody has.
async fn talk(
    to: SocketAddr,
    host: &str,
    (recipients, nobody): (Vec<String>, Option<String>),
    settings: &Settings,
) -> Learned {
    let began = Instant::now();
    let failed = |failed| Learned::nothing(Ended::Failed(failed));
    let mut channel = match timeout(settings.patience, TcpStream::connect(to)).await {
        Ok(Ok(stream)) => Channel::new(stream),
        Ok(Err(error)) => return failed(why(&error)),
        Err(_) => return failed(Failed::Timeout),
    };
    let plan = Plan {
        helo: name(&settings.helo, channel.stream()),
        mail_from: settings.mail_from.clone(),
        recipients,
        nobody,
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
