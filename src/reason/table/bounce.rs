//! The codes of `presend bounce`: why mail came back.

/// Adds these rows to the table; see `table`.
macro_rules! bounce_rows {
    ($next:ident $($then:ident)*; $($before:tt)*) => { $next! { $($then)*; $($before)*
        BounceRecipientUnknown: "bounce.recipient_unknown", Reject, Some(RecipientUnknown), "The mailbox does not exist",
            why: "The receiving server says that there is no such mailbox, or that it was closed.",
            fix: "Take the address off every list, and let presend check the list for typing slips.",
            source: "RFC 3463 §3.2 (X.1.1), RFC 5321 §4.2.3";
        BounceHostNotFound: "bounce.host_not_found", Reject, Some(HostNotFound), "The domain takes no mail",
            why: "The domain of the address does not exist, or has no mail host.",
            fix: "Correct the domain if it is a slip, such as homail for hotmail. Otherwise remove the address.",
            source: "RFC 3463 §3.2 (X.1.2), RFC 5321 §5.1";
        BounceTimeout: "bounce.timeout", Note, Some(Timeout), "The mail host could not be reached",
            why: "No connection came about, or it broke, until the sending server gave up. This may be the fault of either side or of the way between.",
            fix: "Send again later. If it comes back for many domains, look at your own network and at port 25.",
            source: "RFC 3463 §3.5 (X.4.1, X.4.2, X.4.7)";
        BounceTooManyRecipients: "bounce.too_many_recipients", Note, Some(TooManyRecipients), "Too many recipients in one message",
            why: "The receiving server takes fewer recipients a message than were given.",
            fix: "Send to one recipient, or to at most 20, at a time.",
            source: "RFC 3463 §3.6 (X.5.3), RFC 5321 §4.5.3.1.8";
        BounceMailboxFull: "bounce.mailbox_full", Review, Some(MailboxFull), "The mailbox is full",
            why: "The person has no room left. It may be emptied again; a mailbox that stays full is usually no longer read.",
            fix: "Leave the address out for a while and try again. Suppression lists do this by themselves.",
            source: "RFC 3463 §3.3 (X.2.2)";
        BounceMessageTooLarge: "bounce.message_too_large", Note, Some(MessageTooLarge), "The message is too large",
            why: "The message is larger than the receiving server takes. In transport it grows by a third.",
            fix: "Send a link in place of the attachment, and keep messages below 10 MB.",
            source: "RFC 3463 §3.3 (X.2.3), §3.4 (X.3.4), RFC 1870";
        BounceSenderBlocked: "bounce.sender_blocked", Note, Some(SenderBlocked), "The sender is on a blocklist",
            why: "The receiving server refuses your IP address or domain, whoever the recipient is.",
            fix: "Stop sending, find out which list it is, mend what put you there, then ask to be removed.",
            source: "RFC 3463 §3.8 (X.7.1), RFC 5782";
        BounceSenderDns: "bounce.sender_dns", Note, Some(SenderDns), "The sender's DNS or HELO name is wrong",
            why: "The receiving server could not verify the reverse DNS of your IP address, your HELO name or the domain in MAIL FROM.",
            fix: "Set a PTR record that leads back to your address, and make sure that the MAIL FROM domain exists and has a mail host.",
            source: "RFC 3463 §3.2 (X.1.8), RFC 7372 §3.3 (X.7.25), RFC 8601 §2.7.3";
        BounceContentRejected: "bounce.content_rejected", Note, None, "The content was refused",
            why: "The receiving server takes the message for spam, or found a link, attachment or form that it does not let in.",
            fix: "Look at the links, attachments and wording of this mailing, and mail only to people who asked for it.",
            source: "RFC 3463 §3.7, §3.8 (X.6.0, X.7.1)";
        BouncePolicy: "bounce.policy", Note, None, "Refused by a rule of the receiver",
            why: "The receiving server has a rule against this mail: who may write to the address, or who may relay.",
            fix: "Read the text of the refusal. Often the owner of the mailbox has to allow you.",
            source: "RFC 3463 §3.8 (X.7.0, X.7.1, X.7.2)";
        BounceAuthFailure: "bounce.auth_failure", Note, Some(SenderDns), "SPF, DKIM, DMARC or the login failed",
            why: "The receiving server could not make sure that the mail is really from you.",
            fix: "Let presend check the sender, and mend the SPF, DKIM and DMARC records that it names.",
            source: "RFC 7372 §3, RFC 7489, RFC 4954";
        BounceRateLimited: "bounce.rate_limited", Note, None, "Too much mail in a short time",
            why: "The receiving server takes only so much from you in an hour or over one connection.",
            fix: "Send more slowly, with fewer connections at a time, and in batches.",
            source: "RFC 3463 §3.5, IANA enhanced status codes (X.7.28)";
        BounceGreylisted: "bounce.greylisted", Note, None, "Asked to come again later",
            why: "The receiving server turns unknown senders away the first time. Mail servers come again by themselves.",
            fix: "Nothing needs to be done, as long as your server keeps the message in its queue for a few hours.",
            source: "RFC 6647";
        BounceOther: "bounce.other", Note, None, "Came back without a clear reason",
            why: "Nothing in the report says clearly why the mail came back.",
            fix: "Read the report. Nobody is suppressed for it.",
            source: "RFC 3463 §3.1 (X.0.0)";
        BounceComplaint: "bounce.complaint", Reject, None, "The person called it spam",
            why: "The person pressed the button for spam, and the provider or your sending service passed that on. Whoever is mailed on costs you your standing there.",
            fix: "Never mail the address again, and look at how it came onto the list.",
            source: "RFC 5965 §3, RFC 6650";
        BounceUnsubscribed: "bounce.unsubscribed", Reject, None, "The person wants no more mail",
            why: "The person unsubscribed: by a mail to the address of List-Unsubscribe, or at your sending service.",
            fix: "Never mail the address again, unless the person signs up anew.",
            source: "RFC 2369 §3.2, RFC 8058";
        BounceNotABounce: "bounce.not_a_bounce", Note, None, "Not a bounce",
            why: "The message is something else: an automatic reply, a receipt or ordinary mail.",
            fix: "Nothing needs to be done for the list.",
            source: "RFC 3834, RFC 8098";
    } };
}
