//! The record itself (RFC 7208 §4.6.1, §12): terms, mechanisms and modifiers. All terms are read, even after an error,
//! so that an owner hears of every fault at once.

use super::cidr::{Cidr, Network, prefix_length};
use super::macros::{MacroString, Place};
use super::near_miss;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The names of all mechanisms.
pub(super) const MECHANISMS: &[&str] = &["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"];

/// What a mechanism's match means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// `+`, and where no sign is written: the client may send (RFC 7208 §4.6.2).
    Pass,
    /// `-`: the client may not send.
    Fail,
    /// `~`: the client probably may not send.
    SoftFail,
    /// `?`: nothing is said of the client.
    Neutral,
}

/// A mechanism (RFC 7208 §5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mechanism {
    /// `all`: every client (RFC 7208 §5.1).
    All,
    /// `include`: clients that the record of this domain gives a pass (RFC 7208 §5.2).
    Include(MacroString),
    /// `a`: clients in the range around an address of this name; `None` is the domain of the record (RFC 7208 §5.3).
    A(Option<MacroString>, Cidr),
    /// `mx`: clients in the range around an address of a mail exchange of this name; `None` as with `a` (RFC 7208 §5.4).
    Mx(Option<MacroString>, Cidr),
    /// `ptr`: clients with a confirmed name in this domain; `None` as with `a`. Not to be used (RFC 7208 §5.5).
    Ptr(Option<MacroString>),
    /// `ip4` and `ip6`.
    Ip(Network),
    /// `exists`: every client for which this name has an A record (RFC 7208 §5.7).
    Exists(MacroString),
}

impl Mechanism {
    /// Whether it counts against the limit of look-ups (RFC 7208 §4.6.4).
    pub fn costs_lookup(&self) -> bool {
        !matches!(self, Mechanism::All | Mechanism::Ip(_))
    }
}

/// A modifier (RFC 7208 §6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// `redirect`: the record of this domain goes on where no mechanism matched (RFC 7208 §6.1).
    Redirect(MacroString),
    /// `exp`: the name of a TXT record with the explanation for a fail (RFC 7208 §6.2).
    Exp(MacroString),
    /// Receivers ignore it.
    Unknown(String),
}

/// One term and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A mechanism with its qualifier (RFC 7208 §4.6.2).
    Directive {
        /// The term as it is written, its sign included.
        text: String,
        /// What a match means; [`Qualifier::Pass`] where no sign is written.
        qualifier: Qualifier,
        /// What is matched against the client.
        mechanism: Mechanism,
    },
    /// A name, `=` and a value (RFC 7208 §6).
    Modifier {
        /// The term as it is written.
        text: String,
        /// What it is read as, with its value.
        modifier: Modifier,
    },
}

/// A term that breaks the grammar. For a receiver the whole record is then void: a permerror.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The term as it is written; characters that cannot be shown are replaced.
    pub term: String,
    /// What is wrong, without a final stop.
    pub problem: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

/// A record with all its terms, and all its faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// As it is published; characters that cannot be shown are replaced.
    pub text: String,
    /// As it is published, with `v=spf1`.
    pub octets: usize,
    /// In the order of the record, without those that break the grammar.
    pub terms: Vec<Term>,
    /// Empty when the record can be used.
    pub errors: Vec<SyntaxError>,
}

impl Record {
    /// Reads a record that begins with `v=spf1` (see [`select`](super::select)).
    pub fn parse(bytes: &[u8]) -> Record {
        let bytes = &bytes[..bytes.len().min(super::RECORD_OCTETS_MAX)];
        let mut record = Record {
            text: String::from_utf8_lossy(bytes).into_owned(),
            octets: bytes.len(),
            terms: Vec::new(),
            errors: Vec::new(),
        };
        for term in bytes.split(|&b| b == b' ').skip(1).filter(|term| !term.is_empty()) {
            match std::str::from_utf8(term).ok().filter(|text| text.bytes().all(|b| b.is_ascii_graphic())) {
                Some(text) => record.read_term(text),
                None => {
                    record.fault(&String::from_utf8_lossy(term), "it holds a character that is not printable ASCII")
                }
            }
        }
        record.check_modifiers();
        record
    }

    fn read_term(&mut self, text: &str) {
        match read_term(text) {
            Ok(term) => self.terms.push(term),
            Err(problem) => self.fault(text, &problem),
        }
    }

    fn fault(&mut self, term: &str, problem: &str) {
        let suggestion = near_miss::suggest_term(term);
        self.errors.push(SyntaxError { term: term.to_owned(), problem: problem.to_owned(), suggestion });
    }

    /// `redirect` and `exp` may stand once each (RFC 7208 §6).
    fn check_modifiers(&mut self) {
        let (mut redirects, mut explanations) = (Vec::new(), Vec::new());
        for term in &self.terms {
            match term {
                Term::Modifier { text, modifier: Modifier::Redirect(_) } => redirects.push(text.clone()),
                Term::Modifier { text, modifier: Modifier::Exp(_) } => explanations.push(text.clone()),
                _ => {}
            }
        }
        for again in redirects.iter().skip(1).chain(explanations.iter().skip(1)) {
            let problem = "this modifier may stand only once in a record".to_owned();
            self.errors.push(SyntaxError { term: again.clone(), problem, suggestion: None });
        }
    }

    /// The mechanisms in order, with their qualifier and how they are written.
    pub fn directives(&self) -> impl Iterator<Item = (&str, Qualifier, &Mechanism)> {
        self.terms.iter().filter_map(|term| match term {
            Term::Directive { text, qualifier, mechanism } => Some((text.as_str(), *qualifier, mechanism)),
            Term::Modifier { .. } => None,
        })
    }

    /// Where the record sends on to, if it does. Does nothing where there is an `all` (RFC 7208 §6.1).
    pub fn redirect(&self) -> Option<(&str, &MacroString)> {
        self.terms.iter().find_map(|term| match term {
            Term::Modifier { text, modifier: Modifier::Redirect(name) } => Some((text.as_str(), name)),
            _ => None,
        })
    }

    /// Where the explanation for a fail stands.
    pub fn exp(&self) -> Option<&MacroString> {
        self.terms.iter().find_map(|term| match term {
            Term::Modifier { modifier: Modifier::Exp(name), .. } => Some(name),
            _ => None,
        })
    }

    /// The qualifier of the first `all`, after which nothing is looked at.
    pub fn all(&self) -> Option<Qualifier> {
        self.directives().find(|(_, _, mechanism)| **mechanism == Mechanism::All).map(|(_, qualifier, _)| qualifier)
    }
}

/// Whether a text is one term of the grammar.
pub(super) fn is_term(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_graphic()) && read_term(text).is_ok()
}

fn read_term(text: &str) -> Result<Term, String> {
    if let Some((name, value)) = as_modifier(text) {
        let spec = |place| MacroString::parse(value, place).map_err(|error| error.to_string());
        let modifier = match name.to_ascii_lowercase().as_str() {
            "redirect" => Modifier::Redirect(spec(Place::DomainSpec)?),
            "exp" => Modifier::Exp(spec(Place::DomainSpec)?),
            _ => spec(Place::Value).map(|_| Modifier::Unknown(name.to_owned()))?,
        };
        return Ok(Term::Modifier { text: text.to_owned(), modifier });
    }
    let (qualifier, rest) = match text.as_bytes().first() {
        Some(b'+') => (Qualifier::Pass, &text[1..]),
        Some(b'-') => (Qualifier::Fail, &text[1..]),
        Some(b'~') => (Qualifier::SoftFail, &text[1..]),
        Some(b'?') => (Qualifier::Neutral, &text[1..]),
        _ => (Qualifier::Pass, text),
    };
    Ok(Term::Directive { text: text.to_owned(), qualifier, mechanism: read_mechanism(rest)? })
}

/// A modifier is a name, `=` and a value (RFC 7208 §12). Anything else is a mechanism, or nothing.
fn as_modifier(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    let first = name.bytes().next()?.is_ascii_alphabetic();
    let others = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    (first && others).then_some((name, value))
}

fn read_mechanism(text: &str) -> Result<Mechanism, String> {
    let end = text.find([':', '/', '=']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let domain_spec = |spec: &str| MacroString::parse(spec, Place::DomainSpec).map_err(|error| error.to_string());
    let required = |what: &str| match rest.strip_prefix(':') {
        Some(spec) => domain_spec(spec),
        None => Err(format!("{what} needs a colon and a domain name")),
    };
    match name.to_ascii_lowercase().as_str() {
        "all" if rest.is_empty() => Ok(Mechanism::All),
        "all" => Err("all takes no value".to_owned()),
        "include" => required("include").map(Mechanism::Include),
        "exists" => required("exists").map(Mechanism::Exists),
        "a" => name_and_cidr(rest).map(|(name, cidr)| Mechanism::A(name, cidr)),
        "mx" => name_and_cidr(rest).map(|(name, cidr)| Mechanism::Mx(name, cidr)),
        "ptr" => match rest.strip_prefix(':') {
            Some(spec) => domain_spec(spec).map(|name| Mechanism::Ptr(Some(name))),
            None if rest.is_empty() => Ok(Mechanism::Ptr(None)),
            None => Err("ptr takes a domain name after a colon, and no prefix length".to_owned()),
        },
        "ip4" => network(rest, 32, |text| text.parse::<Ipv4Addr>().ok().map(IpAddr::V4))
            .ok_or_else(|| "ip4 needs a colon, an IPv4 address, and at most a prefix length of 0 to 32".to_owned()),
        "ip6" => network(rest, 128, |text| text.parse::<Ipv6Addr>().ok().map(IpAddr::V6))
            .ok_or_else(|| "ip6 needs a colon, an IPv6 address, and at most a prefix length of 0 to 128".to_owned()),
        _ => Err("there is no such mechanism".to_owned()),
    }
}

fn name_and_cidr(rest: &str) -> Result<(Option<MacroString>, Cidr), String> {
    let (before, cidr) = Cidr::split(rest)?;
    match before.strip_prefix(':') {
        Some(spec) => MacroString::parse(spec, Place::DomainSpec)
            .map(|name| (Some(name), cidr))
            .map_err(|error| error.to_string()),
        None if before.is_empty() => Ok((None, cidr)),
        None => Err("after the mechanism only a colon and a domain name, or a prefix length, may follow".to_owned()),
    }
}

fn network(rest: &str, most: u8, address: impl Fn(&str) -> Option<IpAddr>) -> Option<Mechanism> {
    let value = rest.strip_prefix(':')?;
    let (ip, prefix) = match value.split_once('/') {
        Some((ip, digits)) => (ip, prefix_length(digits, most)?),
        None => (value, most),
    };
    Some(Mechanism::Ip(Network { ip: address(ip)?, prefix }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(record: &str) -> Vec<String> {
        Record::parse(record.as_bytes()).errors.into_iter().map(|error| error.term).collect()
    }

    #[test]
    fn records_of_the_grammar_have_no_fault() {
        for record in [
            "v=spf1",
            "v=spf1 ",
            "v=spf1  a   -all ",
            "v=spf1 +a ?mx ~ptr -all",
            "v=spf1 A:mail.Example.com/24//64 MX/28 INCLUDE:_spf.example.com ~ALL",
            "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1 -all",
            "v=spf1 exists:%{ir}.%{l1r+-}._spf.%{d} redirect=_spf.example.com",
            "v=spf1 exp=explain._spf.%{d} moo.cow-far_out=man:dog/cat -all",
            "v=spf1 x= -all",
        ] {
            assert_eq!(faults(record), Vec::<String>::new(), "{record}");
        }
    }

    #[test]
    fn every_fault_of_a_record_is_found() {
        for (record, want) in [
            ("v=spf1 include -all", vec!["include"]),
            ("v=spf1 include: exists -all:", vec!["include:", "exists", "-all:"]),
            ("v=spf1 ipv4:192.0.2.1 ip:192.0.2.1 -all", vec!["ipv4:192.0.2.1", "ip:192.0.2.1"]),
            (
                "v=spf1 ip4:192.0.2.1/33 ip4:192.0.2 ip4:192.0.2.300",
                vec!["ip4:192.0.2.1/33", "ip4:192.0.2", "ip4:192.0.2.300"],
            ),
            ("v=spf1 ip4:2001:db8::1 ip6:192.0.2.1", vec!["ip4:2001:db8::1", "ip6:192.0.2.1"]),
            ("v=spf1 ip4=192.0.2.1 a=b", vec![]),
            ("v=spf1 - all", vec!["-"]),
            ("v=spf1 mx,a -all;", vec!["mx,a", "-all;"]),
            ("v=spf1 redirect:example.com", vec!["redirect:example.com"]),
            (
                "v=spf1 redirect=a.example redirect=b.example exp=c.example exp=d.example",
                vec!["redirect=b.example", "exp=d.example"],
            ),
            ("v=spf1 a\t-all", vec!["a\t-all"]),
            ("v=spf1 \u{2212}all", vec!["\u{2212}all"]),
            ("v=spf1 v=spf1 -all", vec![]),
            ("v=spf1 ptr/24 mx:/24", vec!["ptr/24", "mx:/24"]),
        ] {
            assert_eq!(faults(record), want, "{record}");
        }
    }
}
