//! What follows for each address. Pure. Only a host that was seen to tell good names from bad ones is believed.

use super::super::reply::Reply;
use super::answer::{Answer, answer, shape};
use crate::reason::Reason;

/// What is known of a mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Exists,
    DoesNotExist,
    Full,
    Disabled,
    /// The host takes a name that nobody has, so that taking this one says nothing.
    AcceptsAnything,
    NotTold(Whose),
}

/// On whose side it lies that the host did not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Whoever asks: the host does not want to talk to it.
    You,
    /// The host: it was busy, puts everybody off, or does not tell anybody.
    Host,
    /// There was no connection, or it broke.
    Network,
    /// Nobody was asked.
    NotAsked,
}

/// What the host said of other names of the domain, in sessions of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Control {
    /// A name that nobody has.
    pub random: Option<(String, Reply)>,
    /// An address that it took before and after refusals.
    pub witness: Option<(String, Reply)>,
}

impl Outcome {
    /// The stable word.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Exists => "exists",
            Outcome::DoesNotExist => "does_not_exist",
            Outcome::Full => "full",
            Outcome::Disabled => "disabled",
            Outcome::AcceptsAnything => "accepts_anything",
            Outcome::NotTold(_) => "not_told",
        }
    }

    /// The code that tells it; that a mailbox exists needs none.
    pub fn reason(self) -> Option<Reason> {
        match self {
            Outcome::Exists => None,
            Outcome::DoesNotExist => Some(Reason::ProbeNoMailbox),
            Outcome::Full => Some(Reason::ProbeMailboxFull),
            Outcome::Disabled => Some(Reason::ProbeMailboxDisabled),
            Outcome::AcceptsAnything => Some(Reason::ProbeAcceptsAnything),
            Outcome::NotTold(_) => Some(Reason::ProbeNotTold),
        }
    }
}

impl Whose {
    /// The stable word.
    pub fn word(self) -> &'static str {
        match self {
            Whose::You => "you",
            Whose::Host => "host",
            Whose::Network => "network",
            Whose::NotAsked => "not_asked",
        }
    }
}

/// What shows that a host told good names from bad ones when it answered for an address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// It took the address, and after it refused a name that nobody has in the same session. So it had not begun to take every name.
    pub taking: bool,
    /// The refusal came again in another session, between two addresses that the host took. So it did not only have enough of whoever
    /// asks.
    pub refusing: bool,
}

/// What follows from the reply for an address.
pub fn outcome(address: &str, reply: &Reply, shown: Shown, control: &Control) -> Outcome {
    match answer(reply, address) {
        Answer::Accepted => match control.random_answer() {
            Some(Answer::NoSuch) if shown.taking => Outcome::Exists,
            Some(Answer::Accepted) => Outcome::AcceptsAnything,
            _ => Outcome::NotTold(Whose::Host),
        },
        // Refusals for another reason than that there is no such name are worded otherwise.
        Answer::NoSuch if shown.refusing && control.says_of_nobody(address, reply) => Outcome::DoesNotExist,
        Answer::Full if !control.is_same(address, reply) => Outcome::Full,
        Answer::Disabled if !control.is_same(address, reply) => Outcome::Disabled,
        Answer::AboutUs => Outcome::NotTold(Whose::You),
        _ => Outcome::NotTold(Whose::Host),
    }
}

impl Control {
    /// What the host says of a name that nobody has.
    pub(super) fn random_answer(&self) -> Option<Answer> {
        self.random.as_ref().map(|(address, reply)| answer(reply, address))
    }

    /// Whether this is what the host says of a name that nobody has.
    fn says_of_nobody(&self, address: &str, reply: &Reply) -> bool {
        matches!(self.random_answer(), Some(Answer::NoSuch)) && self.is_same(address, reply)
    }

    fn is_same(&self, address: &str, reply: &Reply) -> bool {
        self.random.as_ref().is_some_and(|(random, refusal)| shape(reply, address) == shape(refusal, random))
    }
}
