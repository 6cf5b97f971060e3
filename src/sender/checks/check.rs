//! One check of a sender, answered: what it is about, how it came out, what was seen, and what to do.

use crate::facts::{Failure, Lookup};
use crate::reason::{Effect, Reason};

/// How a check came out, from best to worst as far as they can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing was to be checked.
    Skip,
    Pass,
    /// Worth knowing; no fault.
    Info,
    /// Some receivers will mind.
    Warn,
    /// It could not be found out. Never evidence of a fault.
    Unknown,
    /// Mail will be refused, or marked as spam.
    Fail,
}

impl Status {
    /// All, in the order in which they are summed up.
    pub const ALL: [Status; 6] =
        [Status::Fail, Status::Warn, Status::Unknown, Status::Pass, Status::Info, Status::Skip];

    /// The word that stands in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Status::Skip => "skip",
            Status::Pass => "pass",
            Status::Info => "info",
            Status::Warn => "warn",
            Status::Unknown => "unknown",
            Status::Fail => "fail",
        }
    }
}

/// Who can put a fault right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Whoever gave out the address: host, cloud, access provider. Never the registrar of the domain.
    AddressProvider,
    /// Whoever edits the DNS of the domain.
    DomainDns,
    /// Whoever runs the mail server that sends.
    MailServer,
    /// Whoever makes the message: the newsletter tool or its operator.
    Message,
    /// Whoever runs the DNS server that was asked.
    Resolver,
    /// Whoever runs the server that takes the domain's mail, or its web server.
    MailHost,
}

impl Owner {
    /// The word that stands in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Owner::AddressProvider => "address_provider",
            Owner::DomainDns => "domain_dns",
            Owner::MailServer => "mail_server",
            Owner::Message => "message",
            Owner::Resolver => "resolver",
            Owner::MailHost => "mail_host",
        }
    }

    /// Who can put the fault of this code right.
    pub fn of(code: Reason) -> Owner {
        let name = code.code().strip_prefix("sender.").unwrap_or_default();
        let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
        if begins(&["starttls", "mta_sts_policy", "dane_no_tls"]) {
            Owner::MailHost
        } else if code.effect() == Effect::Unknown {
            Owner::Resolver
        } else if begins(&["ptr_", "ipv6_ptr", "iprev"]) {
            Owner::AddressProvider
        } else if begins(&["helo", "ip_", "dnsbl"]) {
            Owner::MailServer
        } else if begins(&["eml", "demand"]) {
            Owner::Message
        } else {
            Owner::DomainDns
        }
    }
}

/// One check, answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub code: Reason,
    pub status: Status,
    /// What was checked: an address, a domain, a selector, a block list.
    pub subject: String,
    /// What was seen.
    pub observed: String,
    /// What to do, where it can be said more exactly than the table of reasons does.
    pub fix: Option<String>,
    pub owner: Owner,
    /// What to publish, a line each: records, which were laid over what the DNS said so that the fault was gone, or header fields.
    pub publish: Vec<String>,
    /// Questions and answers, as in `MX → NODATA`.
    pub evidence: Vec<String>,
    /// That it stays unknown leaves the whole question open. Not so for block lists that nobody named.
    pub decisive: bool,
}

impl Check {
    /// A check with the status that its code stands for.
    pub fn new(code: Reason, subject: impl ToString, observed: impl Into<String>) -> Check {
        let status = match code.effect() {
            Effect::Note => Status::Info,
            Effect::Review => Status::Warn,
            Effect::Unknown => Status::Unknown,
            Effect::Reject => Status::Fail,
        };
        Check {
            code,
            status,
            subject: subject.to_string(),
            observed: observed.into(),
            fix: None,
            owner: Owner::of(code),
            publish: Vec::new(),
            evidence: Vec::new(),
            decisive: true,
        }
    }

    /// A text that was to be checked as a sender, and is no domain.
    pub(crate) fn not_a_domain(text: &str) -> Check {
        Check::new(Reason::SenderNotADomain, text, format!("\"{text}\" is no domain"))
    }

    /// A check that found all well.
    pub fn pass(code: Reason, subject: impl ToString, observed: impl Into<String>) -> Check {
        Check::new(code, subject, observed).with(Status::Pass)
    }

    /// A check that had nothing to look at.
    pub fn skip(code: Reason, subject: impl ToString, observed: impl Into<String>) -> Check {
        Check::new(code, subject, observed).with(Status::Skip)
    }

    pub fn with(mut self, status: Status) -> Check {
        self.status = status;
        self
    }

    pub fn fix(mut self, fix: impl Into<String>) -> Check {
        self.fix = Some(fix.into());
        self
    }

    pub fn publish(mut self, line: impl Into<String>) -> Check {
        self.publish.push(line.into());
        self
    }

    pub fn evidence(mut self, line: impl Into<String>) -> Check {
        self.evidence.push(line.into());
        self
    }

    /// Whether something is wrong.
    pub fn is_fault(&self) -> bool {
        matches!(self.status, Status::Fail | Status::Warn)
    }

    /// That this stays unknown does not leave the whole question open.
    pub fn indecisive(mut self) -> Check {
        self.decisive = false;
        self
    }
}

/// Question and answer in one line.
pub fn told<T>(question: &str, answer: &Lookup<T>, found: impl FnOnce(&T) -> String) -> String {
    let answer = match answer {
        Lookup::Found(records) => found(records),
        other => crate::judge::outcome_word(other).to_owned(),
    };
    format!("{question} → {answer}")
}

/// The words for a failure, for a sentence.
pub fn failure_words(failure: Failure) -> &'static str {
    match failure {
        Failure::Timeout => "no DNS server answered in time",
        Failure::ServFail => "the DNS server reports a failure (SERVFAIL)",
        Failure::Refused => "the DNS server refuses to answer (REFUSED)",
        Failure::Network => "the DNS server cannot be reached",
        Failure::Malformed => "the DNS answer cannot be used",
        Failure::Filtered => "the DNS server filters what it answers",
        Failure::NotAsked => "nobody was asked",
    }
}
