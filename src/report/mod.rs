//! How results look: one file per form. Nothing here asks or judges, and nothing here writes to a terminal: each function
//! gives a text back.
//!
//! Lists and DNS answers are written by strangers. Whatever comes from them goes through [`text`] or a serializer.

pub mod bounce;
pub mod codes;
pub mod csv;
pub mod github;
pub mod html;
pub mod human;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod portrait;
pub mod reread;
#[cfg(test)]
mod samples;
pub mod sarif;
pub mod sender;
pub mod sketch;
pub mod text;

/// How results are shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Escape sequences for colour may be used.
    pub colour: bool,
    /// Addresses are personal data: show `j***@example.com` for `john@example.com`.
    pub redact: bool,
}
