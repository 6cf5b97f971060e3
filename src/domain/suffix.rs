//! The one place that calls the library of the public suffix list. The list is thousands of small functions there, all
//! of which are compiled anew in every unit that calls one; so everybody else calls this.

pub use psl::{Suffix, Type};

/// The public suffix of a name, if it has one. A name under no rule of the list has its last label (the rule `*`).
#[inline(never)]
pub fn public_suffix(name: &str) -> Option<Suffix<'_>> {
    psl::suffix(name.as_bytes())
}
