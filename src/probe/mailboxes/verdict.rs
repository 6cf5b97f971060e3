//! What follows for each address. Pure. Only a host that was seen to tell good names from bad ones is believed.

use super::super::reply::Reply;
use super::answer::{Answer, Proof, answer, shape};
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

/// What the host said of other names of the domain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Control {
    /// A name that nobody has, in a session of its own.
    pub random: Option<(String, Reply)>,
    /// A name that it took, or has to take.
    pub witness: Option<Witness>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    pub address: String,
    /// It is `postmaster`, which hosts have to take (RFC 5321 §4.5.1), also those that refuse everybody else.
    pub is_postmaster: bool,
    /// What it said the last time.
    pub reply: Reply,
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

/// What follows from the reply for an address. `is_confirmed`: after a refusal the host took another name in the same session, so that it
/// did not only have enough of whoever asks.
pub fn outcome(address: &str, reply: &Reply, is_confirmed: bool, control: &Control) -> Outcome {
    match answer(reply, address) {
        Answer::Accepted => match control.random_answer() {
            Some(Answer::NoSuch(_)) => Outcome::Exists,
            Some(Answer::Accepted) => Outcome::AcceptsAnything,
            _ => Outcome::NotTold(Whose::Host),
        },
        Answer::NoSuch(proof) if is_confirmed && control.proves(address, reply, proof) => Outcome::DoesNotExist,
        Answer::Full => Outcome::Full,
        Answer::Disabled => Outcome::Disabled,
        Answer::AboutUs => Outcome::NotTold(Whose::You),
        Answer::NoSuch(_) | Answer::Later | Answer::Enough | Answer::Unclear => Outcome::NotTold(Whose::Host),
    }
}

impl Control {
    fn random_answer(&self) -> Option<Answer> {
        self.random.as_ref().map(|(address, reply)| answer(reply, address))
    }

    /// Whether the host refuses names that nobody has, takes others, and so speaks the truth in refusing this one.
    fn proves(&self, address: &str, reply: &Reply, proof: Proof) -> bool {
        let (Some((random, refusal)), Some(witness)) = (&self.random, &self.witness) else { return false };
        let is_taken = answer(&witness.reply, &witness.address) == Answer::Accepted;
        let is_refused = matches!(self.random_answer(), Some(Answer::NoSuch(_)));
        let is_clear =
            proof == Proof::Clear || !witness.is_postmaster && shape(reply, address) == shape(refusal, random);
        is_taken && is_refused && is_clear
    }
}
