//! A message as it would be sent: its size, its header, its signatures, its way out for the reader (`--eml`).

mod checks;
mod content;
mod demands;
mod fields;
mod received;
mod signature;
pub(super) mod trace;
mod unsubscribe;

pub use fields::Fields;
pub use received::What;
pub use signature::{Signature, Verified};
pub use trace::{Taken, Trace};

pub(super) use checks::{Outcome, checks, verified};
pub use demands::Demand;
#[cfg(test)]
pub(super) use demands::KEYS;
pub(super) use demands::{check as demand_check, demands};

use crate::domain::Domain;
use std::sync::Arc;

/// The largest message that is read, in octets. No receiver takes more.
pub const MESSAGE_OCTETS_MAX: u64 = 160 << 20;

/// A message, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The message as it goes over the wire.
    pub sent: Arc<Vec<u8>>,
    pub fields: Fields,
    pub signatures: Vec<Signature>,
    /// Signatures that cannot be read.
    pub signatures_broken: usize,
    /// The way it went, where it was received.
    pub trace: Trace,
    /// Seconds since 1970, for what expires.
    pub now: u64,
}

impl Message {
    /// Reads a message from the bytes of a file.
    pub fn parse(bytes: &[u8], now: u64) -> Message {
        let sent = fields::as_sent(bytes);
        let mut fields = Fields::parse(&sent);
        if fields::begins_as_mbox(bytes) {
            fields.list.iter_mut().for_each(|field| field.line += 1);
        }
        let (signatures, signatures_broken) = signature::signatures(&sent);
        let trace = Trace::default();
        let mut message = Message { sent: Arc::new(sent), fields, signatures, signatures_broken, trace, now };
        message.trace = Trace::read(&message.fields, message.from_domain().as_ref(), None);
        message
    }

    /// The message with nobody's results believed but those of this name, which its receiver gives itself (RFC 8601 §5).
    pub fn received_by(mut self, authserv_id: &str) -> Message {
        self.trace = Trace::read(&self.fields, self.from_domain().as_ref(), Some(authserv_id));
        self
    }

    /// The domain of the first address in From.
    pub fn from_domain(&self) -> Option<Domain> {
        let value = self.fields.first("From")?;
        let addresses = checks::addresses(value);
        let (_, domain) = addresses.first()?.rsplit_once('@')?;
        Domain::new(domain).ok()
    }

    /// When it was sent, in seconds since 1970: a copy when its receiver took it, anything else now.
    fn sent_at(&self) -> i64 {
        self.trace.received_at.unwrap_or(self.now as i64)
    }

    /// The domain of the one address in the one From; `None` for none and for several.
    pub fn sole_from_domain(&self) -> Option<Domain> {
        let mut values = self.fields.all("From");
        let (value, None) = (values.next()?, values.next()) else { return None };
        let addresses = checks::addresses(value);
        let [address] = &addresses[..] else { return None };
        Domain::new(address.rsplit_once('@')?.1).ok()
    }
}
