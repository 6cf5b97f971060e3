//! The time of day, as the command hands it to the library, which reads no clock where it decides.

use std::time::{SystemTime, UNIX_EPOCH};

/// In seconds since 1970.
pub fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
