//! TLS. With a mail host a session comes about whatever its certificate is, as with other servers (RFC 7435), and the certificate is looked at
//! afterwards; nothing that is worth anything is sent there. With a web server there is no session without a certificate that holds.

use super::Run;
use super::wire::{Wire, why};
use crate::bounce::imap::Certificates;
use crate::facts::{TlsSeen, Trust};
use crate::sender::records::certificate::Certificate;
use rustls::client::Resumption;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    AlertDescription, CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error, ProtocolVersion,
    SignatureScheme,
};
use rustls_platform_verifier::Verifier;
use std::sync::Arc;
use std::time::Duration;

/// The most octets of a server's certificates that are kept.
const CHAIN_OCTETS_MAX: usize = 128 << 10;

/// Whom this machine and the user trust.
pub(super) struct Trusted {
    verifier: Option<Arc<Verifier>>,
}

impl Trusted {
    pub(super) fn new(named: &Certificates) -> Trusted {
        let verifier = Verifier::new_with_extra_roots(named.iter(), provider());
        Trusted { verifier: verifier.ok().map(Arc::new) }
    }

    /// Whether somebody who is trusted signed it, at a time when it was valid: its names and times are looked at by themselves.
    fn of(&self, chain: &[CertificateDer<'_>], read: &Certificate, host: &str, now: u64) -> Trust {
        let (Some(verifier), Ok(name)) = (&self.verifier, ServerName::try_from(host)) else { return Trust::Unjudged };
        let Some((own, others)) = chain.split_first() else { return Trust::Unjudged };
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        let latest = read.not_after.saturating_sub(1).max(read.not_before);
        let at = u64::try_from(now.clamp(read.not_before, latest)).unwrap_or_default();
        match verifier.verify_server_cert(own, others, &name, &[], UnixTime::since_unix_epoch(Duration::from_secs(at)))
        {
            Ok(_) => Trust::Trusted,
            // Names come after the signatures.
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Trust::Trusted,
            Err(_) => Trust::Untrusted,
        }
    }
}

/// How a handshake ended.
pub(super) enum Handshake {
    Done(Box<ClientConnection>),
    /// The server does something else than it should, as the clause says.
    Broken(String),
    /// It broke off, for what the clause says.
    Unknown(String),
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// A session with whoever answers.
pub(super) fn handshake_with_anybody(wire: &mut Wire, host: &str) -> Handshake {
    handshake(of_anybody(), wire, host)
}

/// How to begin a session with whoever answers, where nothing is sent that has to stay secret.
pub(crate) fn of_anybody() -> Result<ClientConfig, Error> {
    let provider = provider();
    let builder = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions();
    let verifier = Arc::new(Anybody(provider));
    builder.map(|builder| builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
}

/// A session with the very host.
pub(super) fn handshake_with(wire: &mut Wire, host: &str, trusted: &Trusted) -> Handshake {
    let Some(verifier) = trusted.verifier.clone() else {
        return Handshake::Unknown("this machine trusts nobody to sign certificates".to_owned());
    };
    let builder = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
    let config = builder.map(|builder| {
        let mut config = builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        config
    });
    handshake(config, wire, host)
}

fn handshake(config: Result<ClientConfig, Error>, wire: &mut Wire, host: &str) -> Handshake {
    let started = config.and_then(|mut config| {
        config.resumption = Resumption::disabled();
        let name = ServerName::try_from(host.to_owned()).map_err(|_| Error::General("no name of a host".to_owned()))?;
        ClientConnection::new(Arc::new(config), name)
    });
    let mut session = match started {
        Ok(session) => session,
        Err(error) => return Handshake::Unknown(format!("TLS could not be begun ({error})")),
    };
    while session.is_handshaking() {
        if let Err(error) = session.complete_io(wire) {
            let of_tls = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
            return match of_tls {
                Some(of_tls) => Handshake::Broken(explained(of_tls)),
                None => Handshake::Unknown(why(&error).to_owned()),
            };
        }
    }
    Handshake::Done(Box::new(session))
}

/// What went wrong, as a clause.
fn explained(error: &Error) -> String {
    let clause = match error {
        Error::InvalidMessage(_) => "what it sends is no TLS",
        Error::AlertReceived(AlertDescription::ProtocolVersion) | Error::PeerIncompatible(_) => {
            "it speaks neither TLS 1.2 nor TLS 1.3 with ciphers that are safe"
        }
        Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => "its certificate is for other names",
        Error::InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => {
            "its certificate has run out"
        }
        Error::InvalidCertificate(CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. }) => {
            "its certificate does not hold yet"
        }
        Error::InvalidCertificate(CertificateError::UnknownIssuer) => UNTRUSTED,
        // A certificate that is its own CA; rustls has no word of its own for that.
        Error::InvalidCertificate(CertificateError::Other(other)) if format!("{other:?}").contains("CaUsedAsEnd") => {
            UNTRUSTED
        }
        error => return format!("the TLS handshake fails ({})", super::shown(error.to_string().as_bytes())),
    };
    clause.to_owned()
}

const UNTRUSTED: &str = "its certificate is signed by nobody whom this machine trusts";

/// What a session shows; `None` without a certificate.
pub(super) fn seen(session: &ClientConnection, host: &str, run: &Run) -> Option<TlsSeen> {
    let chain = session.peer_certificates()?;
    let own = chain.first()?;
    let trust = match Certificate::read(own) {
        Some(read) => run.trusted.of(chain, &read, host, run.now),
        None => Trust::Unjudged,
    };
    let version = match session.protocol_version() {
        Some(ProtocolVersion::TLSv1_3) => "TLS 1.3",
        _ => "TLS 1.2",
    };
    let mut octets = 0;
    let kept = chain.iter().take_while(|one| {
        octets += one.len();
        octets <= CHAIN_OCTETS_MAX
    });
    Some(TlsSeen { version, chain: kept.map(|one| one.to_vec()).collect(), trust })
}

/// Takes every certificate, as long as the server has its key.
#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
