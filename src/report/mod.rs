//! How results look: one file per form. Nothing here asks or judges, and nothing here writes to a terminal: each function
//! gives a text back.
//!
//! Lists and DNS answers are written by strangers. Whatever comes from them goes through [`text`] or a serializer.

pub mod bounce;
pub mod checks;
pub mod codes;
mod color;
pub mod csv;
pub mod formats;
pub mod github;
pub mod html;
pub mod human;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod probe;
#[cfg(test)]
mod samples;
pub mod sarif;
pub mod schemas;
pub mod sender;
pub mod sinks;
pub mod text;
pub mod wrap;

/// How results are shown.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Escape sequences for colour may be used.
    pub colour: bool,
    /// Addresses are personal data: show `j***@example.com` for `john@example.com`.
    pub redact: bool,
    /// Columns of the screen; lines for people are broken there.
    pub width: usize,
}

/// Columns where nobody knows the screen.
pub const WIDTH_UNKNOWN: usize = 100;

impl Default for Style {
    fn default() -> Self {
        Style { colour: false, redact: false, width: WIDTH_UNKNOWN }
    }
}
