//! Who runs the mail of a domain, told from the name of its mail exchange: a table, and the look-up in it.
//!
//! A gateway hides what is behind it, so that the kind of a service belongs to the answer. Nothing here asks the DNS, and
//! an exchange that is not in the table says nothing.

use super::table::{Row, TableError, parents, rows};
use crate::domain::Domain;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The shipped table.
const MAIL_HOSTS: &str = include_str!("../../data/mail_hosts.tsv");

/// A service at whose hosts mail for other people's domains arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailHost {
    /// The company or its product, as people call it.
    pub name: String,
    pub kind: MailHostKind,
}

/// What a service does with the mail that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailHostKind {
    /// People read it there.
    Mailbox,
    /// Filters it for mailboxes that are elsewhere.
    Gateway,
    /// Hands it on to mailboxes elsewhere.
    Forwarding,
    /// Hands it to a program.
    InboundApi,
}

impl MailHostKind {
    /// Every kind, in the order of the table's head.
    pub const ALL: [MailHostKind; 4] =
        [MailHostKind::Mailbox, MailHostKind::Gateway, MailHostKind::Forwarding, MailHostKind::InboundApi];

    /// The word of the table.
    pub fn word(self) -> &'static str {
        match self {
            MailHostKind::Mailbox => "mailbox",
            MailHostKind::Gateway => "gateway",
            MailHostKind::Forwarding => "forwarding",
            MailHostKind::InboundApi => "inbound api",
        }
    }
}

/// The service that a mail exchange belongs to, by the longest name of the table that is the exchange's or a parent's.
///
/// `exchange` is the name of an MX record in lower-case ASCII without the root's dot, as `Domain::as_str` gives it. `None`
/// says nothing about the domain: most companies with a server of their own are in no table. Where the exchanges of a
/// domain give different services, the one of the lowest preference is where its mail goes first.
pub fn mail_host_provider(exchange: &str) -> Option<&'static MailHost> {
    parents(exchange).find_map(|name| BUILTIN.get(name))
}

static BUILTIN: LazyLock<HashMap<&'static str, MailHost>> = LazyLock::new(|| {
    // Held to its form by a test; a line that had slipped through would be left out.
    rows("mail_hosts.tsv", MAIL_HOSTS).filter_map(|row| mail_host_of(&row).ok()).collect()
});

/// The service of this name and kind, as [`mail_host_provider`] gives it.
pub fn mail_host_named(name: &str, kind: &str) -> Option<&'static MailHost> {
    static BY_NAME: LazyLock<HashMap<(&'static str, &'static str), &'static MailHost>> =
        LazyLock::new(|| BUILTIN.values().map(|host| ((&*host.name, host.kind.word()), host)).collect());
    BY_NAME.get(&(name, kind)).copied()
}

/// What a mail host is called in counts: the service it belongs to, or its registrable domain.
pub fn name_of_mail_host(host: &Domain) -> String {
    match mail_host_provider(host.as_str()) {
        Some(service) => service.name.clone(),
        None => host.registrable().unwrap_or(host.as_str()).to_owned(),
    }
}

fn mail_host_of<'t>(row: &Row<'t>) -> Result<(&'t str, MailHost), TableError> {
    let kind = MailHostKind::ALL.into_iter().find(|kind| kind.word() == row.field(2));
    let kind = kind.ok_or_else(|| row.wrong(2, "table-expected-kind"))?;
    let name = row.filled(1, "table-expected-service")?.to_owned();
    row.filled(3, "table-expected-source")?;
    Ok((row.domain(0)?, MailHost { name, kind }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(exchange: &str, expected: Option<(&str, MailHostKind)>) {
        let found = mail_host_provider(exchange).map(|host| (host.name.as_str(), host.kind));
        assert_eq!(found, expected, "{exchange}");
    }

    #[test]
    fn a_service_is_known_by_its_exchange() {
        check("aspmx.l.google.com", Some(("Google Workspace", MailHostKind::Mailbox)));
        check("alt3.aspmx.l.google.com", Some(("Google Workspace", MailHostKind::Mailbox)));
        check("acme-de.mail.protection.outlook.com", Some(("Microsoft 365", MailHostKind::Mailbox)));
        check("mxbiz1.qq.com", Some(("Tencent Exmail", MailHostKind::Mailbox)));
        check("mxn.mxhichina.com", Some(("Alibaba Mail", MailHostKind::Mailbox)));
        check("eu-smtp-inbound-1.mimecast.com", Some(("Mimecast", MailHostKind::Gateway)));
        check("route1.mx.cloudflare.net", Some(("Cloudflare Email Routing", MailHostKind::Forwarding)));
        check("mxa.eu.mailgun.org", Some(("Mailgun", MailHostKind::InboundApi)));
    }

    #[test]
    fn the_longest_name_counts() {
        check("163mx01.mxmail.netease.com", Some(("NetEase Mail", MailHostKind::Mailbox)));
        check("qiye163mx01.mxmail.netease.com", Some(("NetEase qiye", MailHostKind::Mailbox)));
        check("mta7.am0.yahoodns.net", Some(("Yahoo", MailHostKind::Mailbox)));
        check("mx-biz.mail.am0.yahoodns.net", Some(("Yahoo Small Business", MailHostKind::Mailbox)));
    }

    #[test]
    fn names_end_at_labels_and_strangers_are_unknown() {
        check("notmimecast.com", None);
        check("mimecast.com.acme.de", None);
        check("mail.google.com", None);
        check("ec2-1-2-3-4.compute-1.amazonaws.com", None);
        check("mx.acme.de", None);
        check("localhost", None);
        check("", None);
    }

    #[test]
    fn every_line_can_be_used_and_the_hosts_are_sorted() {
        let mut before = "";
        for row in rows("mail_hosts.tsv", MAIL_HOSTS) {
            let (host, _) = mail_host_of(&row).unwrap_or_else(|error| panic!("{error}"));
            assert!(before < host, "{host} stands after {before}");
            before = host;
        }
    }

    #[test]
    fn a_line_that_cannot_be_used_is_told_with_its_place() {
        let row = rows("mail_hosts.tsv", "mx.acme.de\tAcme\tmail box\tacme.de help\n").next().expect("a row");
        let expected = "mail_hosts.tsv:1:17: expected mailbox, gateway, forwarding or inbound api, found \"mail box\"";
        assert_eq!(mail_host_of(&row).err().map(|error| error.to_string()).as_deref(), Some(expected));
    }
}
