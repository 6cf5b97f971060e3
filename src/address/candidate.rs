//! A place in a text where an address may stand, while it is found out where it begins and ends.

use crate::reason::Reason;
use std::ops::Range;

/// Where one address stands in a text, and what stands around it. All places are those of the text.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The address, with the gaps still in it.
    pub core: Range<usize>,
    /// What must be left out of the core, in order.
    pub gaps: Vec<Range<usize>>,
    /// White space in the core that stands for dots, in order.
    pub dots: Vec<Range<usize>>,
    /// What was found around the core or left out of it.
    pub notes: Vec<(Reason, Range<usize>)>,
    /// The core and what belongs to it.
    pub span: Range<usize>,
    /// Whether brackets or quotes show where the address begins and ends.
    pub wrapped: bool,
}

impl Candidate {
    pub fn new(core: Range<usize>) -> Candidate {
        Candidate { span: core.clone(), core, gaps: Vec::new(), dots: Vec::new(), notes: Vec::new(), wrapped: false }
    }

    pub fn add_note(&mut self, reason: Reason, range: Range<usize>) {
        self.span = self.span.start.min(range.start)..self.span.end.max(range.end);
        self.notes.push((reason, range));
    }
}
