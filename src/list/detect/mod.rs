//! What a file is and what it looks like, from its beginning: form, encoding, delimiter, header, and the columns that hold addresses.

pub(super) mod alphabets;
pub(super) mod candidate;
pub(super) mod columns;
pub(super) mod encoding;
pub(super) mod header;
pub(super) mod header_words;
pub(super) mod look;
pub(super) mod magic;
pub(super) mod recognise;
pub(super) mod sniff;
