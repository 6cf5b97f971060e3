//! The record itself: `v=DMARC1; p=..` (RFC 9989 §4.7, RFC 7489 §6.3).

use super::finding::{Finding, Kind};
use crate::domain::Domain;
use crate::sender::records::tags::{Tags, cut};

/// The most report addresses that are read. Receivers need to serve two (RFC 7489 §6.2).
const REPORT_ADDRESSES_MAX: usize = 20;

/// What the owner asks receivers to do with mail that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disposition {
    None,
    Quarantine,
    Reject,
}

impl Disposition {
    /// The word in the record. Upper or lower case.
    fn read(word: &str) -> Option<Disposition> {
        [Disposition::None, Disposition::Quarantine, Disposition::Reject]
            .into_iter()
            .find(|each| each.word().eq_ignore_ascii_case(word))
    }

    /// The word in the record.
    pub fn word(self) -> &'static str {
        match self {
            Disposition::None => "none",
            Disposition::Quarantine => "quarantine",
            Disposition::Reject => "reject",
        }
    }
}

/// How alike an authenticated domain must be to From.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// The same organisational domain.
    #[default]
    Relaxed,
    /// The same name.
    Strict,
}

/// Where reports are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportAddress {
    /// `mailto:` address without the scheme and without a size limit.
    pub address: String,
    /// Its domain.
    pub domain: Domain,
}

/// A DMARC record that receivers use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dmarc {
    /// As it is published; characters that cannot be shown are replaced.
    pub text: String,
    /// `None` is what a record without a usable `p` means (RFC 9989 §4.7); some receivers then ignore the record.
    pub p: Option<Disposition>,
    /// For subdomains; `p` where it is absent.
    pub sp: Option<Disposition>,
    /// For subdomains that do not exist; `sp` where it is absent (RFC 9989 §4.7).
    pub np: Option<Disposition>,
    pub adkim: Alignment,
    pub aspf: Alignment,
    /// `psd=y` or `psd=n`; `None` for `u` and where it is absent (RFC 9989 §4.7).
    pub psd: Option<bool>,
    /// `t=y`: the policy is only tested (RFC 9989 §4.7).
    pub testing: bool,
    /// Percent of the mail that the policy is for, 0 to 100. RFC 9989 no longer has it.
    pub pct: u8,
    pub rua: Vec<ReportAddress>,
    pub ruf: Vec<ReportAddress>,
    /// What is wrong with the record's own text.
    pub findings: Vec<Finding>,
}

/// What the TXT records at `_dmarc` hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    One(Box<Dmarc>),
    /// No record, and texts that were meant as one with what is wrong with them.
    None(Vec<(String, &'static str)>),
    /// More than one: receivers use none of them (RFC 9989 §4.10, RFC 7489 §6.6.3).
    Several(usize),
}

/// Selects and reads the DMARC record among the TXT records of a `_dmarc` name.
pub fn select(texts: &[Vec<u8>]) -> Selection {
    let texts: Vec<String> = texts.iter().map(|bytes| crate::sender::records::shown(bytes)).collect();
    let records: Vec<&String> = texts.iter().filter(|text| is_record(text)).collect();
    match records.as_slice() {
        [] => Selection::None(texts.iter().filter_map(|text| Some((text.clone(), nearly_right(text)?))).collect()),
        [one] => Selection::One(Box::new(Dmarc::read(one))),
        several => Selection::Several(several.len()),
    }
}

/// The version comes first, is spelled in capitals, and stands alone in its tag.
fn is_record(text: &str) -> bool {
    let first = text.split(';').next().unwrap_or_default();
    let version = first.split_once('=');
    version.is_some_and(|(name, value)| {
        name.trim_end_matches([' ', '\t']) == "v" && value.trim_matches([' ', '\t']) == "DMARC1"
    })
}

/// What is wrong with a text that was meant as a record; `None` when it was not.
fn nearly_right(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let bare: String =
        lower.chars().filter(|c| !c.is_whitespace() && !"\"'\\\u{201c}\u{201d}\u{feff}".contains(*c)).collect();
    let has_policy = ["p=none", "p=quarantine", "p=reject"].iter().any(|policy| bare.contains(policy));
    if !bare.contains("dmarc") && !has_policy {
        return None;
    }
    Some(if is_record(text.trim_matches(|c: char| c.is_whitespace() || "\"'\u{feff}".contains(c))) {
        "characters stand before the version, or quotes around the record"
    } else if text.contains('\\') {
        "the record holds backslashes; its semicolons must stand without them"
    } else if !bare.contains("dmarc") {
        "the version v=DMARC1 is missing"
    } else if bare.starts_with("v=dmarc1;") {
        "the version must be spelled v=DMARC1, with its letters in capitals"
    } else if bare.starts_with("v=dmarc1") {
        "a semicolon must follow v=DMARC1"
    } else if bare.contains("v=dmarc1") {
        "v=DMARC1 must come first"
    } else {
        "the version must be v=DMARC1"
    })
}

impl Dmarc {
    fn read(text: &str) -> Dmarc {
        let tags = Tags::read(text);
        let mut findings: Vec<Finding> =
            tags.faults.iter().map(|fault| Finding::new(Kind::Malformed, fault.clone())).collect();
        let mut find = |kind, observed: String| findings.push(Finding::new(kind, observed));
        let p = policy(&tags, &mut find);
        let mut other = |name: &str| {
            let value = tags.get(name)?;
            let read = Disposition::read(value);
            if read.is_none() {
                find(Kind::BadTag, format!("{name}={} is none of none, quarantine, reject", cut(value)));
            }
            read
        };
        let (sp, np) = (other("sp"), other("np"));
        let mut alignment = |name: &str| match tags.get(name) {
            None | Some("r" | "R") => Alignment::Relaxed,
            Some("s" | "S") => Alignment::Strict,
            Some(value) => {
                find(Kind::BadTag, format!("{name}={} is neither r nor s, and is read as r", cut(value)));
                Alignment::Relaxed
            }
        };
        let (adkim, aspf) = (alignment("adkim"), alignment("aspf"));
        let psd = match tags.get("psd") {
            Some("y" | "Y") => Some(true),
            Some("n" | "N") => Some(false),
            None | Some("u" | "U") => None,
            Some(value) => {
                find(Kind::BadTag, format!("psd={} is none of y, n, u", cut(value)));
                None
            }
        };
        let testing = tags.get("t").is_some_and(|value| value.eq_ignore_ascii_case("y"));
        let pct = percent(&tags, &mut find);
        let rua = addresses(&tags, "rua", &mut find);
        let ruf = addresses(&tags, "ruf", &mut find);
        unknown(&tags, &mut find);
        let mut dmarc = Dmarc { text: text.to_owned(), p, sp, np, adkim, aspf, psd, testing, pct, rua, ruf, findings };
        dmarc.weak(&tags);
        dmarc
    }

    /// What works, and protects little.
    fn weak(&mut self, tags: &Tags<'_>) {
        let mut find = |kind, observed: String| self.findings.push(Finding::new(kind, observed));
        let effective = self.p.unwrap_or(Disposition::None);
        if self.p == Some(Disposition::None) {
            find(Kind::PolicyNone, "p=none asks receivers to do nothing with forged mail".to_owned());
        }
        if let Some(sp) = self.sp.filter(|&sp| sp < effective) {
            let observed = format!("sp={} leaves subdomains less protected than p={}", sp.word(), effective.word());
            find(Kind::WeakSubdomains, observed);
        }
        if let Some(np) = self.np.filter(|&np| np < self.sp.unwrap_or(effective)) {
            let observed =
                format!("np={} leaves subdomains that do not exist less protected than the others", np.word());
            find(Kind::WeakSubdomains, observed);
        }
        if self.testing && effective > Disposition::None {
            find(
                Kind::Testing,
                "t=y says that the policy is only tested, and receivers take it one step milder".to_owned(),
            );
        }
        if self.pct < 100 && effective > Disposition::None {
            find(Kind::Percent, format!("pct={} keeps the policy from being applied to all mail", self.pct));
        } else if tags.get("pct").is_some() {
            find(Kind::Outdated, "pct no longer belongs to DMARC (RFC 9989), and may be left out".to_owned());
        }
        if tags.get("rua").is_none() {
            find(Kind::NoReports, "without rua= nobody tells you who sends as your domain".to_owned());
        }
        for name in ["rf", "ri"].iter().filter(|name| tags.get(name).is_some()) {
            find(Kind::Outdated, format!("{name} no longer belongs to DMARC (RFC 9989), and may be left out"));
        }
    }

    /// Whether some report reaches the owner.
    pub fn is_reported(&self) -> bool {
        !self.rua.is_empty()
    }
}

fn policy(tags: &Tags<'_>, find: &mut impl FnMut(Kind, String)) -> Option<Disposition> {
    let Some(value) = tags.get("p") else {
        find(Kind::NoPolicy, "p=, the policy, is missing; many receivers ignore such a record".to_owned());
        return None;
    };
    let read = Disposition::read(value);
    if read.is_none() {
        let observed =
            format!("p={} is none of none, quarantine, reject; many receivers ignore such a record", cut(value));
        find(Kind::BadPolicy, observed);
    }
    if tags.position("p") != Some(1) {
        find(Kind::PolicyNotSecond, "p= should directly follow v=DMARC1; older receivers want it there".to_owned());
    }
    read
}

fn percent(tags: &Tags<'_>, find: &mut impl FnMut(Kind, String)) -> u8 {
    let Some(value) = tags.get("pct") else { return 100 };
    match value.parse() {
        Ok(percent @ 0..=100) if value.bytes().all(|b| b.is_ascii_digit()) => percent,
        _ => {
            find(Kind::BadTag, format!("pct={} is no number from 0 to 100", cut(value)));
            100
        }
    }
}

/// The addresses of `rua` or `ruf`. Only `mailto:` is served by anybody.
fn addresses(tags: &Tags<'_>, name: &str, find: &mut impl FnMut(Kind, String)) -> Vec<ReportAddress> {
    let mut list = Vec::new();
    for uri in tags.get(name).into_iter().flat_map(|value| value.split(',')).take(REPORT_ADDRESSES_MAX) {
        match report_address(uri.trim()) {
            Some(address) => list.push(address),
            None => {
                let observed =
                    format!("{name}={} is no mailto: address, so that no report is sent there", cut(uri.trim()));
                find(Kind::BadReportAddress, observed);
            }
        }
    }
    list
}

fn report_address(uri: &str) -> Option<ReportAddress> {
    let scheme = uri.get(..7)?;
    let rest = if scheme.eq_ignore_ascii_case("mailto:") { &uri[7..] } else { return None };
    let rest = rest.split('?').next().unwrap_or(rest);
    // A size limit may follow after "!" (RFC 7489 §6.2).
    let address = match rest.rsplit_once('!') {
        Some((address, limit)) if limit.starts_with(|c: char| c.is_ascii_digit()) => address,
        Some(_) => return None,
        None => rest,
    };
    let (local, domain) = address.rsplit_once('@')?;
    let sound = !local.is_empty()
        && !local.starts_with('/')
        && local.bytes().all(|b| b.is_ascii_graphic())
        && !local.contains(['@', ':']);
    let domain = Domain::new(domain).ok().filter(|name| name.as_str().contains('.') && sound)?;
    Some(ReportAddress { address: address.to_owned(), domain })
}

/// Tags that no standard has, which are often slips of the pen.
fn unknown(tags: &Tags<'_>, find: &mut impl FnMut(Kind, String)) {
    const KNOWN: &[&str] = &["v", "p", "sp", "np", "adkim", "aspf", "psd", "t", "pct", "rua", "ruf", "fo", "rf", "ri"];
    for (name, _) in tags.iter().filter(|(name, _)| !KNOWN.contains(name)) {
        find(Kind::UnknownTag, format!("the tag \"{}\" is not known, and receivers ignore it", cut(name)));
    }
    let known = |value: &&str| value.split(':').all(|each| matches!(each.trim(), "0" | "1" | "d" | "s" | "D" | "S"));
    if let Some(value) = tags.get("fo").filter(|value| !known(value)) {
        find(Kind::BadTag, format!("fo={} is none of 0, 1, d, s", cut(value)));
    }
}
