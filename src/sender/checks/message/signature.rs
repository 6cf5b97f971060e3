//! The DKIM signatures of a message (RFC 6376), verified with mail-auth. The keys come from our own answers; that crate
//! asks nobody here. It takes keys of any length, so their length is looked at by us.

use crate::domain::Domain;
use mail_auth::common::crypto::{Algorithm, HashAlgorithm};
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::{AuthenticatedMessage, dkim};

/// Signatures that are verified. Receivers stop at a few too (RFC 6376 §6.1).
pub const SIGNATURES_MAX: usize = 10;

/// The SHA-256 of nothing, which is all of a body that `l=0` covers.
const EMPTY_SHA256: [u8; 32] = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27, 0xae, 0x41,
    0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// A signature as it stands in the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Where it stands among the readable signatures of the message.
    pub place: usize,
    /// `d=`, the domain that takes responsibility.
    pub domain: String,
    /// `s=`
    pub selector: String,
    /// `a=`
    pub algorithm: &'static str,
    /// `h=`, in lower case.
    pub fields: Vec<String>,
    /// `l=`: so many octets of the body are signed; `None` when all are.
    pub body_octets: Option<u64>,
    /// `x=`, in seconds since 1970; 0 when it never expires.
    pub expires: u64,
}

impl Signature {
    /// Where its key stands; `None` when that is no name.
    pub fn key_name(&self) -> Option<Domain> {
        Domain::new(&format!("{}._domainkey.{}", self.selector, self.domain)).ok()
    }

    /// Whether a header field is covered.
    pub fn covers(&self, field: &str) -> bool {
        self.fields.iter().any(|name| name.eq_ignore_ascii_case(field))
    }
}

/// How a signature came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verified {
    Pass,
    /// The reason, as a clause.
    Fail(&'static str),
}

/// The signatures of a message, and how many cannot be read.
pub fn signatures(message: &[u8]) -> (Vec<Signature>, usize) {
    let Some(parsed) = AuthenticatedMessage::parse_with_opts(message, None, false) else { return (Vec::new(), 0) };
    let broken = parsed.errors.iter().filter(|header| matches!(header.header, mail_auth::Error::Dkim(_))).count();
    let read = |(place, header): (usize, &mail_auth::common::headers::Header<'_, dkim::Signature>)| {
        let signature = &header.header;
        Signature {
            place,
            domain: signature.d.clone(),
            selector: signature.s.clone(),
            algorithm: word(signature.a),
            fields: signature.h.iter().map(|name| name.to_ascii_lowercase()).collect(),
            body_octets: has_length(header.value).then_some(signature.l),
            expires: signature.x,
        }
    };
    (parsed.dkim_headers.iter().enumerate().take(SIGNATURES_MAX).map(read).collect(), broken)
}

fn word(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::RsaSha1 => "rsa-sha1",
        Algorithm::RsaSha256 => "rsa-sha256",
        Algorithm::Ed25519Sha256 => "ed25519-sha256",
    }
}

/// Verifies the signature at `place` with the text of its key. `now` is in seconds since 1970.
pub fn verify(message: &[u8], place: usize, key: &[u8], now: u64) -> Verified {
    let Some(parsed) = AuthenticatedMessage::parse_with_opts(message, None, false) else {
        return Verified::Fail("the message cannot be read");
    };
    let Some(header) = parsed.dkim_headers.get(place) else { return Verified::Fail("the signature cannot be read") };
    let signature = &header.header;
    if !signature.h.iter().any(|name| name.trim().eq_ignore_ascii_case("from")) {
        return Verified::Fail("From is not among the signed fields (h=), so it does not count");
    }
    if !speaks_for(&signature.i, &signature.d) {
        return Verified::Fail("the address in i= is not of the domain in d=");
    }
    if signature.x != 0 && (signature.x <= signature.t || signature.x <= now) {
        return Verified::Fail("the signature has expired (x=)");
    }
    let Ok(key) = DomainKey::parse(key) else { return Verified::Fail("its key cannot be used") };
    let hash = HashAlgorithm::from(signature.a);
    let body = parsed
        .body_hashes
        .iter()
        .find(|(canonicalization, algorithm, length, _)| {
            *canonicalization == signature.cb && *algorithm == hash && *length == signature.l
        })
        .map(|(_, _, _, hash)| hash);
    // mail-auth takes `l=0` for no `l=`.
    let covers_nothing = signature.l == 0 && has_length(header.value);
    let holds = match (covers_nothing, hash) {
        (true, HashAlgorithm::Sha256) => signature.bh == EMPTY_SHA256,
        _ => body == Some(&signature.bh),
    };
    if !holds {
        return Verified::Fail("the body was changed after signing (bh=)");
    }
    let own = without_signature(header.value);
    let mut fields = parsed.signed_headers(&signature.h, header.name, &own);
    match key.p.verify(&mut fields, &signature.b, signature.ch, signature.a) {
        Ok(()) => Verified::Pass,
        Err(_) => Verified::Fail("the header was changed after signing, or the key is another one (b=)"),
    }
}

/// Whether a signature has `l=` (RFC 6376 §3.5).
fn has_length(value: &[u8]) -> bool {
    value.split(|&b| b == b';').any(|tag| {
        let equals = tag.iter().position(|&b| b == b'=');
        equals.is_some_and(|at| tag[..at].trim_ascii() == b"l")
    })
}

/// Whether an identity (`i=`, perhaps empty) is of the signing domain or beneath it (RFC 6376 §6.1.1).
fn speaks_for(identity: &str, domain: &str) -> bool {
    let Some((_, host)) = identity.rsplit_once('@') else { return true };
    let (host, domain) = (host.to_ascii_lowercase(), domain.to_ascii_lowercase());
    host == domain || host.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.'))
}

/// The field of the signature itself with the value of `b=` taken out (RFC 6376 §3.7).
fn without_signature(value: &[u8]) -> Vec<u8> {
    // The line end of the field is no part of what is signed.
    let value = value.strip_suffix(b"\r\n").unwrap_or(value);
    let mut stripped = Vec::with_capacity(value.len());
    for (number, tag) in value.split(|&b| b == b';').enumerate() {
        if number > 0 {
            stripped.push(b';');
        }
        let equals = tag.iter().position(|&b| b == b'=');
        let is_b = equals.is_some_and(|at| tag[..at].trim_ascii() == b"b");
        match equals {
            Some(at) if is_b => {
                stripped.extend_from_slice(&tag[..=at]);
            }
            _ => stripped.extend_from_slice(tag),
        }
    }
    stripped
}
