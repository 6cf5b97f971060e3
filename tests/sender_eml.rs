//! `presend sender --eml`: messages, good and bad, and what is said of each. The keys and signatures are made while the
//! test runs.

use mail_auth::common::crypto::{RsaKey, Sha256};
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim::DkimSigner;
use presend::dns::Zone;
use presend::domain::Domain;
use presend::judge::sender::{Message, Setup, Status};
use std::sync::Arc;

/// A key of 2048 bits that was made for this test and signs nothing else.
const KEY: &str = include_str!("support/dkim_test_key.pem");
/// Its public part.
const PUBLIC: &str = include_str!("support/dkim_test_key.pub");
/// A moment after the dates below.
const NOW: u64 = 1_795_000_000;

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
    let setup = Setup {
        ips: vec!["20.1.1.1".parse().expect("an address")],
        helo: Some("mail.shop.com".to_owned()),
        message: Some(Arc::new(Message::parse(message, NOW))),
        ..Setup::new(domain)
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

#[test]
fn a_message_that_is_too_large_is_too_large_for_somebody() {
    let line = format!("{}\r\n", "x".repeat(76));
    let large = signed(&format!("{HEADER}\r\n{}", line.repeat(22_000_000 / line.len())));
    check(large, &["eml_too_large:fail"]);
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
