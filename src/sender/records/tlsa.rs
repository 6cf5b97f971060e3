//! DANE for SMTP (RFC 6698, RFC 7672): which TLSA records a sender can use, and whether one of them is of the certificates that a host
//! showed. Pure: whether the records were authenticated is for others to say.

use super::anchor::is_signed_by;
use super::certificate::Certificate;
use super::der::{SEQUENCE, element};
use crate::facts::Tlsa;
use sha2::{Digest, Sha256, Sha512};
use std::collections::HashMap;

/// The most records of one name that are looked at: of the shortest digests no more fit into a message
/// of 65,535 octets (RFC 1035 §4.2.2).
const RECORDS_MAX: usize = 2_000;
/// The most certificates of a host that are looked at. Real chains have under six.
const CHAIN_MAX: usize = 16;
/// The most CAs that are tried for having signed. Each costs a signature or two.
const ANCHORS_MAX: usize = 16;

/// Usages (RFC 7218 §2.1): a CA of the owner's, and the server's own certificate.
const DANE_TA: u8 = 2;
const DANE_EE: u8 = 3;
/// Selectors: the whole certificate, and its SubjectPublicKeyInfo.
const CERT: u8 = 0;
const SPKI: u8 = 1;
/// Matching types: all octets, and their digests.
const FULL: u8 = 0;
const SHA2_256: u8 = 1;
const SHA2_512: u8 = 2;

/// What a host showed, and what has to be known of it.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Its certificates in DER, its own first.
    pub chain: &'a [Vec<u8>],
    /// Names by one of which its certificate may go (RFC 7672 §3.2.3).
    pub names: &'a [&'a str],
    /// Seconds since 1970.
    pub now: i64,
}

/// How the records of a host stand to what it showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'r> {
    Holds(&'r Tlsa),
    Misses(Miss),
    /// No sender can use any of them, so TLS is demanded and no certificate (RFC 7672 §2.2).
    Unusable,
}

/// Why none of them holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// No certificate and no key is what a record says.
    Nothing,
    /// A CA is, and the server's certificate is not signed by way of it.
    NotSigned,
    /// A CA is, and the server's certificate does not hold now (RFC 7672 §3.1.2 leaves that to PKIX).
    NotNow,
    /// A CA is, and the server's certificate is for other names (RFC 7672 §3.2.3).
    OtherName,
}

/// Whether a sender can use it (RFC 7672 §3.1): with usages 0 and 1 nobody delivers mail, and what has other values, a digest of another
/// length or octets that are no certificate says nothing.
pub fn is_usable(record: &Tlsa) -> bool {
    let is_length = match record.matching {
        FULL if record.selector == CERT => Certificate::read(&record.data).is_some(),
        FULL => element(&record.data, SEQUENCE).is_some_and(|(_, rest)| rest.is_empty()),
        SHA2_256 => record.data.len() == Sha256::output_size(),
        SHA2_512 => record.data.len() == Sha512::output_size(),
        _ => false,
    };
    is_length && matches!(record.usage, DANE_TA | DANE_EE) && matches!(record.selector, CERT | SPKI)
}

/// Holds records against what their host showed.
pub fn held_against<'r>(records: &'r [Tlsa], shown: &Shown<'_>) -> Standing<'r> {
    let usable = || records.iter().take(RECORDS_MAX).filter(|record| is_usable(record));
    if usable().next().is_none() {
        return Standing::Unusable;
    }
    let known = known(shown.chain);
    let places = |record: &Tlsa| -> Vec<usize> {
        let same = known.get(&record.data).into_iter().flatten();
        let same = same.filter(|one| (one.selector, one.matching) == (record.selector, record.matching));
        same.map(|one| one.place).collect()
    };
    let own = usable().find(|record| record.usage == DANE_EE && places(record).contains(&0));
    // Of usage 3 neither names nor dates count (RFC 7672 §3.1.1).
    if let Some(record) = own {
        return Standing::Holds(record);
    }
    let mut nearest = Miss::Nothing;
    let mut tried = 0;
    for record in usable().filter(|record| record.usage == DANE_TA) {
        // The server's own certificate is no trust anchor of itself.
        let sent = places(record).into_iter().filter(|place| *place > 0).map(|place| shown.chain[place].as_slice());
        // A whole certificate need not be sent along (RFC 7671 §5.2.2).
        let is_whole = (record.selector, record.matching) == (CERT, FULL);
        for anchor in sent.chain(is_whole.then_some(record.data.as_slice())) {
            tried += 1;
            if tried > ANCHORS_MAX {
                break;
            }
            match by_anchor(anchor, shown) {
                Ok(()) => return Standing::Holds(record),
                Err(miss) => nearest = miss,
            }
        }
    }
    Standing::Misses(nearest)
}

/// What the server's certificate still needs once a CA is trusted.
fn by_anchor(anchor: &[u8], shown: &Shown<'_>) -> Result<(), Miss> {
    let chain = &shown.chain[..shown.chain.len().min(CHAIN_MAX)];
    let read = chain.first().and_then(|own| Certificate::read(own)).ok_or(Miss::NotSigned)?;
    if !is_signed_by(anchor, chain, shown.now) {
        return Err(Miss::NotSigned);
    }
    if !(read.not_before..=read.not_after).contains(&shown.now) {
        return Err(Miss::NotNow);
    }
    if !shown.names.iter().any(|name| read.is_for(name)) {
        return Err(Miss::OtherName);
    }
    Ok(())
}

/// What octets of a record would be.
struct Known {
    selector: u8,
    matching: u8,
    /// Of the certificate in the chain.
    place: usize,
}

/// The octets that records can have of a chain, with what they are.
fn known(chain: &[Vec<u8>]) -> HashMap<Vec<u8>, Vec<Known>> {
    let mut known: HashMap<Vec<u8>, Vec<Known>> = HashMap::new();
    for (place, der) in chain.iter().take(CHAIN_MAX).enumerate() {
        let key = Certificate::read(der).map(|read| read.public_key);
        for (selector, octets) in [(CERT, Some(der.clone())), (SPKI, key)] {
            let Some(octets) = octets else { continue };
            let digests = [(SHA2_256, Sha256::digest(&octets).to_vec()), (SHA2_512, Sha512::digest(&octets).to_vec())];
            for (matching, data) in digests.into_iter().chain([(FULL, octets)]) {
                known.entry(data).or_default().push(Known { selector, matching, place });
            }
        }
    }
    known
}

/// The record that fits a server's certificate for as long as it keeps its key: `3 1 1` (RFC 7671 §5.1). `None` where it cannot be read.
pub fn of_key(certificate: &[u8]) -> Option<Tlsa> {
    let key = Certificate::read(certificate)?.public_key;
    Some(Tlsa { usage: DANE_EE, selector: SPKI, matching: SHA2_256, data: Sha256::digest(key).to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::{BASE64, HEXLOWER};

    // Made with OpenSSL: a CA, and a certificate for mx.example.net that it signed. The digests below are OpenSSL's too.
    const CA: &str = "MIIBcTCCARegAwIBAgIUGntcYY3Gu/JW2PnWsfaKZ7MPTb4wCgYIKoZIzj0EAwIwDTELMAkGA1UEAwwCVEEwIBcNMjYxMjAxMDQ0MDA0WhgPMjEyNjExMDcwNDQwMDRaMA0xCzAJBgNVBAMMAlRBMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEC5eiU76ZV2voNXSGGIiTYdNioF4vTcb/eA8qWcioBnyKEFBh/UusKob/oe2Jby2K8Ab6JJ26amngUPK8faYS5aNTMFEwHQYDVR0OBBYEFC9iTlE/NvrxYOq985jfgUJ738A7MB8GA1UdIwQYMBaAFC9iTlE/NvrxYOq985jfgUJ738A7MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAMr/ry+Ytli0gINOcUqQmm1PA8HZD/XjUOQ/TXLJuFukAiAQpW+jr+9OrAI48yBBcFmfZpz511L4a9VOXmkDAIi+bQ==";
    const LEAF: &str = "MIIBdDCCARqgAwIBAgIBAjAKBggqhkjOPQQDAjANMQswCQYDVQQDDAJUQTAgFw0yNjEyMDEwNDQwMDRaGA8yMTI2MTEwNzA0NDAwNFowGTEXMBUGA1UEAwwObXguZXhhbXBsZS5uZXQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQFklFTgO+fERp1fgVgIl3CYLWkQwnOFGvg+g3Hb/cOTYcxPI23NqXMX02sUmgMabOt+4P3+P/Ghpt6qTcC1yyFo10wWzAZBgNVHREEEjAQgg5teC5leGFtcGxlLm5ldDAdBgNVHQ4EFgQU6icHs57MlEqzg9UsF03MpF2U3B8wHwYDVR0jBBgwFoAUL2JOUT82+vFg6r3zmN+BQnvfwDswCgYIKoZIzj0EAwIDSAAwRQIhAOAPMg504pUncsqHdWDXHgNj/mNcUcgESBcL07lVhSZMAiA3rQ0t9a9Rrve+zBDRRGMm84s5JU18KdTfctctg3u/pQ==";
    const LEAF_CERT_256: &str = "d05c0181bdd9877254399e3b7e115105655b821d104847451751e72da476727d";
    const LEAF_CERT_512: &str = "a29d22b4c0ff6482eac4ce97fa3eb04ac1044dfdcaf12cc7ac64d765e1b5ade9df1302a61fe5f7f9bac329d3dbcef129d9054be5ec1cfb98b093d341f7cb81d3";
    const LEAF_KEY_256: &str = "f1062ecabe131b5b19d81638c4191ae4ed9e92d7d5cf9df3e1cfbe186df2f206";
    const LEAF_KEY_512: &str = "e14ee2a3ac8862249a8db21826a693d072916defb57cd8532d1966a54bfcd34321d3e38dfdd802a822a4372ccbc9c385b8d43c681f102abe2ec999babb418426";
    const CA_CERT_256: &str = "3b47f7ba9f027ad75b4e4fa7f7b7c973ce1f34484cd1edd736e092e9e9809ade";
    const CA_CERT_512: &str = "7c668945bfe74a1118884791de987f9e17dc9e38dc7a8172f2badb80a294aa5d5722e73eeb38364e6ac5bcf6a71e3a82a9cd5f02a74f32e423aaa393cd352b52";
    const CA_KEY_256: &str = "2cdfd843403a7437b5ea60f46ca654e501c2443b12cf7970cbda6e90c01b03e4";
    const CA_KEY_512: &str = "b42944369e7ca8799cbf1ffa97168f9992263e379454c4f5501b909c29f71835a674271891f190ca551fa8bcaa350a6aa157e9b52fe8b2a9d5b93d7b0b3874fa";
    /// A time at which both hold.
    const NOW: i64 = 1_900_000_000;

    fn der(base64: &str) -> Vec<u8> {
        BASE64.decode(base64.as_bytes()).expect("base64")
    }

    fn record(text: &str) -> Tlsa {
        let mut words = text.split(' ');
        let mut number = || words.next().and_then(|word| word.parse().ok()).expect("a number");
        let (usage, selector, matching) = (number(), number(), number());
        let data = HEXLOWER.decode(words.next().unwrap_or_default().as_bytes()).expect("digits");
        Tlsa { usage, selector, matching, data }
    }

    /// What a host with both certificates gets for these records.
    fn check(records: &[&str], name: &str, now: i64) -> Result<Option<Miss>, usize> {
        check_chain(&[der(LEAF), der(CA)], records, name, now)
    }

    fn check_chain(chain: &[Vec<u8>], records: &[&str], name: &str, now: i64) -> Result<Option<Miss>, usize> {
        let records: Vec<Tlsa> = records.iter().map(|text| record(text)).collect();
        match held_against(&records, &Shown { chain, names: &[name], now }) {
            Standing::Holds(found) => Err(records.iter().position(|record| record == found).expect("one of them")),
            Standing::Misses(miss) => Ok(Some(miss)),
            Standing::Unusable => Ok(None),
        }
    }

    #[test]
    fn a_record_of_the_servers_own_certificate_holds_whatever_its_names_and_dates_are() {
        let (cert, key) =
            (HEXLOWER.encode(&der(LEAF)), HEXLOWER.encode(&Certificate::read(&der(LEAF)).expect("one").public_key));
        for text in [
            format!("3 0 1 {LEAF_CERT_256}"),
            format!("3 0 2 {LEAF_CERT_512}"),
            format!("3 1 1 {LEAF_KEY_256}"),
            format!("3 1 2 {LEAF_KEY_512}"),
            format!("3 0 0 {cert}"),
            format!("3 1 0 {key}"),
        ] {
            assert_eq!(check(&[&text], "mx.example.net", NOW), Err(0), "{text}");
            assert_eq!(check(&[&text], "other.example", 0), Err(0), "{text}");
            // The same said of a CA, of another part or by another digest is not so.
            let mut wrong = record(&text);
            wrong.usage = 2;
            let miss = if text.starts_with("3 0 0") { Miss::NotSigned } else { Miss::Nothing };
            assert_eq!(check(&[&wrong.to_string()], "mx.example.net", NOW), Ok(Some(miss)), "{wrong}");
            wrong = record(&text);
            wrong.selector = 1 - wrong.selector;
            let miss = if wrong.matching == 0 { None } else { Some(Miss::Nothing) };
            let told = check(&[&wrong.to_string()], "mx.example.net", NOW);
            // Octets of a certificate are no key's, and those of a key no certificate's.
            assert!(told == Ok(miss) || told == Ok(Some(Miss::Nothing)), "{wrong}: {told:?}");
            wrong = record(&text);
            if let Some(last) = wrong.data.last_mut() {
                *last ^= 1;
            }
            assert_eq!(check(&[&wrong.to_string()], "mx.example.net", NOW), Ok(Some(Miss::Nothing)), "{wrong}");
        }
    }

    #[test]
    fn a_record_of_a_ca_needs_its_signature_and_the_name_and_a_date_that_holds() {
        for text in [
            format!("2 0 1 {CA_CERT_256}"),
            format!("2 0 2 {CA_CERT_512}"),
            format!("2 1 1 {CA_KEY_256}"),
            format!("2 1 2 {CA_KEY_512}"),
            format!("2 0 0 {}", HEXLOWER.encode(&der(CA))),
        ] {
            assert_eq!(check(&[&text], "mx.example.net", NOW), Err(0), "{text}");
            assert_eq!(check(&[&text], "MX.example.net.", NOW), Err(0), "{text}");
            assert_eq!(check(&[&text], "example.net", NOW), Ok(Some(Miss::OtherName)), "{text}");
            // The first certificate is of one whom that CA did not sign.
            let other = check_chain(&[der(CA), der(CA)], &[&text], "mx.example.net", NOW);
            assert_eq!(other, Ok(Some(Miss::NotSigned)), "{text}");
            for now in [0, i64::MAX] {
                assert_eq!(check(&[&text], "mx.example.net", now), Ok(Some(Miss::NotNow)), "{text}");
            }
        }
        // A whole one need not be sent along; of a digest nobody knows whose it is.
        let whole = format!("2 0 0 {}", HEXLOWER.encode(&der(CA)));
        assert_eq!(check_chain(&[der(LEAF)], &[&whole], "mx.example.net", NOW), Err(0));
        assert_eq!(check_chain(&[der(LEAF)], &[&whole], "x.net", NOW), Ok(Some(Miss::OtherName)));
        let digest = format!("2 0 1 {CA_CERT_256}");
        assert_eq!(check_chain(&[der(LEAF)], &[&digest], "mx.example.net", NOW), Ok(Some(Miss::Nothing)));
        // A signature that was tampered with is none.
        let mut forged = der(LEAF);
        if let Some(last) = forged.last_mut() {
            *last ^= 1;
        }
        let forged = check_chain(&[forged, der(CA)], &[&digest], "mx.example.net", NOW);
        assert_eq!(forged, Ok(Some(Miss::NotSigned)));
        // A CA is not what the server shows of itself.
        assert_eq!(check(&[&format!("3 0 1 {CA_CERT_256}")], "mx.example.net", NOW), Ok(Some(Miss::Nothing)));
    }

    #[test]
    fn what_nobody_can_use_is_passed_over() {
        let zeros = "00".repeat(32);
        for text in [
            format!("0 0 1 {CA_CERT_256}"),
            format!("1 1 1 {LEAF_KEY_256}"),
            format!("4 1 1 {LEAF_KEY_256}"),
            format!("255 1 1 {LEAF_KEY_256}"),
            format!("3 2 1 {LEAF_KEY_256}"),
            format!("3 1 3 {LEAF_KEY_256}"),
            format!("3 1 1 {}", &LEAF_KEY_256[2..]),
            format!("3 1 1 {LEAF_KEY_256}00"),
            format!("3 1 2 {LEAF_KEY_256}"),
            "3 1 1 ".to_owned(),
            "3 0 0 ".to_owned(),
            "3 0 0 30".to_owned(),
            "3 1 0 010203".to_owned(),
            format!("3 0 0 {}", &HEXLOWER.encode(&der(LEAF))[..600]),
        ] {
            assert_eq!(check(&[&text], "mx.example.net", NOW), Ok(None), "{text}");
            let (good, bad) = (format!("3 1 1 {LEAF_KEY_256}"), format!("3 1 1 {zeros}"));
            assert_eq!(check(&[&text, &good], "mx.example.net", NOW), Err(1), "{text}");
            assert_eq!(check(&[&text, &bad], "mx.example.net", NOW), Ok(Some(Miss::Nothing)), "{text}");
        }
        assert_eq!(check(&[], "mx.example.net", NOW), Ok(None));
    }

    fn shown(chain: &[Vec<u8>]) -> Shown<'_> {
        Shown { chain, names: &[], now: NOW }
    }

    #[test]
    fn one_of_a_thousand_is_enough_and_what_is_no_certificate_fits_nothing() {
        let mut records: Vec<Tlsa> = (0..1_000u16)
            .map(|n| Tlsa { usage: 2 + (n % 2) as u8, selector: 1, matching: 1, data: n.to_be_bytes().repeat(16) })
            .collect();
        records.push(record(&format!("3 1 1 {LEAF_KEY_256}")));
        let chain = [der(LEAF)];
        assert_eq!(held_against(&records, &shown(&chain)), Standing::Holds(&records[1_000]));
        assert_eq!(held_against(&records[..1_000], &shown(&chain)), Standing::Misses(Miss::Nothing));
        for broken in [vec![], vec![vec![]], vec![der(LEAF)[..300].to_vec()], vec![vec![0x30; 100_000]; 1_000]] {
            assert_eq!(held_against(&records, &shown(&broken)), Standing::Misses(Miss::Nothing));
        }
    }

    #[test]
    fn the_record_of_a_key_is_that_of_openssl() {
        let made = of_key(&der(LEAF)).expect("a certificate");
        assert_eq!(made.to_string(), format!("3 1 1 {LEAF_KEY_256}"));
        assert_eq!(check(&[&made.to_string()], "mx.example.net", NOW), Err(0));
        assert_eq!(of_key(&der(LEAF)[..200]), None);
    }
}
