//! The words that providers write into the names of customers' machines, and those that people give to mail hosts.

/// Access networks, whatever else stands beside them: dial-up, cable, pools of changing addresses.
const ACCESS_STRONG: &[&str] = &[
    "dyn",
    "dynamic",
    "dynip",
    "dynamicip",
    "dhcp",
    "pool",
    "pools",
    "dsl",
    "adsl",
    "vdsl",
    "xdsl",
    "sdsl",
    "dslam",
    "dialup",
    "dialin",
    "dial",
    "dip",
    "ppp",
    "pppoe",
    "cpe",
    "catv",
    "cable",
    "cablemodem",
    "modemcable",
    "ftth",
    "fttb",
    "fttx",
    "gpon",
    "pon",
    "broadband",
    "bband",
    "bb",
    "wimax",
    "gprs",
    "umts",
    "lte",
    "unassigned",
    "unallocated",
    "unused",
    "noptr",
    "nordns",
    "norevdns",
    "residential",
    "abo",
    "dynamicpool",
    "ippool",
    "iptv",
    "hsd",
    "isdn",
    "wifi",
    "hotspot",
    "dyndsl",
    "netpool",
    "dynamisch",
    "dinamico",
    "dinamic",
    "dynpool",
    "wireless",
    "broad",
];

/// Words of access networks that people also give to other machines; they count beside a trace of the address.
const ACCESS: &[&str] = &[
    "client",
    "clients",
    "customer",
    "customers",
    "cust",
    "user",
    "users",
    "sub",
    "subs",
    "subscriber",
    "res",
    "home",
    "fios",
    "mobile",
    "kabel",
    "fiber",
    "fibre",
    "modem",
    "cm",
    "nat",
    "cgn",
    "cgnat",
    "bras",
    "biz",
    "business",
    "range",
    "socal",
    "tpgi",
];

/// Names, or beginnings of names, that say that nobody has chosen one.
const UNCHOSEN: &[&str] = &[
    "unknown",
    "undefined",
    "unnamed",
    "noname",
    "hosted-by",
    "hostedby",
    "no-reverse",
    "noreverse",
    "no-rdns",
    "no-ptr",
    "not-set",
    "reverse-not",
    "ptr-not",
    "nothing.",
    "localhost",
    "default-",
    "unspecified",
    "free-ip",
    "not-used",
    "notused",
];

/// Words for any machine of a hoster; they count beside a trace of the address.
const MACHINE: &[&str] = &[
    "static",
    "sta",
    "ip",
    "ipv4",
    "ipv6",
    "ip4",
    "ip6",
    "host",
    "hosts",
    "hosted",
    "hosting",
    "vps",
    "vm",
    "vmi",
    "vds",
    "vserver",
    "srv",
    "server",
    "servers",
    "dedicated",
    "dedi",
    "rev",
    "reverse",
    "rdns",
    "ptr",
    "cloud",
    "node",
    "compute",
    "ec",
    "ecs",
    "instance",
    "inaddr",
    "in-addr",
    "addr",
    "unn",
    "colo",
    "colocation",
    "rrdns",
    "v4",
    "v6",
    "net",
    "h",
    "ns",
    "li",
    "lvps",
    "cloudvps",
    "cp",
    "unknown",
    "undefined",
    "enabler",
    "sub",
    "w",
];

/// Words for a machine that handles mail.
const MAIL: &[&str] = &[
    "mail",
    "mails",
    "mailer",
    "mailers",
    "mailout",
    "mailhost",
    "mailgate",
    "mailgw",
    "mailrelay",
    "mailserver",
    "mailin",
    "mx",
    "mxs",
    "mxout",
    "mxa",
    "mxb",
    "mta",
    "mtas",
    "smtp",
    "smtps",
    "smtpout",
    "esmtp",
    "out",
    "outbound",
    "outgoing",
    "outmail",
    "relay",
    "relays",
    "mout",
    "mo",
    "mg",
    "postfix",
    "exim",
    "qmail",
    "post",
    "newsletter",
    "news",
    "nl",
    "email",
    "emails",
    "bounce",
    "bounces",
    "sender",
    "senders",
    "send",
    "imap",
    "pop",
    "webmail",
    "listserv",
    "lists",
    "list",
    "em",
    "e-mail",
    "courier",
    "postal",
    "correo",
    "correio",
    "courriel",
    "posta",
    "exchange",
    "msg",
    "delivery",
    "campaign",
    "campaigns",
    "marketing",
    "spf",
    "dkim",
    "edm",
    "zimbra",
    "mailing",
    "poczta",
    "pochta",
];

/// Words for mail that begin or end a longer one: `mailyw1`, `smtpbgeu`, `resqmta`, `pmta`.
const MAIL_EDGES: &[&str] = &["mail", "smtp", "mta", "mx", "outbound", "relay", "newsletter"];

/// How hosters number machines: how the label begins, and how many digits follow at least.
const NUMBERED: &[(&str, usize)] = &[("vmi", 5), ("vps-", 6), ("srv-", 6)];

/// Names that a provider gives to all of its addresses.
const WHOLE: &[&str] = &["static.vnpt.vn", "localhost.localdomain", "static.vdc.vn", "dynamic.vnpt.vn"];

/// Endings under which hosters name every machine until its holder asks for another name.
const HOSTER_DEFAULTS: &[&str] = &[
    "amazonaws.com",
    "bestsrv.de",
    "bc.googleusercontent.com",
    "clients.your-server.de",
    "cloudapp.azure.com",
    "cloudapp.net",
    "contaboserver.net",
    "cprapid.com",
    "dreamhostps.com",
    "goodsrv.de",
    "happysrv.de",
    "hosted-by-vdsina.com",
    "hotsrv.de",
    "hostedbyredirect.com",
    "hostwindsdns.com",
    "hstgr.cloud",
    "ip.linodeusercontent.com",
    "kimsufi.com",
    "linodeusercontent.com",
    "luckysrv.de",
    "members.linode.com",
    "onlinehome-server.com",
    "onlinehome-server.info",
    "megasrv.de",
    "nicesrv.de",
    "poneytelecom.eu",
    "powersrv.de",
    "quicksrv.de",
    "secureserver.net",
    "startdedicated.com",
    "startdedicated.de",
    "stratoserver.net",
    "supersrv.de",
    "ultrasrv.de",
    "sslip.io",
    "nip.io",
    "vps.ovh.ca",
    "vps.ovh.net",
    "vps.ovh.us",
    "vultr.com",
    "vultrusercontent.com",
    "yourvserver.net",
];

/// Which kinds of words stand in the labels of a host.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words {
    pub access: bool,
    pub access_strong: bool,
    pub machine: bool,
    pub mail: bool,
}

impl Words {
    pub(super) fn of(host: &str) -> Words {
        let mut words = Words::default();
        for token in host.split(|c: char| !c.is_ascii_alphanumeric()) {
            words.add(token);
            // Digits part words too: `dyn123`, `mail37a`, `h1host`.
            for piece in token.split(|c: char| c.is_ascii_digit()).filter(|piece| *piece != token) {
                words.add(piece);
            }
        }
        words
    }

    fn add(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        let strong = ACCESS_STRONG.contains(&word)
            || ["dyn", "dhcp", "adsl", "vdsl", "pppoe", "broadband", "dialup", "unassigned"]
                .iter()
                .any(|begin| word.starts_with(begin))
            || ["dsl", "dhcp", "dyn", "dynamic", "ppp", "broadband"].iter().any(|end| word.ends_with(end));
        self.access_strong |= strong;
        self.access |= strong || ACCESS.contains(&word);
        self.machine |= MACHINE.contains(&word);
        self.mail |= MAIL.contains(&word)
            || MAIL_EDGES
                .iter()
                .any(|edge| word.starts_with(edge) || (word.len() > edge.len() && word.ends_with(edge)));
    }
}

/// Whether the name itself says that nobody has chosen one: it begins so, or has no dot, or its first label is a hoster's number for a machine.
pub(super) fn is_unchosen(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default();
    !name.contains('.')
        || UNCHOSEN.iter().any(|begin| name.starts_with(begin))
        || NUMBERED.iter().any(|(begin, least)| is_numbered(first, begin, *least))
        || WHOLE.contains(&name)
}

/// `vmi456789`: a beginning, and at least so many digits to the end.
fn is_numbered(label: &str, begin: &str, least: usize) -> bool {
    let digits = label.strip_prefix(begin).unwrap_or_default();
    digits.len() >= least && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether an access line is named by its number at an exchange, as Japanese providers do: `p14093-ipngnfx01kyoto`.
pub(super) fn is_line_of_exchange(host: &str) -> bool {
    let first = host.split('.').next().unwrap_or_default();
    let Some((line, exchange)) = first.split_once('-') else { return false };
    let is_line =
        line.strip_prefix('p').is_some_and(|digits| digits.len() >= 4 && digits.bytes().all(|b| b.is_ascii_digit()));
    is_line && ["ip", "mpoe"].iter().any(|begin| exchange.starts_with(begin))
}

/// Whether the name stands under an ending that a hoster gives to every machine.
pub(super) fn is_default_of_hoster(name: &str) -> bool {
    HOSTER_DEFAULTS
        .iter()
        .any(|ending| name.strip_suffix(ending).is_some_and(|host| host.is_empty() || host.ends_with('.')))
}
