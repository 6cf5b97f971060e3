//! What large receivers demand of bulk senders, one check for each demand, answered from the other checks. The table is in
//! `data/receivers.tsv`.

use super::super::check::{Check, Status};
use super::super::{Group, Setup, receivers};
use crate::reason::Reason;

/// The demands, held against all other checks. Only for a message: whoever sends none is no bulk sender.
pub(in super::super) fn demands(setup: &Setup, checks: &[Check]) -> Vec<Check> {
    if setup.message.is_none() || !setup.wants(Group::Eml) {
        return Vec::new();
    }
    receivers::lines("demand").map(|line| demand(line, checks)).collect()
}

fn demand(line: receivers::Line, checks: &[Check]) -> Check {
    let concerned = |check: &&Check| line.key.split(' ').any(|code| is_meant(code, check));
    let worst = checks.iter().filter(concerned).max_by_key(|check| check.status);
    let subject = line.receiver;
    let check = |status, observed: String| Check::new(Reason::SenderDemand, subject, observed).with(status);
    let demanded = format!("{subject}: {}", line.value);
    match worst {
        Some(worst) if worst.status >= Status::Warn => {
            let mut codes: Vec<&str> = checks
                .iter()
                .filter(concerned)
                .filter(|check| check.status == worst.status)
                .map(|check| check.code.code())
                .collect();
            codes.dedup();
            let word = if worst.status == Status::Unknown { "it is not known whether this is met" } else { "not met" };
            check(worst.status, format!("{demanded}: {word} ({})", codes.join(", ")))
        }
        Some(worst) if worst.status >= Status::Pass => check(Status::Pass, format!("{demanded}: met")),
        _ => check(Status::Skip, format!("{demanded}: not checked")),
    }
}

fn is_meant(wanted: &str, check: &Check) -> bool {
    let code = check.code.code();
    if let Some(begin) = wanted.strip_suffix('+') {
        return code.starts_with(begin);
    }
    match wanted.strip_suffix('*') {
        Some(begin) => code.starts_with(begin) && !matches!(check.status, Status::Warn | Status::Info),
        None => code == wanted,
    }
}
