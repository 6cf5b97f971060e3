//! Rows of text: delimited lines cut into cells, on all cores, and written again as they stood.

pub(super) mod chunk;
pub(super) mod earlier;
pub(super) mod parallel;
pub(super) mod reader;
pub(super) mod split;
pub(super) mod writer;
