//! Findings of a cell, put together as they are noticed.

use super::Finding;
use crate::reason::Reason;
use std::ops::Range;

/// Adds a finding. A finding that goes on where the last one of its kind ended makes that one longer.
pub(super) fn note(findings: &mut Vec<Finding>, reason: Reason, span: Range<usize>) {
    match findings.last_mut() {
        Some(last) if last.reason == reason && last.span.end == span.start => last.span.end = span.end,
        _ => findings.push(Finding { reason, span }),
    }
}

/// Orders findings by place. Of each repair one finding is left, from its first to its last place.
pub(super) fn in_order(findings: &mut Vec<Finding>) {
    if findings.len() < 2 {
        return;
    }
    findings.sort_by_key(|finding| (finding.reason, finding.span.start));
    findings.dedup_by(|next, kept| {
        let same = next.reason == kept.reason && next.reason.group() == "repair";
        if same {
            kept.span.end = kept.span.end.max(next.span.end);
        }
        same
    });
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.reason));
}
