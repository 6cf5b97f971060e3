//! Whether a server's certificate was signed by way of a CA that its owner names. Pure: signatures are computed, and nobody is asked.

use super::certificate::Certificate;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, Error, RootCertStore};
use std::sync::Arc;
use std::time::Duration;

/// Names come after the signatures, and are looked at elsewhere; this one is nobody's (RFC 6761 §6.4).
const NOBODY: &str = "name.invalid";

/// Whether the first certificate of a chain was signed by this one, or by way of others of the chain. Its own dates are looked at elsewhere.
/// `now` is in seconds since 1970.
pub(super) fn is_signed_by(anchor: &[u8], chain: &[Vec<u8>], now: i64) -> bool {
    let Some((own, others)) = chain.split_first() else { return false };
    let Some(read) = Certificate::read(own) else { return false };
    let latest = read.not_after.saturating_sub(1).max(read.not_before);
    let at = u64::try_from(now.clamp(read.not_before, latest)).unwrap_or_default();
    let at = UnixTime::since_unix_epoch(Duration::from_secs(at));
    let others: Vec<CertificateDer<'_>> = others.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let verified = || {
        let name = ServerName::try_from(NOBODY).ok()?;
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from(anchor.to_vec())).ok()?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build().ok()?;
        Some(verifier.verify_server_cert(&CertificateDer::from(own.as_slice()), &others, &name, &[], at))
    };
    matches!(
        verified(),
        Some(
            Ok(_)
                | Err(Error::InvalidCertificate(
                    CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
                ))
        )
    )
}
