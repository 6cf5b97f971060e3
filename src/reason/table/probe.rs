//! The codes of `presend probe`: how mail hosts answered. One of them rejects: that a host which tells good names from bad ones says that there is
//! no such mailbox.

/// Adds these rows to the table; see `table`.
macro_rules! probe_rows {
    ($next:ident $($then:ident)*; $($before:tt)*) => { $next! { $($then)*; $($before)*
        ProbePort25Blocked: "probe.port_25_blocked", Unknown, Some(Timeout), "M3AAWG Managing Port 25, presend: no connection to 3 networks or more";
        ProbeUnreachable: "probe.unreachable", Unknown, Some(Timeout), "RFC 5321 §4.5.4.1, §4.5.3.2";
        ProbeRefuses: "probe.refuses", Review, Some(SenderBlocked), "RFC 5321 §3.1, RFC 7504 §3";
        ProbeBusy: "probe.busy", Unknown, None, "RFC 5321 §4.2.1, §3.8";
        ProbeSize: "probe.size", Review, Some(MessageTooLarge), "RFC 1870 §4, §6.1";
        ProbeRcptLimit: "probe.rcpt_limit", Note, Some(TooManyRecipients), "RFC 9422 §4";
        ProbeNoTls: "probe.no_tls", Note, None, "RFC 3207, RFC 7435";
        ProbeNoMailbox: "probe.no_mailbox", Reject, Some(RecipientUnknown), "RFC 5321 §3.3, RFC 3463 §3.2 (X.1.1)";
        ProbeMailboxFull: "probe.mailbox_full", Review, Some(MailboxFull), "RFC 3463 §3.3 (X.2.2)";
        ProbeMailboxDisabled: "probe.mailbox_disabled", Review, Some(RecipientUnknown), "RFC 3463 §3.3 (X.2.1)";
        ProbeAcceptsAnything: "probe.accepts_anything", Note, None, "presend: RCPT of a random name";
        ProbeNotTold: "probe.not_told", Unknown, None, "RFC 5321 §4.2.1, RFC 3463 §3.8";
    } };
}
