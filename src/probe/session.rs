//! One SMTP session that asks a host what it offers: its greeting, EHLO, perhaps HELO, QUIT. Pure: octets and the time are handed in,
//! octets and the time to wake up are handed out. The only words it can ever say are EHLO, HELO and QUIT, so it
//! names no sender, no mailbox, and sends no mail.

use super::extensions::Extensions;
use super::reply::{NoReply, Reply, ReplyReader};
use std::time::Duration;

/// The most time for the greeting (RFC 5321 §4.5.3.2.1), and for each answer to a command. A budget is mostly shorter.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5 * 60);
/// The most time for a word of farewell. All is known by then.
const FAREWELL: Duration = Duration::from_secs(2);
/// The most octets of a session.
const SESSION_OCTETS_MAX: usize = 256 << 10;

/// How far a session came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// There was no connection yet.
    Connect,
    /// The host was to greet.
    Greeting,
    /// It was to answer EHLO.
    Ehlo,
    /// It was to answer HELO, after it refused EHLO.
    Helo,
}

/// How a session ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The host answered EHLO, or HELO; then it offers no extensions.
    Answered(Extensions),
    /// It refused with 5xx. No mailbox was named, so this says nothing about any: it is about whoever connects.
    Refused(Reply),
    /// It put us off with 4xx.
    Busy(Reply),
    /// It gave no usable answer.
    Failed(Failed),
}

/// Why there was no usable answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// Nothing, or nothing whole, came in time.
    Timeout,
    /// The host, or something before it, refused the connection.
    ConnectionRefused,
    /// There is no way to the address.
    NoRoute,
    /// The connection broke, or the system could not make one.
    Broken,
    /// The host closed the connection.
    Closed,
    /// What it said is no SMTP.
    Garbage,
    /// It said more than any host does.
    TooMuch,
}

/// All that was learned in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    pub end: End,
    /// The stage that the session ended in.
    pub stage: Stage,
    /// What the host greeted with.
    pub greeting: Option<Reply>,
    /// What it answered to EHLO or HELO last.
    pub hello: Option<Reply>,
    /// The time until all was known.
    pub took: Duration,
}

impl Heard {
    /// There was no connection.
    pub fn not_connected(failed: Failed, took: Duration) -> Heard {
        Heard { end: End::Failed(failed), stage: Stage::Connect, greeting: None, hello: None, took }
    }

    /// Whether there was a connection.
    pub fn is_connected(&self) -> bool {
        self.stage != Stage::Connect
    }
}

/// A session with a host, from the connection on.
#[derive(Debug)]
pub struct Session {
    helo: String,
    state: State,
    reader: ReplyReader,
    octets: usize,
    /// What is to be sent.
    output: Vec<u8>,
    /// When the budget ends.
    ends: Duration,
    /// When the answer must have come.
    due: Duration,
    greeting: Option<Reply>,
    hello: Option<Reply>,
    heard: Option<Heard>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Waits(Stage),
    /// QUIT is sent.
    Leaves,
    Ended,
}

impl Session {
    /// Begins a session at the moment of the connection. Times are counted from any moment before it; `ends` is the last one of the
    /// budget. `helo` is a host name or an address literal.
    pub fn begin(helo: &str, now: Duration, ends: Duration) -> Session {
        Session {
            helo: helo.to_owned(),
            state: State::Waits(Stage::Greeting),
            reader: ReplyReader::default(),
            octets: 0,
            output: Vec::new(),
            ends,
            due: ends.min(now + ANSWER_TIMEOUT),
            greeting: None,
            hello: None,
            heard: None,
        }
    }

    /// What is to be sent now; nothing, mostly.
    pub fn take_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.output)
    }

    /// When [`Session::tick`] is to be called, if nothing comes.
    pub fn due(&self) -> Duration {
        self.due
    }

    /// Whether the connection is to be closed.
    pub fn is_over(&self) -> bool {
        self.state == State::Ended
    }

    /// What was learned; `None` until it is.
    pub fn into_heard(self) -> Option<Heard> {
        self.heard
    }

    /// The host said something.
    pub fn received(&mut self, mut octets: &[u8], now: Duration) {
        while !octets.is_empty() && self.state != State::Ended {
            let (taken, reply) = self.reader.take(octets);
            octets = &octets[taken..];
            self.octets += taken;
            match reply {
                Some(Ok(reply)) => self.replied(reply, now),
                Some(Err(NoReply::Garbage)) => self.fail(Failed::Garbage, now),
                Some(Err(NoReply::TooLong)) => self.fail(Failed::TooMuch, now),
                None => {}
            }
            if self.octets > SESSION_OCTETS_MAX {
                self.fail(Failed::TooMuch, now);
            }
        }
    }

    /// The host closed the connection.
    pub fn closed(&mut self, now: Duration) {
        self.fail(Failed::Closed, now);
    }

    /// The connection broke.
    pub fn broke(&mut self, now: Duration) {
        self.fail(Failed::Broken, now);
    }

    /// So late is it.
    pub fn tick(&mut self, now: Duration) {
        if now >= self.due {
            self.fail(Failed::Timeout, now);
        }
    }

    fn replied(&mut self, reply: Reply, now: Duration) {
        let State::Waits(stage) = self.state else {
            self.state = State::Ended;
            return;
        };
        // Some hosts greet twice; the second greeting answers nothing.
        if stage > Stage::Greeting && reply.code == 220 {
            return;
        }
        let kept = if stage == Stage::Greeting { &mut self.greeting } else { &mut self.hello };
        *kept = Some(reply.clone());
        match (stage, reply.class()) {
            (Stage::Greeting, 2) => self.say(Stage::Ehlo, now),
            // RFC 5321 §3.2, §4.1.4: a host that does not take EHLO is asked with HELO.
            (Stage::Ehlo, 5) => self.say(Stage::Helo, now),
            (Stage::Ehlo, 2) => self.learn(stage, End::Answered(Extensions::of(&reply)), now),
            (Stage::Helo, 2) => self.learn(stage, End::Answered(Extensions::default()), now),
            (_, 4) => self.learn(stage, End::Busy(reply), now),
            (_, 5) => self.learn(stage, End::Refused(reply), now),
            _ => self.fail(Failed::Garbage, now),
        }
    }

    fn say(&mut self, stage: Stage, now: Duration) {
        let verb = if stage == Stage::Helo { "HELO" } else { "EHLO" };
        self.output.extend_from_slice(format!("{verb} {}\r\n", self.helo).as_bytes());
        self.state = State::Waits(stage);
        self.due = self.ends.min(now + ANSWER_TIMEOUT);
    }

    /// All is known: QUIT, which RFC 5321 §4.1.1.10 wants after a refusal too.
    fn learn(&mut self, stage: Stage, end: End, now: Duration) {
        self.keep(stage, end, now);
        self.output.extend_from_slice(b"QUIT\r\n");
        self.state = State::Leaves;
        self.due = now + FAREWELL;
    }

    fn fail(&mut self, failed: Failed, now: Duration) {
        if let State::Waits(stage) = self.state {
            // Who refuses EHLO and hangs up has said what there is to say.
            let refusal = self.hello.clone().filter(|_| matches!(failed, Failed::Closed | Failed::Broken));
            self.keep(stage, refusal.map_or(End::Failed(failed), End::Refused), now);
        }
        self.state = State::Ended;
    }

    fn keep(&mut self, stage: Stage, end: End, took: Duration) {
        let (greeting, hello) = (self.greeting.take(), self.hello.take());
        self.heard = Some(Heard { end, stage, greeting, hello, took });
    }
}
