//! Parquet: records as rows of text, and the same records out again.

pub(super) mod leaves;
pub(super) mod read;
pub(super) mod recopy;
pub(super) mod values;
pub(super) mod write;
