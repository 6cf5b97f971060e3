//! Whole checks on small zones.
