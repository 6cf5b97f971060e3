//! Key records as people publish them, right and wrong.

use super::*;
use crate::facts::{Answer, Failure, Question, RecordKind, Records};
use crate::sender::records::der::tests::{bare_rsa, rsa_spki, spki};

fn encode(octets: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in octets.chunks(3) {
        let bits = group.iter().fold(0u32, |sum, &b| (sum << 8) | u32::from(b)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= group.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

fn key_for(outcome: Lookup<Records>) -> Key {
    let name = key_name("s1", &Domain::new("example.com").expect("a name")).expect("a name");
    let mut answers = Answers::default();
    let question = Question { name: name.clone(), kind: RecordKind::Txt };
    assert_eq!(check_key(&name, &answers), Poll::Ask(vec![question.clone()]));
    answers.insert(question, Answer { attempts: 1, ..Answer::of(outcome) });
    check_key(&name, &answers).done().expect("an outcome")
}

fn check(texts: &[String], want: &[Kind]) -> Key {
    let list = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    let key = key_for(Lookup::Found(Records::Txt(list)));
    let got: Vec<Kind> = key.findings.iter().map(|finding| finding.kind).collect();
    assert_eq!(got, want, "{texts:?}: {:?}", key.findings);
    key
}

fn one(text: &str, want: &[Kind]) -> Key {
    check(&[text.to_owned()], want)
}

fn rsa(bits: usize) -> String {
    encode(&rsa_spki(bits))
}

#[test]
fn good_keys_raise_nothing() {
    let p = rsa(2048);
    for text in [
        format!("v=DKIM1; k=rsa; p={p}"),
        format!("v=DKIM1;p={p};"),
        format!("p={p}"),
        format!("k=rsa; h=sha1:sha256; s=email; n=hello; p={p}"),
        format!("v=DKIM1; k=rsa; s=*; t=; p={} {}", &p[..100], &p[100..]),
        format!("v=DKIM1; p={}", encode(&bare_rsa(2048))),
    ] {
        assert!(one(&text, &[]).is_usable());
    }
}

#[test]
fn the_length_of_a_key_decides() {
    for (bits, want) in [
        (512, &[Kind::TooShort][..]),
        (768, &[Kind::TooShort]),
        (1023, &[Kind::TooShort]),
        (1024, &[Kind::Short]),
        (1536, &[Kind::Short]),
        (2048, &[]),
        (4096, &[]),
        (8192, &[Kind::TooLong]),
    ] {
        let key = one(&format!("v=DKIM1; p={}", rsa(bits)), want);
        assert_eq!(key.algorithm, Some(Algorithm::Rsa { bits: bits as u32 }));
        assert_eq!(key.is_usable(), bits >= 1024);
    }
}

#[test]
fn revoked_missing_and_malformed_keys_are_told_apart() {
    let p = rsa(2048);
    one("v=DKIM1; p=", &[Kind::Revoked]);
    one("v=DKIM1; k=rsa; p= ;", &[Kind::Revoked]);
    one("v=DKIM1; k=rsa", &[Kind::Malformed]);
    one("v=spf1 -all", &[Kind::Missing]);
    one("google-site-verification=abc", &[Kind::Malformed]);
    one(&format!("v=DKIM2; p={p}"), &[Kind::Malformed]);
    one(&format!("v=dkim1; p={p}"), &[Kind::Malformed]);
    one(&format!("k=rsa; v=DKIM1; p={p}"), &[Kind::Malformed]);
    one(&format!("v=DKIM1\\; k=rsa\\; p={p}"), &[Kind::Malformed, Kind::UnknownAlgorithm]);
    one(&format!("v=DKIM1; p={p}; p={p}"), &[Kind::Malformed]);
    one(&format!("v=DKIM1 k=rsa p={p}"), &[Kind::Malformed, Kind::Malformed]);
    one(&format!("v=DKIM1; p={}", &p[..p.len() - 1]), &[Kind::BadKey]);
    one(&format!("v=DKIM1; p={}", &p[..p.len() / 8 * 4]), &[Kind::BadKey]);
    one(&format!("v=DKIM1; p=-----BEGIN PUBLIC KEY-----{p}"), &[Kind::BadKey]);
    one("v=DKIM1; p=not base64!", &[Kind::BadKey]);
    check(&[format!("v=DKIM1; p={p}"), format!("v=DKIM1; p={p}")], &[Kind::Several]);
    check(&[format!("v=DKIM1; p={p}"), "hello".to_owned()], &[Kind::Company]);
}

#[test]
fn algorithms_and_restrictions_are_read() {
    let p = rsa(2048);
    let ed = encode(&[7; 32]);
    assert_eq!(one(&format!("v=DKIM1; k=ed25519; p={ed}"), &[Kind::Ed25519]).algorithm, Some(Algorithm::Ed25519));
    one(&format!("v=DKIM1; k=ed25519; p={}", encode(&[7; 33])), &[Kind::BadKey]);
    one(&format!("v=DKIM1; k=ed25519; p={}", encode(&spki(&[0x2b, 0x65, 0x70], &[7; 32]))), &[Kind::BadKey]);
    one(&format!("v=DKIM1; p={ed}"), &[Kind::BadKey]);
    one(&format!("v=DKIM1; k=dsa; p={p}"), &[Kind::UnknownAlgorithm]);
    one(&format!("v=DKIM1; h=sha1; p={p}"), &[Kind::NoSha256]);
    one(&format!("v=DKIM1; s=tlsrpt; p={p}"), &[Kind::NotForEmail]);
    one(&format!("v=DKIM1; t=y; p={p}"), &[Kind::Testing]);
    one(&format!("v=DKIM1; t=y:s; p={p}"), &[Kind::Testing, Kind::Strict]);
    one(&format!("v=DKIM1; g=joe; p={p}"), &[Kind::Granularity]);
}

#[test]
fn that_the_dns_did_not_answer_is_not_that_there_is_no_key() {
    let kinds = |outcome| key_for(outcome).findings.into_iter().map(|finding| finding.kind).collect::<Vec<_>>();
    assert_eq!(kinds(Lookup::NxDomain), [Kind::Missing]);
    assert_eq!(kinds(Lookup::NoData), [Kind::Missing]);
    assert_eq!(kinds(Lookup::Failed(Failure::ServFail)), [Kind::Unanswered]);
    assert_eq!(kinds(Lookup::Failed(Failure::Timeout)), [Kind::Unanswered]);
}

proptest::proptest! {
    #[test]
    fn no_record_makes_it_panic(text: String, key in proptest::collection::vec(0u8.., 0..400)) {
        let records = vec![text.into_bytes(), [b"v=DKIM1; p=", encode(&key).as_bytes()].concat()];
        key_for(Lookup::Found(Records::Txt(records.clone())));
        key_for(Lookup::Found(Records::Txt(records[1..].to_vec())));
    }
}
