//! Probed hosts, or the mailboxes that were asked for, as CSV (RFC 4180): a line for each.

use super::{Probe, banner, failed_code, mailboxes, refusal, said, stage_code};
use crate::list::harmless;
use crate::probe::MailHost;
use crate::probe::extensions::Size;
use crate::probe::session::End;

const COLUMNS: [&str; 20] = [
    "host",
    "address",
    "rows",
    "domains",
    "outcome",
    "stage",
    "failure",
    "said",
    "banner",
    "size",
    "rcpt_max",
    "mail_max",
    "starttls",
    "smtputf8",
    "pipelining",
    "8bitmime",
    "tries",
    "ms",
    "codes",
    "domain_names",
];
/// Domains of a host that are named.
const DOMAINS_MAX: usize = 100;

/// The mailboxes where they were asked for, else the hosts.
pub fn rows(probe: &Probe<'_>) -> String {
    if probe.mailboxes.is_some() { mailboxes::csv(probe) } else { hosts(probe) }
}

/// All hosts, UTF-8, with a header. No cell begins a formula. What is true of the run as a whole stands in a line without a host.
fn hosts(probe: &Probe<'_>) -> String {
    let mut output = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    drop(output.write_record(COLUMNS));
    for finding in &probe.probed.findings {
        let mut cells = vec![String::new(); COLUMNS.len()];
        cells[18] = finding.reason.code().to_owned();
        drop(output.write_record(&cells));
    }
    for host in &probe.probed.hosts {
        let cells = cells(host);
        drop(output.write_record(cells.iter().map(|cell| harmless(cell).into_owned())));
    }
    output.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

fn cells(host: &MailHost) -> [String; 20] {
    let heard = host.heard();
    let offers = host.offers();
    let yes_or_no = |has: Option<bool>| has.map_or("", |has| if has { "yes" } else { "no" }).to_owned();
    let failed = heard.and_then(|heard| if let End::Failed(failed) = heard.end { Some(failed) } else { None });
    let size = offers.and_then(|offers| match offers.size {
        Size::Untold => None,
        Size::NoFixedLimit => Some(0),
        Size::Octets(octets) => Some(octets),
    });
    let codes: Vec<&str> = host.findings.iter().map(|finding| finding.reason.code()).collect();
    let names: Vec<&str> = host.domains.iter().take(DOMAINS_MAX).map(|domain| domain.as_str()).collect();
    [
        host.host.as_str().to_owned(),
        host.address.map(|address| address.to_string()).unwrap_or_default(),
        host.rows.to_string(),
        host.domains.len().to_string(),
        host.word().to_owned(),
        heard.map(|heard| stage_code(heard.stage)).unwrap_or_default().to_owned(),
        failed.map(failed_code).unwrap_or_default().to_owned(),
        refusal(host).map(said).unwrap_or_default(),
        banner(host).unwrap_or_default(),
        size.map(|size| size.to_string()).unwrap_or_default(),
        offers.and_then(|offers| offers.rcpt_max).map(|value| value.to_string()).unwrap_or_default(),
        offers.and_then(|offers| offers.mail_max).map(|value| value.to_string()).unwrap_or_default(),
        yes_or_no(offers.map(|offers| offers.starttls)),
        yes_or_no(offers.map(|offers| offers.smtputf8)),
        yes_or_no(offers.map(|offers| offers.pipelining)),
        yes_or_no(offers.map(|offers| offers.eight_bit_mime)),
        host.tries.to_string(),
        heard.map(|heard| heard.took.as_millis().to_string()).unwrap_or_default(),
        codes.join(" "),
        names.join(" "),
    ]
}
