//! JSON: records one a line or in a document, taken apart where they stand and written again with keys added.

pub(super) mod adder;
pub(super) mod copier;
pub(super) mod document;
pub(super) mod elements;
pub(super) mod lines;
pub(super) mod picker;
pub(super) mod scan;
