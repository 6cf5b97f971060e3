//! Mail that came back: what it says, which class it is, whose fault, and what follows for the address.
//!
//! Everything here is pure: bytes in, records out. It opens no file, asks no server, reads no clock. It never charges a
//! recipient for what is the sender's: a refusal for a blocklist, a policy or the reverse DNS suppresses nobody.
//!
//! [`judge`] weighs one refusal; [`read_message`] finds the refusals in a message.

mod answer;
mod class;
mod day;
mod doubt;
mod drops;
mod dsn;
mod event;
#[doc(hidden)]
pub mod imap;
mod kind;
mod ledger;
mod log;
mod message;
mod owner;
mod prose;
mod remembered;
mod reply;
mod review;
mod rules;
mod said;
mod signs;
#[doc(hidden)]
pub mod sources;
mod status;
mod suppression;
#[doc(hidden)]
pub mod suppression_file;
mod tally;
mod text;
mod tracking;
mod trust;
mod weigh;
mod wish;

#[cfg(test)]
mod tests;

pub use class::{Class, Permanence, Whose};
pub use day::Day;
#[doc(hidden)]
pub use event::{Event, Field, field};
#[doc(hidden)]
pub use ledger::Ledger;
#[doc(hidden)]
pub use log::{LogDay, is_log_line, read_log_line};
#[doc(hidden)]
pub use message::notification_in;
pub use message::{MESSAGE_OCTETS_MAX, read_message};
#[doc(hidden)]
pub use remembered::LedgerReader;
pub use reply::read_reply;
#[doc(hidden)]
pub use reply::says_something;
#[doc(hidden)]
pub use review::{Addressed, Held, Review, Settled};
pub use said::Stage;
pub use status::Status;
#[doc(hidden)]
pub use suppression::{Entry, SuppressionList, Until};
#[doc(hidden)]
pub use tally::{ClassTally, Tally};
#[doc(hidden)]
pub use tracking::{Tracked, read_tracked};
pub use trust::Evidence;
#[doc(hidden)]
pub use weigh::deciding_words;
pub use weigh::{Judged, Refusal, judge};

/// What a line of a log or an event of a service tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A delivery that failed or was put off, or an address that is to be left out, such as after a complaint.
    Bounce(Bounce),
    /// A delivery that succeeded.
    Delivered(Delivery),
}

/// Mail that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The address that was mailed, before aliases where that is known.
    pub recipient: String,
    /// The day of it, by the clock of whoever reported; `None` where none is told.
    pub day: Option<Day>,
}

/// One recipient for whom mail came back, or a message that is no bounce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// The address that failed, as the sender wrote it where that is known.
    pub recipient: Option<String>,
    /// What the refusal means; [`Class::NotABounce`] for a message that is no bounce.
    pub judged: Judged,
    /// What the server said, on one line and cut to a few hundred octets; for what is no bounce, what it is instead.
    pub diagnostic: String,
    /// The server that said it.
    pub remote_mta: Option<String>,
    /// The day of it, by the clock of whoever reported.
    pub day: Option<Day>,
    /// Whether nobody tries to deliver the message any more, where that is known.
    pub is_over: bool,
}

impl Bounce {
    /// The record of something that is no bounce. `what` says what it is instead.
    pub fn not_a_bounce(what: &str, day: Option<Day>) -> Bounce {
        Bounce {
            recipient: None,
            judged: Judged {
                class: Class::NotABounce,
                permanence: Permanence::Temporary,
                evidence: Evidence::None,
                whose: Whose::Network,
                code: None,
                status: None,
                words: None,
                provider: None,
            },
            diagnostic: what.to_owned(),
            remote_mta: None,
            day,
            is_over: false,
        }
    }

    /// The record of an address that is not to be mailed again, though no server refused it now. `what` says how that was told.
    pub fn left_out(class: Class, recipient: Option<String>, what: &str, day: Option<Day>) -> Bounce {
        let mut returned = Bounce { recipient, ..Bounce::not_a_bounce(what, day) };
        returned.judged = Judged {
            class,
            permanence: Permanence::Permanent,
            evidence: Evidence::Clear,
            whose: class.whose(),
            ..returned.judged
        };
        returned
    }

    /// Whether it is a soft bounce: given up, though it could pass, and not for a reason of the sender's.
    pub fn is_soft(&self) -> bool {
        let judged = &self.judged;
        self.is_over
            && judged.class.is_bounce()
            && judged.class != Class::MailboxFull
            && judged.permanence == Permanence::Temporary
            && judged.whose != Whose::Sender
    }

    /// What follows for the address, were this the first bounce from it.
    pub fn suppression(&self) -> Suppression {
        self.judged.suppression()
    }
}

/// What follows for an address from one bounce. How several add up is for the suppression list to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Suppression {
    /// The address is dead.
    Forever,
    /// Probably dead: for ever when it comes a second time.
    SecondStrike,
    /// For a while, longer each time.
    ForAWhile,
    /// Nothing: it lies with the sender, passes by itself, or proves nothing about the mailbox.
    No,
}

impl Judged {
    /// Whether words and code say the same, or words that only one provider has.
    pub fn is_proved_twice(&self) -> bool {
        let of_status = self.status.and_then(Status::class_of_bounce);
        let agrees = of_status == Some((self.class, status::Trust::Clear));
        self.evidence == Evidence::Clear && self.words.is_some() && (agrees || self.provider.is_some())
    }

    /// Whether somebody looked the domain up and found no way there. Exim on one's own host says so of a domain without records too.
    pub(crate) fn is_of_lookup(&self) -> bool {
        let is_unrouted =
            self.code.is_none() && matches!(self.words, Some("unrouteable address" | "unroutable address"));
        self.class == Class::HostNotFound || is_unrouted
    }

    /// What follows for the address.
    pub fn suppression(&self) -> Suppression {
        match (self.class, self.permanence, self.evidence) {
            (Class::Complaint | Class::Unsubscribed, _, _) => Suppression::Forever,
            (_, _, Evidence::None) => Suppression::No,
            (Class::MailboxFull, _, _) => Suppression::ForAWhile,
            (_, Permanence::Temporary, _) => Suppression::No,
            (Class::RecipientUnknown | Class::HostNotFound, _, Evidence::Clear) => Suppression::Forever,
            (Class::RecipientUnknown | Class::HostNotFound, _, Evidence::Doubtful) => Suppression::SecondStrike,
            _ => Suppression::No,
        }
    }
}
