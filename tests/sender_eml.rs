//! `presend sender --eml`: messages, good and bad, and what is said of each. The keys and signatures are made while the
//! test runs.

use mail_auth::common::crypto::{RsaKey, Sha256, SigningKey};
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim::DkimSigner;
use presend::dns::Zone;
use presend::domain::Domain;
use presend::sender::checks::{Message, SenderConfig, Status};
use std::sync::Arc;

/// A key of 2048 bits that was made for this test and signs nothing else.
const KEY: &str = include_str!("support/dkim_test_key.pem");
/// Its public part.
const PUBLIC: &str = include_str!("support/dkim_test_key.pub");
/// A moment after the dates below.
const NOW: u64 = 1_794_400_000;

const HEADER: &str = "From: Ann Lee <ann@shop.com>\r\nTo: bob@example.net\r\nSubject: News\r\n\
    Date: Tue, 10 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@shop.com>\r\nMIME-Version: 1.0\r\n\
    List-Unsubscribe: <https://shop.com/u?1>, <mailto:u@shop.com>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
const BODY: &str = "Hello\r\n\r\nGoodbye  \r\n";
const SIGNED: &[&str] = &["From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post"];

fn plain(header: &str) -> String {
    format!("{header}\r\n{BODY}")
}

/// The private key: a PEM frame around a PKCS #8 key.
fn key() -> RsaKey<Sha256> {
    // The other way in wants a type of a crate that nothing else here needs.
    #[allow(deprecated)]
    RsaKey::from_pkcs8_pem(KEY).expect("a key")
}

/// Signs a message by a domain, covering these fields.
fn signed_by(message: &str, domain: &str, fields: &[&str]) -> String {
    let key = key();
    let signer = DkimSigner::from_key(key).domain(domain).selector("s1").headers(fields.iter().copied());
    let signature = signer.sign(message.as_bytes()).expect("a signature");
    format!("{}{message}", signature.to_header())
}

fn signed(message: &str) -> String {
    signed_by(message, "shop.com", SIGNED)
}

fn zone() -> Zone {
    let key: String = PUBLIC.split_whitespace().collect();
    let text = |key: &str| {
        key.as_bytes()
            .chunks(200)
            .map(|part| format!("\"{}\"", String::from_utf8_lossy(part)))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let short = "v=DKIM1; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL";
    let zone = format!(
        "shop.com. MX 10 mail.shop.com.\nmail.shop.com. A 20.1.1.1\n1.1.1.20.in-addr.arpa. PTR mail.shop.com.\n\
         shop.com. TXT \"v=spf1 ip4:20.1.1.1 -all\"\n_dmarc.shop.com. TXT \"v=DMARC1; p=reject; rua=mailto:d@shop.com\"\n\
         s1._domainkey.shop.com. TXT {key}\ns1._domainkey.other.com. TXT {key}\ns1._domainkey.cut.com. TXT \"{short}\"\n\
         ;fault s1._domainkey.ill.com. servfail\n",
        key = text(&format!("v=DKIM1; k=rsa; p={key}"))
    );
    Zone::parse(&zone).expect("a zone")
}

/// Everything that is said of a message and is not pass or skip, without the demands, which follow from the rest.
fn said(message: &[u8]) -> Vec<String> {
    let domain = Domain::new("shop.com").expect("a name");
    let setup = SenderConfig {
        ips: vec!["20.1.1.1".parse().expect("an address")],
        helo: Some("mail.shop.com".to_owned()),
        message: Some(Arc::new(Message::parse(message, NOW))),
        ..SenderConfig::new(domain)
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let report = runtime.block_on(presend::sender::check(Arc::new(zone()), setup));
    let mut said: Vec<String> = report
        .judged
        .checks
        .iter()
        .filter(|check| !matches!(check.status, Status::Pass | Status::Skip) && check.code.code() != "sender.demand")
        .map(|check| format!("{}:{}", check.code.code().trim_start_matches("sender."), check.status.word()))
        .collect();
    said.sort();
    said
}

#[track_caller]
fn check(message: impl AsRef<[u8]>, expected: &[&str]) {
    assert_eq!(said(message.as_ref()), expected, "{}", String::from_utf8_lossy(message.as_ref()));
}

/// The header with one field replaced, or taken out when there is nothing to replace it.
fn with(name: &str, line: &str) -> String {
    HEADER
        .split_inclusive("\r\n")
        .map(|field| if field.starts_with(&format!("{name}:")) { line } else { field })
        .collect()
}

#[test]
fn nothing_is_said_of_a_good_message() {
    check(signed(&plain(HEADER)), &[]);
}

#[test]
fn a_file_with_bare_line_ends_is_the_same_message() {
    check(signed(&plain(HEADER)).replace("\r\n", "\n"), &[]);
}

#[test]
fn a_signature_must_be_there_hold_and_be_aligned() {
    let unsigned = ["eml_dkim_none:fail", "eml_one_click_unsigned:warn"];
    check(plain(HEADER), &unsigned);
    let changed = signed(&plain(HEADER)).replace("Goodbye", "Good buy");
    check(changed, &["eml_dkim_fail:fail", "eml_one_click_unsigned:warn"]);
    let changed = signed(&plain(HEADER)).replace("Subject: News", "Subject: Olds");
    check(changed, &["eml_dkim_fail:fail", "eml_one_click_unsigned:warn"]);
    let elsewhere = signed_by(&plain(HEADER), "other.com", SIGNED);
    check(&elsewhere, &["dmarc_dkim_not_aligned:warn", "eml_dkim_not_aligned:fail"]);
    // The domain's own signature beside that of a service is the usual thing.
    check(signed(&elsewhere), &["eml_dkim_not_aligned:info"]);
}

#[test]
fn a_key_that_cannot_be_had_is_told_from_one_that_is_not_there() {
    check(
        signed_by(&plain(HEADER), "gone.com", SIGNED),
        &["dkim_missing:fail", "eml_dkim_fail:fail", "eml_one_click_unsigned:warn"],
    );
    check(
        signed_by(&plain(HEADER), "cut.com", SIGNED),
        &["dkim_bad_key:fail", "eml_dkim_fail:fail", "eml_one_click_unsigned:warn"],
    );
    let ill = said(signed_by(&plain(HEADER), "ill.com", SIGNED).as_bytes());
    assert!(ill.contains(&"eml_dkim_error:unknown".to_owned()), "{ill:?}");
    assert!(!ill.iter().any(|said| said.starts_with("eml_dkim_fail")), "{ill:?}");
}

/// RFC 4648 §4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letters = |three: &[u8]| {
        let number = (0..3).fold(0u32, |number, at| number << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        let letter = |at: usize| char::from(LETTERS[(number >> (18 - 6 * at)) as usize & 63]);
        (0..4).map(|at| if at <= three.len() { letter(at) } else { '=' }).collect::<String>()
    };
    bytes.chunks(3).map(letters).collect()
}

#[test]
fn a_signature_over_nothing_of_the_body_holds() {
    // Signed by hand (RFC 6376 §3.4.2, §3.7), for no signer that is at hand writes l=0.
    let header =
        "From: ann@shop.com\r\nTo: bob@example.net\r\nSubject: News\r\nDate: Tue, 10 Nov 2026 10:00:00 +0000\r\n";
    let unsigned = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=shop.com; s=s1; h=from:to:subject:date; l=0; \
                    bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=";
    let canonical: String = header
        .split_inclusive("\r\n")
        .filter_map(|field| field.split_once(": "))
        .map(|(name, value)| format!("{}:{value}", name.to_ascii_lowercase()))
        .collect();
    let signed = format!("{canonical}dkim-signature:{unsigned}");
    let signature = base64(&key().sign(signed.as_bytes()).expect("a signature"));
    let head = format!("DKIM-Signature: {unsigned}{signature}\r\n{header}");
    for body in ["", BODY] {
        let said = said(format!("{head}\r\n{body}").as_bytes());
        assert!(said.contains(&"eml_dkim_body_length:warn".to_owned()), "{said:?}");
        assert!(!said.iter().any(|said| said.starts_with("eml_dkim_fail")), "{said:?}");
    }
    let changed = said(format!("{}\r\n{BODY}", head.replace("News", "Olds")).as_bytes());
    assert!(changed.contains(&"eml_dkim_fail:fail".to_owned()), "{changed:?}");
}

#[test]
fn what_the_signature_leaves_out_is_said() {
    let few = signed_by(&plain(HEADER), "shop.com", &["From", "To", "Date"]);
    check(few, &["eml_dkim_uncovered:warn", "eml_one_click_unsigned:warn"]);
}

#[test]
fn the_fields_of_a_message_are_there_once_and_valid() {
    let of = |name: &str, line: &str| signed(&plain(&with(name, line)));
    check(of("From", ""), &["eml_from_missing:fail"]);
    check(of("From", "From: a@shop.com, b@shop.com\r\n"), &["eml_from_several:fail"]);
    check(of("From", "From: a@shop.com\r\nFrom: b@shop.com\r\n"), &["eml_from_several:fail"]);
    check(of("From", "From: nobody\r\n"), &["eml_from_invalid:fail"]);
    check(of("Date", ""), &["eml_date_missing:fail"]);
    check(of("Date", "Date: yesterday\r\n"), &["eml_date_invalid:warn"]);
    check(of("Date", "Date: Tue, 10 Nov 2099 10:00:00 +0000\r\n"), &["eml_date_invalid:warn"]);
    check(of("Message-ID", ""), &["eml_message_id_missing:fail"]);
    check(of("Message-ID", "Message-ID: 1@shop.com\r\n"), &["eml_message_id_invalid:fail"]);
    check(of("Message-ID", "Message-ID: <1>\r\n"), &["eml_message_id_invalid:fail"]);
    check(of("Subject", "Subject: a\r\nSubject: b\r\n"), &["eml_malformed:warn"]);
}

#[test]
fn the_way_out_for_the_reader_is_one_click_and_signed() {
    let of = |name: &str, line: &str| signed(&plain(&with(name, line)));
    check(of("List-Unsubscribe", ""), &["eml_unsubscribe_missing:warn"]);
    check(of("List-Unsubscribe", "List-Unsubscribe: https://shop.com/u\r\n"), &["eml_unsubscribe_invalid:warn"]);
    check(of("List-Unsubscribe", "List-Unsubscribe: <mailto:u@shop.com>\r\n"), &["eml_one_click_invalid:warn"]);
    check(of("List-Unsubscribe-Post", ""), &["eml_one_click_missing:warn"]);
    check(of("List-Unsubscribe-Post", "List-Unsubscribe-Post: yes\r\n"), &["eml_one_click_invalid:warn"]);
}

/// A message whose body is made of these parts.
fn with_body(header: &str, kind: &str, body: &str) -> String {
    signed(&format!("{header}Content-Type: {kind}\r\n\r\n{body}\r\n"))
}

#[test]
fn the_date_is_of_about_now() {
    let of = |line: &str| signed(&plain(&with("Date", line)));
    check(of("Date: Sun, 08 Nov 2026 10:00:00 +0000\r\n"), &[]);
    check(of("Date: Tue, 10 Mar 2026 10:00:00 +0000\r\n"), &["eml_old:warn"]);
    // A copy that was received then is not old, however late it is looked at.
    let received = |date: &str| {
        let line = "Received: from mail.shop.com (mail.shop.com [20.1.1.1]) by mx.receiver.net with ESMTPS; Tue, 10 Mar 2026 10:00:02 +0000\r\n";
        let said = said(format!("{line}{}", of(date)).as_bytes());
        said.into_iter().filter(|said| !said.starts_with("eml_trace")).collect::<Vec<_>>()
    };
    assert!(received("Date: Tue, 10 Mar 2026 10:00:00 +0000\r\n").is_empty());
    assert_eq!(received("Date: Tue, 10 Nov 2026 10:00:00 +0000\r\n"), ["eml_date_invalid:warn"]);
    assert_eq!(received("Date: Sun, 01 Mar 2026 10:00:00 +0000\r\n"), ["eml_old:warn"]);
}

#[test]
fn a_message_has_a_subject_that_shows() {
    let of = |line: &str| signed(&plain(&with("Subject", line)));
    for empty in ["", "Subject:\r\n", "Subject: \r\n", "Subject: =?utf-8?B?IOKAiw==?=\r\n"] {
        check(of(empty), &["eml_subject_empty:warn"]);
    }
    check(of("Subject: .\r\n"), &[]);
}

#[test]
fn the_name_in_from_shows_no_other_address() {
    let of = |from: &str| signed(&plain(&with("From", &format!("From: {from}\r\n"))));
    for other in [
        "\"service@bank.example\" <ann@shop.com>",
        "Bank (service@bank.example) via Ann service@bank.example <ann@shop.com>",
        "=?utf-8?Q?service=40bank.example?= <ann@shop.com>",
        "=?utf-8?B?c2VydmljZe+8oGJhbmsuZXhhbXBsZQ==?= <ann@shop.com>",
    ] {
        check(of(other), &["eml_display_name:warn"]);
    }
    check(of("\"news@mail.shop.com\" <ann@shop.com>"), &["eml_display_name:info"]);
    for none in [
        "\"ann@shop.com\" <ann@shop.com>",
        "\"ANN@shop.com\" <ann@shop.com>",
        "\"Ann @ Shop\" <ann@shop.com>",
        "ann@shop.com",
    ] {
        check(of(none), &[]);
    }
}

#[test]
fn mime_fields_need_their_version() {
    let without = with("MIME-Version", "");
    check(signed(&plain(&without)), &["eml_mime_missing:info"]);
    check(with_body(&without, "text/plain", "Hello"), &["eml_mime_missing:warn"]);
    check(signed(&format!("{without}\r\nGr\u{fc}\u{df}e\r\n")), &["eml_mime_missing:warn"]);
}

#[test]
fn a_message_has_a_text_to_read() {
    let both = |text: &str| {
        format!(
            "--x\r\nContent-Type: text/plain\r\n\r\n{text}\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Hello</p>\r\n--x--"
        )
    };
    check(with_body(HEADER, "multipart/alternative; boundary=x", &both("Hello")), &[]);
    check(with_body(HEADER, "multipart/alternative; boundary=x", &both(" ")), &["eml_text_missing:warn"]);
    check(with_body(HEADER, "text/html", "<p>Hello</p>"), &["eml_text_missing:warn"]);
    let only_file = "--x\r\nContent-Type: image/png\r\nContent-Disposition: attachment\r\n\r\nx\r\n--x--";
    check(with_body(HEADER, "multipart/mixed; boundary=x", only_file), &["eml_text_missing:warn"]);
    let text_file = only_file.replace("image/png", "text/plain");
    check(with_body(HEADER, "multipart/mixed; boundary=x", &text_file), &["eml_text_missing:warn"]);
    // What is encrypted cannot be looked into.
    check(with_body(HEADER, "multipart/encrypted; boundary=x", only_file), &[]);
}

#[test]
fn what_gmail_clips_is_said() {
    let html = |octets: usize| {
        let line = format!("{}\r\n", "x".repeat(70));
        let text = line.repeat(octets / line.len());
        format!("--x\r\nContent-Type: text/plain\r\n\r\nHello\r\n--x\r\nContent-Type: text/html\r\n\r\n{text}\r\n--x--")
    };
    check(with_body(HEADER, "multipart/alternative; boundary=x", &html(100_000)), &[]);
    check(with_body(HEADER, "multipart/alternative; boundary=x", &html(105_000)), &["eml_clipped:warn"]);
    // A file beside the text is not shown in it.
    let file = html(300_000).replace("text/html\r\n", "text/html\r\nContent-Disposition: attachment\r\n");
    check(with_body(HEADER, "multipart/mixed; boundary=x", &file), &[]);
}

#[test]
fn an_arc_chain_is_told_and_one_that_is_broken_is_wrong() {
    let set = |n: u32| {
        format!(
            "ARC-Seal: i={n}; cv=none; d=a.example\r\nARC-Message-Signature: i={n}; d=a.example\r\nARC-Authentication-Results: i={n}; a.example; none\r\n"
        )
    };
    let good = signed(&plain(HEADER));
    check(format!("{}{}{good}", set(2), set(1)), &["eml_arc:info"]);
    check(format!("{}{}{good}", set(3), set(1)), &["eml_arc:warn"]);
    check(format!("ARC-Seal: i=1; cv=none\r\n{good}"), &["eml_arc:warn"]);
}

#[test]
fn a_message_that_is_too_large_is_too_large_for_somebody() {
    let line = format!("{}\r\n", "x".repeat(76));
    let large = signed(&format!("{HEADER}\r\n{}", line.repeat(22_000_000 / line.len())));
    check(large, &["eml_clipped:warn", "eml_too_large:fail"]);
}

#[test]
fn no_bytes_make_it_panic() {
    for bytes in [
        &b""[..],
        b"\r\n",
        b":\r\n: \r\n\r\n",
        b"From \n",
        b"From: \xff\xfe\r\nDKIM-Signature: v=1;;;b=\r\n\r\n\xff",
        b"DKIM-Signature: d=x; s=y; b=; bh=; h=; a=rsa-sha256",
    ] {
        assert!(!said(bytes).is_empty());
    }
}

proptest::proptest! {
    /// Pieces of messages in any order: what a fuzzer would find first.
    #[test]
    fn no_message_makes_it_panic(pieces in proptest::collection::vec(piece(), 0..24), noise: Vec<u8>) {
        let mut bytes = pieces.concat();
        bytes.extend(&noise);
        let message = Message::parse(&bytes, NOW);
        let _ = message.from_domain();
        said(&bytes);
    }
}

fn piece() -> impl proptest::strategy::Strategy<Value = Vec<u8>> {
    use proptest::strategy::{Just, Strategy};
    let texts: Vec<&'static [u8]> = vec![
        b"DKIM-Signature: ",
        b"v=1; ",
        b"a=rsa-sha256; ",
        b"a=ed25519-sha256; ",
        b"a=rsa-sha1;",
        b"c=relaxed/simple; ",
        b"c=simple; ",
        b"d=shop.com; ",
        b"s=s1; ",
        b"h=from:to:from; ",
        b"h=; ",
        b"bh=AAAA; ",
        b"b=BBBB",
        b"b=",
        b"l=5; ",
        b"l=99999999999999999999; ",
        b"x=1; ",
        b"t=0; ",
        b"i=@shop.com; ",
        b"\r\n",
        b"\n",
        b"\r",
        b"\r\n\r\n",
        b" ",
        b"\t",
        b";",
        b"=",
        b":",
        b"From: a@shop.com\r\n",
        b"From: ",
        b"Date: ",
        b"Message-ID: ",
        b"<",
        b">",
        b"@",
        b"List-Unsubscribe: ",
        b"List-Unsubscribe-Post: ",
        b"body",
        b"\0",
        b"\xff\xfe",
        b"=?utf-8?q?=",
        b"\"",
        b"(",
        b"ARC-Seal: i=1; ",
        b"Mon, 1 Jan 2026 00:00:00 +0000",
    ];
    let signature: &'static [u8] =
        b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=shop.com; s=s1; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n";
    let whole = Just(signature.to_vec());
    proptest::prop_oneof![1 => whole, 12 => proptest::sample::select(texts).prop_map(<[u8]>::to_vec)]
}

/// How the demands stand, as `receiver: demand: standing`, for a message of `shop.com` and a zone.
fn demands(message: &str, zone: &str, change: impl FnOnce(&mut SenderConfig)) -> Vec<(String, String)> {
    let mut setup = SenderConfig {
        ips: vec!["20.1.1.1".parse().expect("an address")],
        message: Some(Arc::new(Message::parse(message.as_bytes(), NOW))),
        ..SenderConfig::new(Domain::new("shop.com").expect("a name"))
    };
    change(&mut setup);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let report = runtime.block_on(presend::sender::check(Arc::new(Zone::parse(zone).expect("a zone")), setup));
    let of = |demand: &presend::sender::checks::Demand| {
        (format!("{}: {}", demand.receiver, demand.demanded), demand.shown.standing.word().to_owned())
    };
    report.judged.demands.iter().map(of).collect()
}

#[track_caller]
fn stands(demands: &[(String, String)], which: &str, expected: &str) {
    let found: Vec<_> = demands.iter().filter(|(demand, _)| demand.contains(which)).collect();
    assert!(!found.is_empty(), "{which} in {demands:?}");
    assert!(found.iter().all(|(_, standing)| standing == expected), "{which}: {found:?}");
}

fn zone_with(spf: &str, dmarc: &str) -> String {
    let key: String = PUBLIC.split_whitespace().collect();
    let text = format!("v=DKIM1; k=rsa; p={key}");
    let text: Vec<String> =
        text.as_bytes().chunks(200).map(|part| format!("\"{}\"", String::from_utf8_lossy(part))).collect();
    let key = text.join(" ");
    format!(
        "shop.com. MX 10 mail.shop.com.\nmail.shop.com. A 20.1.1.1\n1.1.1.20.in-addr.arpa. PTR mail.shop.com.\n{spf}{dmarc}\
         s1._domainkey.shop.com. TXT {key}\ns1._domainkey.news.shop.com. TXT {key}\ns1._domainkey.other.com. TXT {key}\n\
         bounce.other.com. TXT \"v=spf1 ip4:20.1.1.1 -all\"\nbounce.other.com. MX 10 mail.shop.com.\n\
         gmail.com. MX 5 mx.gmail.com.\nmx.gmail.com. A 20.9.9.9\n_dmarc.gmail.com. TXT \"v=DMARC1; p=none; rua=mailto:a@gmail.com\"\n"
    )
}

#[test]
fn a_demand_is_met_only_by_what_was_shown() {
    let spf = "shop.com. TXT \"v=spf1 ip4:20.1.1.1 -all\"\n";
    let foreign = "shop.com. TXT \"v=spf1 ip4:20.2.2.2 -all\"\n";
    let dmarc = "_dmarc.shop.com. TXT \"v=DMARC1; p=reject; rua=mailto:d@shop.com\"\n";
    let strict = "_dmarc.shop.com. TXT \"v=DMARC1; p=reject; adkim=s; aspf=s; rua=mailto:d@shop.com\"\n";
    let good = signed(&plain(HEADER));
    let broken = good.replace("Goodbye", "Good buy");
    let all = demands(&good, &zone_with(spf, dmarc), |_| ());
    assert!(all.iter().all(|(_, standing)| standing == "met"), "{all:?}");
    // One that passes and is aligned is enough.
    stands(&demands(&broken, &zone_with(spf, dmarc), |_| ()), "DMARC", "met");
    stands(&demands(&good, &zone_with(foreign, dmarc), |_| ()), "DMARC", "met");
    let none = demands(&broken, &zone_with(foreign, dmarc), |_| ());
    for which in ["DMARC", "SPF", "DKIM"] {
        stands(&none, which, "not met");
    }
    // From at a mailbox provider: neither is aligned with it.
    let gmail = signed(&plain(&with("From", "From: shop <shop@gmail.com>\r\n")));
    let at_gmail = demands(&gmail, &zone_with(spf, dmarc), |_| ());
    stands(&at_gmail, "DMARC", "not met");
    stands(&at_gmail, "MAIL FROM", "not met");
    // The signature of a sub-domain counts in relaxed mode only.
    let of_news = signed_by(&plain(HEADER), "news.shop.com", SIGNED);
    let elsewhere = |setup: &mut SenderConfig| {
        setup.mail_from = Some(("b".to_owned(), Domain::new("bounce.other.com").expect("a name")));
    };
    stands(&demands(&of_news, &zone_with(spf, dmarc), elsewhere), "DMARC", "met");
    let strictly = demands(&of_news, &zone_with(spf, strict), elsewhere);
    stands(&strictly, "DMARC", "not met");
    stands(&strictly, "MAIL FROM", "not met");
    stands(&strictly, "SPF", "met");
    stands(&strictly, "DKIM", "met");
    stands(&demands(&good, &zone_with(spf, ""), |_| ()), "DMARC", "not met");
}

#[test]
fn what_nobody_gave_is_not_shown() {
    let dmarc = "_dmarc.shop.com. TXT \"v=DMARC1; p=reject; rua=mailto:d@shop.com\"\n";
    let zone = zone_with("shop.com. TXT \"v=spf1 ip4:20.1.1.1 -all\"\n", dmarc);
    // Addresses that come out of the SPF record itself prove nothing by passing it.
    let unnamed = demands(&plain(HEADER), &zone, |setup| setup.ips.clear());
    for which in ["SPF", "PTR", "reverse DNS", "DMARC"] {
        stands(&unnamed, which, "not shown");
    }
    stands(&unnamed, "DKIM", "not met");
    let ill =
        zone.replace("s1._domainkey.shop.com. TXT", "x.shop.com. TXT") + ";fault s1._domainkey.shop.com. servfail\n";
    let ill = demands(&signed(&plain(HEADER)), &ill, |setup| setup.ips.clear());
    stands(&ill, "DKIM", "not shown");
    stands(&ill, "DMARC", "not shown");
    let only = demands(&signed(&plain(HEADER)), &zone, |setup| {
        setup.only = vec![presend::sender::checks::Group::Eml];
    });
    stands(&only, "DKIM", "met");
    for which in ["SPF", "PTR", "DMARC", "takes mail"] {
        stands(&only, which, "not shown");
    }
}
