//! The codes of `presend probe`: how mail hosts answered. One of them rejects: that a host which tells good names from bad ones says that there is
//! no such mailbox.

/// Adds these rows to the table; see `table`.
macro_rules! probe_rows {
    ($next:ident $($then:ident)*; $($before:tt)*) => { $next! { $($then)*; $($before)*
        ProbePort25Blocked: "probe.port_25_blocked", Unknown, Some(Timeout), "No mail host can be connected to: the network most likely blocks port 25",
            why: "Hosts in several networks were tried, and not one could be connected to. Offices, homes and most clouds let no connection out to port 25. Nothing is known of the hosts.",
            fix: "Run presend probe on the machine that sends your mail, or ask whoever runs the network or the cloud to open port 25 outwards.",
            source: "M3AAWG Managing Port 25, presend: no connection to 3 networks or more";
        ProbeUnreachable: "probe.unreachable", Unknown, Some(Timeout), "Mail host cannot be reached",
            why: "None of the domain's mail hosts gave a usable answer in three tries over the run. They may be down for an hour, or may not talk to your network. Mail waits in the queue of your server, and comes back after days if nothing changes.",
            fix: "Try again in some hours. If other hosts answer and this one does not for days, leave its rows out for now.",
            source: "RFC 5321 §4.5.4.1, §4.5.3.2";
        ProbeRefuses: "probe.refuses", Review, Some(SenderBlocked), "Mail host refuses you",
            why: "The host refused the connection or its EHLO with 5xx, before any mailbox was named. It is about the address or the name that asks, or the host takes no mail from anybody; it says nothing about the addresses of your list.",
            fix: "Read what it said. Check the address that you send from with presend sender, and ask from the machine that sends your mail.",
            source: "RFC 5321 §3.1, RFC 7504 §3";
        ProbeBusy: "probe.busy", Unknown, None, "Mail host puts you off",
            why: "The host answered 4xx before any mailbox was named: it is busy, or careful with those it does not know. Mail servers come again by themselves.",
            fix: "Try again later. Nothing is wrong with the addresses.",
            source: "RFC 5321 §4.2.1, §3.8";
        ProbeSize: "probe.size", Review, Some(MessageTooLarge), "Mail host takes no message as large as yours",
            why: "The host announces the largest message that it takes, and yours is larger. It will come back. On the way a message grows by a third where its attachments are not encoded yet.",
            fix: "Make the message smaller: put a link in place of attachments and large pictures.",
            source: "RFC 1870 §4, §6.1";
        ProbeRcptLimit: "probe.rcpt_limit", Note, Some(TooManyRecipients), "Mail host limits the recipients of one message",
            why: "The host announces how many recipients it takes for one message. Those beyond are refused.",
            fix: "Send to these domains in batches of no more recipients than that.",
            source: "RFC 9422 §4";
        ProbeNoTls: "probe.no_tls", Note, None, "Mail host without STARTTLS",
            why: "The host does not offer encryption on the way. Everybody between can read the mail; a sender that insists on TLS cannot deliver.",
            fix: "Nothing needs to be done, unless your server is set to send over TLS only.",
            source: "RFC 3207, RFC 7435";
        ProbeNoMailbox: "probe.no_mailbox", Reject, Some(RecipientUnknown), "Mail host says that there is no such mailbox",
            why: "The host refused this address in two sessions, the second time between two addresses of the domain that it took, and in the same words as a name that nobody has. So it tells good names from bad ones, and did not only refuse whoever asks.",
            fix: "Remove the row. If the person is known to be there, look for a slip before the @.",
            source: "RFC 5321 §3.3, RFC 3463 §3.2 (X.1.1)";
        ProbeMailboxFull: "probe.mailbox_full", Review, Some(MailboxFull), "Mail host says that the mailbox is full",
            why: "Mail to it comes back until its owner makes room. Often nobody reads it any more.",
            fix: "Leave the row out of this campaign, and try again in some weeks.",
            source: "RFC 3463 §3.3 (X.2.2)";
        ProbeMailboxDisabled: "probe.mailbox_disabled", Review, Some(RecipientUnknown), "Mail host says that the mailbox is disabled",
            why: "The mailbox is there, and takes no mail now. Some are opened again.",
            fix: "Leave the row out, unless you know that the person reads mail there.",
            source: "RFC 3463 §3.3 (X.2.1)";
        ProbeAcceptsAnything: "probe.accepts_anything", Note, None, "Mail host takes every name",
            why: "The host also took a name that nobody has. That it takes this address says nothing; mail may still come back later.",
            fix: "Nothing needs to be done. Only sending tells whether the mailbox exists.",
            source: "presend: RCPT of a random name";
        ProbeNotTold: "probe.not_told", Unknown, None, "Mail host did not tell whether the mailbox exists",
            why: "The host was busy or careful, refused whoever asks, does not tell good names from bad ones, or could not be reached. Nothing is known of the mailbox.",
            fix: "Read what it said. What was put off is asked again with --wait 15m; what is about you, presend sender explains.",
            source: "RFC 5321 §4.2.1, RFC 3463 §3.8";
    } };
}
