//! One SMTP session that asks a host about mailboxes: greeting, EHLO, STARTTLS where the host wants it, MAIL FROM, a RCPT for each
//! address with a pause between them, RSET, QUIT. Pure: octets and the time are handed in, octets and the time to wake up are
//! handed out. It never says DATA, so that no mail is sent.

use super::super::extensions::Extensions;
use super::super::reply::{NoReply, Reply, ReplyReader};
use super::super::session::Failed;
use super::answer::{Answer, answer};
use std::time::Duration;

/// Refusals in one session, at most. Postfix hangs up at 20 (`smtpd_hard_error_limit`), others sooner.
pub const REFUSALS_MAX: usize = 8;
/// The most time for a word of farewell. All is known by then.
const FAREWELL: Duration = Duration::from_secs(2);
/// The most octets of a session.
const SESSION_OCTETS_MAX: usize = 1 << 20;

/// What is said in a session.
#[derive(Clone, Debug)]
pub struct Plan {
    /// A host name or an address literal.
    pub helo: String,
    /// The address of MAIL FROM.
    pub mail_from: String,
    pub recipients: Vec<String>,
    /// A name that nobody has. It is asked for last, if the host took an address and refused none after it: only then is it not known
    /// whether it still told good names from bad ones.
    pub nobody: Option<String>,
    /// The least time between two addresses.
    pub interval: Duration,
    /// The most time for each answer.
    pub patience: Duration,
}

/// How a session ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All addresses were asked, or as many as the host takes in one session.
    Done,
    /// The host refused whoever asks with 5xx, before any mailbox was named or instead of an answer.
    Refused(Reply),
    /// It put off whoever asks with 4xx.
    PutOff(Reply),
    Failed(Failed),
}

/// What was learned.
#[derive(Clone, Debug)]
pub struct Learned {
    /// The replies to the first of the recipients, in their order.
    pub replies: Vec<Reply>,
    /// The reply to the name that nobody has.
    pub nobody: Option<Reply>,
    /// After so many recipients the host wanted no more.
    pub most: Option<usize>,
    pub ended: Ended,
}

impl Learned {
    /// A session of which there is nothing but its end.
    pub fn nothing(ended: Ended) -> Learned {
        Learned { replies: Vec::new(), nobody: None, most: None, ended }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Greeting,
    Ehlo,
    Helo,
    StartTls,
    /// The caller makes the connection a TLS one.
    Encrypting,
    Mail,
    Rcpt,
    /// Until it is time for the next address.
    Pause,
    Reset,
    Leaves,
    Over,
}

/// A session, from the connection on.
#[derive(Debug)]
pub struct Transaction {
    plan: Plan,
    state: State,
    reader: ReplyReader,
    octets: usize,
    output: Vec<u8>,
    due: Duration,
    /// The earliest moment of the next RCPT.
    next_at: Duration,
    offers: Extensions,
    encrypted: bool,
    refusals: usize,
    replies: Vec<Reply>,
    /// An address was taken, and none refused after it.
    takes: bool,
    nobody: Option<Reply>,
    most: Option<usize>,
    ended: Option<Ended>,
}

impl Transaction {
    /// Begins at the moment of the connection.
    pub fn begin(plan: Plan, now: Duration) -> Transaction {
        Transaction {
            due: now + plan.patience,
            next_at: now,
            plan,
            state: State::Greeting,
            reader: ReplyReader::default(),
            octets: 0,
            output: Vec::new(),
            offers: Extensions::default(),
            encrypted: false,
            refusals: 0,
            replies: Vec::new(),
            takes: false,
            nobody: None,
            most: None,
            ended: None,
        }
    }

    /// What is to be sent now; nothing, mostly.
    pub fn take_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.output)
    }

    /// When [`Transaction::tick`] is to be called, if nothing comes.
    pub fn due(&self) -> Duration {
        self.due
    }

    /// Whether TLS is to be begun now.
    pub fn wants_tls(&self) -> bool {
        self.state == State::Encrypting
    }

    pub fn is_over(&self) -> bool {
        self.state == State::Over
    }

    pub fn into_learned(self) -> Learned {
        let ended = self.ended.unwrap_or(Ended::Failed(Failed::Broken));
        Learned { replies: self.replies, nobody: self.nobody, most: self.most, ended }
    }

    /// The host said something.
    pub fn received(&mut self, mut octets: &[u8], now: Duration) {
        while !octets.is_empty() && self.state != State::Over {
            // What comes in the clear behind the word for TLS was put there by somebody else (CVE-2011-0411).
            if self.state == State::Encrypting {
                return self.fail(Failed::Garbage);
            }
            let (taken, reply) = self.reader.take(octets);
            octets = &octets[taken..];
            self.octets += taken;
            match reply {
                Some(Ok(reply)) => self.replied(reply, now),
                Some(Err(NoReply::Garbage)) => self.fail(Failed::Garbage),
                Some(Err(NoReply::TooLong)) => self.fail(Failed::TooMuch),
                None => {}
            }
            if self.octets > SESSION_OCTETS_MAX {
                self.fail(Failed::TooMuch);
            }
        }
    }

    /// TLS is there.
    pub fn encrypted(&mut self, now: Duration) {
        self.encrypted = true;
        self.say(State::Ehlo, &format!("EHLO {}", self.plan.helo), now);
    }

    pub fn failed(&mut self, failed: Failed) {
        self.fail(failed);
    }

    /// So late is it.
    pub fn tick(&mut self, now: Duration) {
        if now < self.due {
            return;
        }
        match self.state {
            State::Pause => self.ask(now),
            _ => self.fail(Failed::Timeout),
        }
    }

    fn replied(&mut self, reply: Reply, now: Duration) {
        let class = reply.class();
        match (self.state, class) {
            // Some hosts greet twice, and say goodbye before they are asked to.
            (State::Over | State::Encrypting, _) => {}
            (State::Leaves, _) => {
                // RFC 5321 §4.1.1.10. What answers another line shows that all answers before were those of other lines.
                if !matches!(reply.code, 221 | 421) {
                    self.lose_track();
                }
                self.state = State::Over;
            }
            (State::Reset, _) => self.leave(now),
            (State::Pause, 4) if reply.code == 421 => self.end(Ended::PutOff(reply), now),
            // A reply to nothing.
            (State::Pause, _) => self.lose_track(),
            (State::Rcpt, 5) if reply.code == 530 && self.may_encrypt() && self.replies.is_empty() => {
                self.say(State::StartTls, "STARTTLS", now);
            }
            (State::Rcpt, _) => self.heard(reply, now),
            (state, 2) if state != State::Greeting && reply.code == 220 && state != State::StartTls => {}
            (State::Greeting, 2) => self.say(State::Ehlo, &format!("EHLO {}", self.plan.helo), now),
            (State::Ehlo, 2) => {
                self.offers = Extensions::of(&reply);
                self.mail(now);
            }
            (State::Ehlo, 5) => self.say(State::Helo, &format!("HELO {}", self.plan.helo), now),
            (State::Helo, 2) => self.mail(now),
            (State::StartTls, 2) => self.state = State::Encrypting,
            (State::Mail, 2) => self.pause(now),
            (State::Mail, 5) if reply.code == 530 && self.may_encrypt() => {
                self.say(State::StartTls, "STARTTLS", now);
            }
            (_, 4) => self.end(Ended::PutOff(reply), now),
            (_, 5) => self.end(Ended::Refused(reply), now),
            _ => self.fail(Failed::Garbage),
        }
    }

    fn may_encrypt(&self) -> bool {
        self.offers.starttls && !self.encrypted
    }

    /// Which reply belongs to which address is no longer sure.
    fn lose_track(&mut self) {
        self.replies.clear();
        self.nobody = None;
        self.ended = Some(Ended::Failed(Failed::Garbage));
        self.state = State::Over;
    }

    fn mail(&mut self, now: Duration) {
        let more = if self.needs_utf8() && self.offers.smtputf8 { " SMTPUTF8" } else { "" };
        self.say(State::Mail, &format!("MAIL FROM:<{}>{more}", self.plan.mail_from), now);
    }

    fn needs_utf8(&self) -> bool {
        self.plan.recipients.iter().chain([&self.plan.mail_from]).any(|address| !address.is_ascii())
    }

    /// Waits until the next address may be asked.
    fn pause(&mut self, now: Duration) {
        if self.next().is_none() {
            return self.end(Ended::Done, now);
        }
        self.state = State::Pause;
        self.due = self.next_at.max(now);
        if self.due <= now {
            self.ask(now);
        }
    }

    /// The address that is asked for, or is to be asked for next.
    fn next(&self) -> Option<&String> {
        let nobody = || self.plan.nobody.as_ref().filter(|_| self.takes);
        self.plan.recipients.get(self.replies.len()).or_else(nobody)
    }

    fn ask(&mut self, now: Duration) {
        let Some(line) = self.next().map(|address| format!("RCPT TO:<{address}>")) else {
            return self.end(Ended::Done, now);
        };
        self.next_at = now + self.plan.interval;
        self.say(State::Rcpt, &line, now);
    }

    /// What the host says of an address.
    fn heard(&mut self, reply: Reply, now: Duration) {
        let is_of_nobody = self.replies.len() == self.plan.recipients.len();
        let Some(recipient) = self.next() else { return self.lose_track() };
        let text = reply.text().to_lowercase();
        let names = |address: &String| text.contains(&address.to_lowercase());
        if !names(recipient) && self.plan.recipients.iter().chain(&self.plan.nobody).any(names) {
            return self.lose_track();
        }
        let said = answer(&reply, recipient);
        if said == Answer::Enough && !self.replies.is_empty() {
            self.most = Some(self.replies.len());
        }
        match said {
            Answer::AboutUs if is_of_nobody => {}
            Answer::AboutUs => return self.end(Ended::Refused(reply), now),
            Answer::Later if reply.code == 421 => {
                self.note_most();
                return self.end(Ended::PutOff(reply), now);
            }
            // That is no answer for this address, but one for all that follow.
            Answer::Enough if !self.replies.is_empty() => return self.end(Ended::Done, now),
            Answer::Enough => return self.end(Ended::PutOff(reply), now),
            _ => {}
        }
        if is_of_nobody {
            self.nobody = Some(reply);
            return self.end(Ended::Done, now);
        }
        self.refusals += usize::from(reply.class() == 5);
        self.takes = said == Answer::Accepted || self.takes && said != Answer::NoSuch;
        self.replies.push(reply);
        if self.refusals >= REFUSALS_MAX {
            return self.end(Ended::Done, now);
        }
        self.pause(now);
    }

    fn say(&mut self, state: State, line: &str, now: Duration) {
        self.output.extend_from_slice(line.as_bytes());
        self.output.extend_from_slice(b"\r\n");
        self.state = state;
        self.due = now + self.plan.patience;
    }

    /// All is known. Where mail was begun it is taken back, so that no host waits for it.
    fn end(&mut self, ended: Ended, now: Duration) {
        let has_begun = matches!(self.state, State::Rcpt | State::Pause);
        let is_leaving = matches!(&ended, Ended::PutOff(reply) if reply.code == 421);
        self.ended = Some(ended);
        if has_begun && !is_leaving {
            self.say(State::Reset, "RSET", now);
            self.due = now + FAREWELL;
        } else {
            self.leave(now);
        }
    }

    fn leave(&mut self, now: Duration) {
        self.say(State::Leaves, "QUIT", now);
        self.due = now + FAREWELL;
    }

    /// Who took all so far and hangs up takes no more in a session.
    fn note_most(&mut self) {
        if self.state == State::Rcpt && self.refusals == 0 && !self.replies.is_empty() {
            self.most = Some(self.replies.len());
        }
    }

    fn fail(&mut self, failed: Failed) {
        if matches!(failed, Failed::Closed | Failed::Broken) {
            self.note_most();
        }
        self.ended.get_or_insert(Ended::Failed(failed));
        self.state = State::Over;
    }
}
