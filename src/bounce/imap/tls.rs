//! Whom to trust: what the platform trusts, and certificates that the user names, either a CA's or the very certificate of a server.
//! A certificate is never taken without the name of the server in it.

use super::{ImapError, Mailbox};
use crate::reason::{Lang, refusal, say, shown_in_english};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    AlertDescription, CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};
use rustls_platform_verifier::Verifier;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// The most octets of a file of certificates.
const FILE_OCTETS_MAX: u64 = 4 << 20;

/// Certificates that the user named.
#[derive(Clone, Debug, Default)]
pub struct Certificates(Vec<CertificateDer<'static>>);

/// Why a file of certificates cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CertificatesError {
    Read(io::Error),
    None,
    Broken,
}

impl CertificatesError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Read(error) => say!(lang, "certificates-error-read", error = refusal(error, lang)),
            Self::None => lang.text("certificates-error-none").to_owned(),
            Self::Broken => lang.text("certificates-error-broken").to_owned(),
        }
    }
}

shown_in_english!(CertificatesError);

impl From<io::Error> for CertificatesError {
    fn from(error: io::Error) -> CertificatesError {
        CertificatesError::Read(error)
    }
}

impl Certificates {
    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = CertificateDer<'static>> + '_ {
        self.0.iter().cloned()
    }

    /// Reads certificates in PEM.
    pub fn read(path: &Path) -> Result<Certificates, CertificatesError> {
        let mut pem = Vec::new();
        File::open(path)?.take(FILE_OCTETS_MAX).read_to_end(&mut pem)?;
        let all: Result<Vec<CertificateDer<'static>>, _> = CertificateDer::pem_slice_iter(&pem).collect();
        let all = all.map_err(|_| CertificatesError::Broken)?;
        if all.is_empty() {
            return Err(CertificatesError::None);
        }
        let mut store = RootCertStore::empty();
        let all_good = all.iter().all(|one| store.add(one.clone()).is_ok());
        if all_good { Ok(Certificates(all)) } else { Err(CertificatesError::Broken) }
    }
}

/// What a client needs to know of TLS.
pub(super) fn config(named: &Certificates) -> Result<Arc<ClientConfig>, ImapError> {
    let unusable = |error| ImapError::Tls { error };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let platform = Verifier::new_with_extra_roots(named.0.iter().cloned(), provider.clone()).map_err(unusable)?;
    let trust = Trust { platform, named: named.clone() };
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(unusable)?.dangerous().with_custom_certificate_verifier(Arc::new(trust));
    Ok(Arc::new(builder.with_no_client_auth()))
}

/// A name as TLS knows it; a name beyond ASCII in its ASCII form.
pub(super) fn server_name(host: &str) -> Result<ServerName<'static>, ImapError> {
    let ascii = if host.is_ascii() { host.to_owned() } else { idna::domain_to_ascii(host).unwrap_or_default() };
    ServerName::try_from(ascii).map_err(|_| ImapError::NotFound {
        host: host.to_owned(),
        error: io::Error::new(io::ErrorKind::InvalidInput, "this is no name of a server"),
    })
}

/// What went wrong, in the words of somebody who wants to mend it.
pub(super) fn explained(error: Error, mailbox: &Mailbox) -> ImapError {
    match &error {
        Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => ImapError::CertificateName { host: mailbox.host.clone(), error },
        Error::InvalidCertificate(CertificateError::UnknownIssuer) => ImapError::CertificateIssuer,
        // A server whose certificate is its own CA; rustls has no word of its own for that.
        Error::InvalidCertificate(CertificateError::Other(other)) if format!("{other:?}").contains("CaUsedAsEnd") => {
            ImapError::CertificateIssuer
        }
        Error::InvalidCertificate(
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. },
        ) => ImapError::CertificateTime { error },
        Error::InvalidMessage(_) | Error::AlertReceived(AlertDescription::UnexpectedMessage) => {
            ImapError::NoTls { port: mailbox.port }
        }
        _ => ImapError::Tls { error },
    }
}

/// Trusts whom the platform trusts, CAs that the user named, and a server that shows the very certificate that the user named:
/// private servers often have one that is its own CA, which is no certificate of a server to others.
#[derive(Debug)]
struct Trust {
    platform: Verifier,
    named: Certificates,
}

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.named.0.iter().any(|named| named.as_ref() == end_entity.as_ref()) {
            verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
            return Ok(ServerCertVerified::assertion());
        }
        self.platform.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.platform.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.platform.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.platform.supported_verify_schemes()
    }
}
