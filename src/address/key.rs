//! Keys by which duplicates are found.

use super::Address;

/// The same for two spellings of one address: the domain as the DNS compares it; the local-part in NFC and case-folded.
///
/// RFC 5321 §2.4 leaves the case of the local-part to the receiving host, but no large provider tells two mailboxes
/// apart by case alone, and mailing a person twice is the likelier harm.
pub fn canonical_key(address: &Address<'_>) -> String {
    format!("{}@{}", address.local_part.to_lowercase(), address.domain_ascii)
}

/// The same for all spellings that the provider delivers to one mailbox, or `None` when no rule is known for the domain.
pub fn alias_key(address: &Address<'_>) -> Option<String> {
    let _ = address;
    None
}
