//! Datagrams that are to leave through one socket, one behind the other in one piece of memory.

/// What waits to be sent.
#[derive(Debug, Default)]
pub(in crate::dns::engine) struct Outbox {
    octets: Vec<u8>,
    ends: Vec<usize>,
    /// Datagrams that have left.
    sent: usize,
}

impl Outbox {
    /// Adds the datagram that `write` appends.
    pub(super) fn put(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        write(&mut self.octets);
        self.ends.push(self.octets.len());
    }

    pub(in crate::dns::engine) fn is_empty(&self) -> bool {
        self.sent == self.ends.len()
    }

    /// The datagrams that have not left, in order.
    pub(in crate::dns::engine) fn waiting(&self) -> impl Iterator<Item = &[u8]> {
        (self.sent..self.ends.len()).map(|i| &self.octets[i.checked_sub(1).map_or(0, |i| self.ends[i])..self.ends[i]])
    }

    /// The first so many have left.
    pub(in crate::dns::engine) fn left(&mut self, datagrams: usize) {
        self.sent = (self.sent + datagrams).min(self.ends.len());
        if self.is_empty() {
            self.clear();
        }
    }

    pub(in crate::dns::engine) fn clear(&mut self) {
        self.octets.clear();
        self.ends.clear();
        self.sent = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datagrams_leave_in_order_and_what_is_left_stays() {
        let mut outbox = Outbox::default();
        for text in ["one", "", "three"] {
            outbox.put(|octets| octets.extend_from_slice(text.as_bytes()));
        }
        outbox.left(1);
        assert_eq!(outbox.waiting().collect::<Vec<_>>(), [&b""[..], b"three"]);
        outbox.left(2);
        assert!(outbox.is_empty() && outbox.waiting().next().is_none());
        outbox.put(|octets| octets.push(7));
        assert_eq!(outbox.waiting().collect::<Vec<_>>(), [[7]]);
    }
}
