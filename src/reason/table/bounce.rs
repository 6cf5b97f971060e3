//! The codes of `presend bounce`: why mail came back.

/// Adds these rows to the table; see `table`.
macro_rules! bounce_rows {
    ($next:ident $($then:ident)*; $($before:tt)*) => { $next! { $($then)*; $($before)*
        BounceRecipientUnknown: "bounce.recipient_unknown", Reject, Some(RecipientUnknown), "RFC 3463 §3.2 (X.1.1), RFC 5321 §4.2.3";
        BounceHostNotFound: "bounce.host_not_found", Reject, Some(HostNotFound), "RFC 3463 §3.2 (X.1.2), RFC 5321 §5.1";
        BounceTimeout: "bounce.timeout", Note, Some(Timeout), "RFC 3463 §3.5 (X.4.1, X.4.2, X.4.7)";
        BounceTooManyRecipients: "bounce.too_many_recipients", Note, Some(TooManyRecipients), "RFC 3463 §3.6 (X.5.3), RFC 5321 §4.5.3.1.8";
        BounceMailboxFull: "bounce.mailbox_full", Review, Some(MailboxFull), "RFC 3463 §3.3 (X.2.2)";
        BounceMessageTooLarge: "bounce.message_too_large", Note, Some(MessageTooLarge), "RFC 3463 §3.3 (X.2.3), §3.4 (X.3.4), RFC 1870";
        BounceSenderBlocked: "bounce.sender_blocked", Note, Some(SenderBlocked), "RFC 3463 §3.8 (X.7.1), RFC 5782";
        BounceSenderDns: "bounce.sender_dns", Note, Some(SenderDns), "RFC 3463 §3.2 (X.1.8), RFC 7372 §3.3 (X.7.25), RFC 8601 §2.7.3";
        BounceContentRejected: "bounce.content_rejected", Note, None, "RFC 3463 §3.7, §3.8 (X.6.0, X.7.1)";
        BouncePolicy: "bounce.policy", Note, None, "RFC 3463 §3.8 (X.7.0, X.7.1, X.7.2)";
        BounceAuthFailure: "bounce.auth_failure", Note, Some(SenderDns), "RFC 7372 §3, RFC 7489, RFC 4954";
        BounceRateLimited: "bounce.rate_limited", Note, None, "RFC 3463 §3.5, IANA enhanced status codes (X.7.28)";
        BounceGreylisted: "bounce.greylisted", Note, None, "RFC 6647";
        BounceOther: "bounce.other", Note, None, "RFC 3463 §3.1 (X.0.0)";
        BounceComplaint: "bounce.complaint", Reject, None, "RFC 5965 §3, RFC 6650";
        BounceUnsubscribed: "bounce.unsubscribed", Reject, None, "RFC 2369 §3.2, RFC 8058";
        BounceNotABounce: "bounce.not_a_bounce", Note, None, "RFC 3834, RFC 8098";
    } };
}
