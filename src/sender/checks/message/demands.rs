//! What large receivers demand of bulk senders, one check for each demand. A demand is met when something that was given or found shows it, never
//! because nothing was said against it. The table is in `data/receivers.tsv`.

use crate::domain::Domain;
use crate::reason::Reason;
use crate::sender::checks::check::{Check, Status};
use crate::sender::checks::identifiers::{Shown, Standing, from_domain, of_dkim, of_dmarc, of_spf};
use crate::sender::checks::lookups::Lookups;
use crate::sender::checks::{Group, IprevResult, Judged, SenderConfig, receivers, related};

/// One demand of one receiver, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    pub receiver: &'static str,
    /// In words.
    pub demanded: &'static str,
    pub shown: Shown,
    pub source: &'static str,
}

/// The demands, held against what was found. Only for a message: whoever sends none is no bulk sender. `None` while answers are missing.
pub(in crate::sender::checks) fn demands(
    setup: &SenderConfig,
    judged: &Judged,
    look: &Lookups<'_>,
) -> Option<Vec<Demand>> {
    if setup.message.is_none() || !setup.wants(Group::Eml) {
        return Some(Vec::new());
    }
    crate::sender::checks::all(receivers::lines("demand").map(|line| {
        let shown = of_key(line.key, setup, judged, look)?;
        Some(Demand { receiver: line.receiver, demanded: line.value, shown, source: line.source })
    }))
}

/// The keys of the table.
#[cfg(test)]
pub(in crate::sender::checks) const KEYS: &[&str] =
    &["ptr", "ptr_own", "spf", "dkim", "dmarc", "one_click", "form", "domain", "mail_from"];

fn of_key(key: &str, setup: &SenderConfig, judged: &Judged, look: &Lookups<'_>) -> Option<Shown> {
    // A group that was left out on purpose shows nothing.
    let wanted = |group, shown: &dyn Fn() -> Option<Shown>| {
        if setup.wants(group) {
            shown()
        } else {
            Some(Shown::new(Standing::NotShown, format!("{} was not checked (--only)", group.word())))
        }
    };
    match key {
        "ptr" => wanted(Group::Iprev, &|| Some(reverse(setup, judged))),
        "ptr_own" => wanted(Group::Iprev, &|| Some(own_reverse(setup, judged))),
        "spf" => wanted(Group::Spf, &|| of_spf(setup, look)),
        "dkim" => of_dkim(setup, look, |_| Some(true)),
        "dmarc" => wanted(Group::Dmarc, &|| of_dmarc(setup, look)),
        "one_click" => Some(by_checks(judged, &["sender.eml_unsubscribe", "sender.eml_one_click"], None)),
        "form" => Some(by_checks(judged, FORM, None)),
        "domain" => wanted(Group::Domain, &|| Some(by_checks(judged, DOMAIN, Some(&from_domain(setup))))),
        _ => Some(mail_from(setup)),
    }
}

/// How the codes begin that speak of the form of a message.
const FORM: &[&str] =
    &["sender.eml_header", "sender.eml_from", "sender.eml_date", "sender.eml_message_id", "sender.eml_malformed"];
/// How the codes begin that speak of the domain and its mail hosts.
const DOMAIN: &[&str] = &["sender.domain", "sender.no_", "sender.null_mx", "sender.mx_", "sender.implicit_mx"];

fn reverse(setup: &SenderConfig, judged: &Judged) -> Shown {
    if setup.ips_discovered || judged.iprev.is_empty() {
        return Shown::new(Standing::NotShown, "no sending address was named (--ip)");
    }
    let of = |wanted: &dyn Fn(IprevResult) -> bool| judged.iprev.iter().find(|iprev| wanted(iprev.result));
    if let Some(iprev) = of(&|result| matches!(result, IprevResult::Fail | IprevResult::PermError)) {
        return Shown::new(Standing::NotMet, format!("{} has no PTR name that leads back to it", iprev.ip));
    }
    if let Some(iprev) = of(&|result| result == IprevResult::TempError) {
        return Shown::new(Standing::Unknown, format!("the reverse DNS of {} could not be found out", iprev.ip));
    }
    let each: Vec<String> = judged
        .iprev
        .iter()
        .take(4)
        .filter_map(|iprev| Some(format!("{} → {} → {}", iprev.ip, iprev.confirmed().next()?, iprev.ip)))
        .collect();
    Shown::new(Standing::Met, each.join(", "))
}

fn own_reverse(setup: &SenderConfig, judged: &Judged) -> Shown {
    let shown = reverse(setup, judged);
    let generic = judged.checks.iter().find(|check| check.code == Reason::SenderPtrGeneric);
    match generic {
        Some(check) if shown.standing == Standing::Met => Shown::new(Standing::NotMet, check.observed.clone()),
        _ => shown,
    }
}

/// By the checks whose codes begin so: something bad decides, then what is unknown, then something good.
fn by_checks(judged: &Judged, begins: &[&str], subject: Option<&Domain>) -> Shown {
    let concerned = |check: &&Check| {
        begins.iter().any(|begin| check.code.code().starts_with(begin))
            && subject.is_none_or(|subject| check.subject == subject.as_str())
    };
    let of = |statuses: &[Status]| {
        judged
            .checks
            .iter()
            .filter(concerned)
            .find(|check| statuses.contains(&check.status))
            .map(|check| &check.observed)
    };
    // Of a domain, what works beside something that does not is enough to answer to.
    let good = of(&[Status::Pass]);
    let bad = match (subject, good) {
        (Some(_), Some(_)) => of(&[Status::Fail]),
        _ => of(&[Status::Fail, Status::Warn]),
    };
    if let Some(observed) = bad {
        Shown::new(Standing::NotMet, observed)
    } else if let Some(observed) = of(&[Status::Unknown]) {
        Shown::new(Standing::Unknown, observed)
    } else if let Some(observed) = good {
        Shown::new(Standing::Met, observed)
    } else {
        Shown::new(Standing::NotShown, "nothing that was checked shows it")
    }
}

/// Whether From and MAIL FROM belong to one organisation.
fn mail_from(setup: &SenderConfig) -> Shown {
    let (from, mail_from) = (from_domain(setup), setup.mail_from_domain());
    let fact = format!("From is at {from}, and MAIL FROM at {mail_from}");
    let standing = if related(&from, mail_from) { Standing::Met } else { Standing::NotMet };
    Shown::new(standing, fact)
}

/// The demand as a check.
pub(in crate::sender::checks) fn check(demand: &Demand) -> Check {
    let Demand { receiver, demanded, shown, .. } = demand;
    let status = match shown.standing {
        Standing::Met => Status::Pass,
        Standing::NotMet => Status::Warn,
        Standing::NotShown => Status::Skip,
        Standing::Unknown => Status::Unknown,
    };
    let observed = format!("{receiver}: {demanded}: {} ({})", shown.standing.word(), shown.fact);
    // What is unknown is so by a check of its own, which says whether all hangs on it.
    Check::new(Reason::SenderDemand, receiver, observed).with(status).indecisive()
}
