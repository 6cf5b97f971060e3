//! Why a command could not run, in the language of the reader, with the options that help. The library knows no options: it says what is wrong.

use presend::bounce::imap::{CertificatesError, ImapError, StateError, UrlError};
use presend::bounce::sources::SourceError;
use presend::bounce::suppression_file::SuppressError;
use presend::dns::{NamedError, NetworkError, StoreError, SystemError, ZoneError};
use presend::domain::DomainError;
use presend::list::ListError;
use presend::probe::mailboxes::greylist::GreylistError;
use presend::reason::{Lang, Sentence, refusal};
use presend::report::html::load_results::RereadError;
use presend::report::sender::baseline::BaselineError as EarlierResultError;
use presend::run::RunError;
use presend::run::baseline::BaselineError;
use presend::run::facts_table::FactsError;
use presend::run::limits::LimitError;
use presend::run::output_dir::OutputError;
use presend::run::retry::RetryError;
use presend::serve::ServeError;
use presend::suggest::TableError;
use std::error::Error;
use std::io;

/// The whole chain of what went wrong, the farthest cause last.
pub fn in_words(error: &(dyn Error + 'static), lang: Lang) -> String {
    // A refusal of clap repeats what stands around it; what made it refuse follows.
    let causes = anyhow::Chain::new(error).filter(|cause| !cause.is::<clap::Error>());
    let causes: Vec<String> = causes.map(|cause| cause_in_words(cause, lang)).collect();
    causes.join(lang.text("sign-colon"))
}

pub fn cause_in_words(cause: &(dyn Error + 'static), lang: Lang) -> String {
    let said = said(cause, lang).unwrap_or_else(|| cause.to_string());
    let Some(advice) = advice(cause) else { return said };
    let advice = lang.text(advice);
    let ends = said.ends_with(['.', '。']);
    let stop = if ends { "" } else { lang.text("sign-stop") };
    format!("{said}{stop}{}{advice}", lang.text("sign-next"))
}

/// What is wrong in this language, if it is known by more than its English text.
fn said(cause: &(dyn Error + 'static), lang: Lang) -> Option<String> {
    macro_rules! one_of {
        ($($error:ty),+ $(,)?) => { None$(.or_else(|| cause.downcast_ref::<$error>().map(|error| error.said(lang))))+ };
    }
    let of_system = || cause.downcast_ref::<io::Error>().map(|error| refusal(error, lang));
    list_error(cause).map(|error| error.said(lang)).or_else(of_system).or_else(|| {
        one_of!(
            BaselineError,
            CertificatesError,
            DomainError,
            EarlierResultError,
            FactsError,
            GreylistError,
            ImapError,
            LimitError,
            NamedError,
            NetworkError,
            OutputError,
            RereadError,
            RetryError,
            RunError,
            Sentence,
            ServeError,
            SourceError,
            StateError,
            StoreError,
            SuppressError,
            SystemError,
            TableError,
            UrlError,
            ZoneError,
        )
    })
}

fn list_error<'e>(cause: &'e (dyn Error + 'static)) -> Option<&'e ListError> {
    match cause.downcast_ref() {
        Some(RunError::List(error)) => Some(error),
        _ => cause.downcast_ref(),
    }
}

/// The text that says which option helps.
fn advice(cause: &(dyn Error + 'static)) -> Option<&'static str> {
    if let Some(error) = list_error(cause) {
        return of_list(error);
    }
    let output = match cause.downcast_ref() {
        Some(RunError::Output(error)) => Some(error),
        Some(RunError::Write(_)) => return Some("advice-room-or-folder"),
        _ => cause.downcast_ref(),
    };
    output
        .map(of_output)
        .or_else(|| cause.downcast_ref().and_then(of_retry))
        .or_else(|| cause.downcast_ref().and_then(of_store))
        .or_else(|| matches!(cause.downcast_ref()?, NetworkError::NoServers).then_some("advice-dns"))
        .or_else(|| cause.downcast_ref().and_then(of_suppression))
        .or_else(|| cause.downcast_ref::<EarlierResultError>().map(|_| "advice-sender-json"))
        .or_else(|| matches!(cause.downcast_ref()?, BaselineError::Broken { .. }).then_some("advice-update-baseline"))
        .or_else(|| cause.downcast_ref().and_then(of_results))
}

fn of_list(error: &ListError) -> Option<&'static str> {
    Some(match error {
        ListError::Lists { .. } => "advice-lists",
        ListError::Empty => "advice-empty",
        ListError::ColumnWithoutAddresses { .. } => "advice-column",
        ListError::NoAddresses => "advice-no-addresses",
        ListError::NoEmailColumn { .. } => "advice-no-email-column",
        ListError::Duplicates { .. } => "advice-duplicates",
        _ => return None,
    })
}

fn of_output(error: &OutputError) -> &'static str {
    match error {
        OutputError::Earlier { .. } => "advice-folder-or-force",
        OutputError::IsInput { .. } | OutputError::Folder { .. } => "advice-other-folder",
        OutputError::NotAFolder { .. } => "advice-other-name",
        OutputError::Write { .. } => "advice-room-or-folder",
    }
}

fn of_retry(error: &RetryError) -> Option<&'static str> {
    Some(match error {
        RetryError::NoResults { .. } => "advice-without-retry",
        RetryError::NoState { .. }
        | RetryError::Damaged { .. }
        | RetryError::Otherwise { .. }
        | RetryError::Rows { .. } => "advice-clean-again",
        _ => return None,
    })
}

fn of_suppression(error: &SuppressError) -> Option<&'static str> {
    Some(match error {
        SuppressError::NotFound { .. } => "advice-make-suppression",
        SuppressError::ReadOnly { .. } => "advice-other-suppression",
        _ => return None,
    })
}

fn of_results(error: &RereadError) -> Option<&'static str> {
    Some(match error {
        RereadError::NotARow { .. } => "advice-rows",
        RereadError::Several | RereadError::NotASender(_) => "advice-sender-json",
        _ => return None,
    })
}

fn of_store(error: &StoreError) -> Option<&'static str> {
    matches!(error, StoreError::Foreign { .. } | StoreError::LaterVersion { .. }).then_some("advice-other-cache")
}

#[cfg(test)]
mod tests {
    use super::*;
    use presend::judge::Verdict;
    use presend::reason::sentence;
    use std::io::ErrorKind;
    use std::path::PathBuf;

    fn file() -> PathBuf {
        "a.csv".into()
    }

    fn system() -> io::Error {
        ErrorKind::NotFound.into()
    }

    fn json() -> serde_json::Error {
        serde_json::from_str::<u8>("{").expect_err("no number")
    }

    /// One of each kind.
    fn errors() -> Vec<Box<dyn Error>> {
        macro_rules! all {
            ($($error:expr),+ $(,)?) => { vec![$(Box::new($error) as Box<dyn Error>),+] };
        }
        let said = || "NO".to_owned();
        let what = "suppression-row-class";
        let tls = || rustls::Error::DecryptError;
        all![
            system(),
            LimitError,
            // What is given to presend.
            ListError::Empty,
            TableError { table: "roles.tsv", line: 2, column: 1, expected: "table-expected-date", found: said() },
            DomainError::Empty,
            DomainError::TooLong,
            DomainError::Label,
            DomainError::NotAscii,
            SourceError::NotFound { path: file() },
            SourceError::Denied { path: file() },
            SourceError::Read { path: file(), error: system() },
            SourceError::Stopped(system()),
            SuppressError::NotFound { path: file() },
            SuppressError::NoFile { path: file() },
            SuppressError::Io { path: file(), error: system() },
            SuppressError::Csv { path: file(), error: system().into() },
            SuppressError::ReadOnly { path: file() },
            SuppressError::InUse { path: file() },
            SuppressError::Header { path: file() },
            SuppressError::Row { path: file(), line: 2, what },
            SuppressError::Salt { path: file() },
            SuppressError::Days { path: file(), line: 2, what },
            SuppressError::Mixed { path: file() },
            // Mailboxes.
            UrlError::Password,
            UrlError::NoUser,
            UrlError::NoHost,
            UrlError::Port,
            UrlError::Percent,
            UrlError::Control,
            UrlError::Part,
            CertificatesError::Read(system()),
            CertificatesError::None,
            CertificatesError::Broken,
            StateError::Io { path: file(), error: system() },
            StateError::Foreign { path: file() },
            StateError::Row { path: file(), line: 2 },
            ImapError::NotFound { host: said(), error: system() },
            ImapError::NotLoopback { host: said() },
            ImapError::Unreachable { host: said(), port: 993, error: system() },
            ImapError::CertificateName { host: said(), error: tls() },
            ImapError::CertificateIssuer,
            ImapError::CertificateTime { error: tls() },
            ImapError::NoTls { port: 143 },
            ImapError::Tls { error: tls() },
            ImapError::Silent,
            ImapError::Broken(system()),
            ImapError::Ended { said: said() },
            ImapError::Nonsense { said: said() },
            ImapError::LongText { octets_max: 1 },
            ImapError::LongLine { octets_max: 1 },
            ImapError::TooMany { answers_max: 1 },
            ImapError::Login { said: said() },
            ImapError::LoginLater { said: said() },
            ImapError::LoginDisabled,
            ImapError::LoginSigns,
            ImapError::Folder { folder: said(), said: said() },
            ImapError::Listing { said: said() },
            ImapError::Giving { said: said() },
            ImapError::Stopped(system()),
            GreylistError::Io { path: file(), error: system() },
            GreylistError::Foreign { path: file() },
            GreylistError::Row { path: file(), line: 2 },
            // The DNS.
            NetworkError::NoServers,
            NetworkError::Socket { server: ([127, 0, 0, 1], 53).into(), error: system() },
            NetworkError::General(said()),
            NetworkError::NoRuntime,
            SystemError::Unreadable { reason: String::new() },
            NamedError::NoAddress(said()),
            NamedError::System(SystemError::Unreadable { reason: said() }),
            StoreError::Locked { path: file() },
            StoreError::Foreign { path: file() },
            StoreError::LaterVersion { path: file() },
            StoreError::Unusable { path: file(), why: said() },
            StoreError::Damaged { path: file() },
            ZoneError::Syntax {
                line: 2,
                what: sentence!("zone-error-name", word = "a", why = sentence!("domain-error-empty"))
            },
            ZoneError::TooLarge,
            ZoneError::Io(system()),
            FactsError::File(ListError::Empty),
            FactsError::Read { name: said(), place: sentence!("facts-place-beginning"), error: system() },
            FactsError::Row {
                name: said(),
                place: sentence!("facts-place-beginning"),
                what: sentence!("facts-row-expires").into()
            },
            FactsError::NoColumn { name: said(), missing: "domain" },
            FactsError::TooMany { name: said(), max: 1 },
            FactsError::Write(system()),
            // Results.
            OutputError::Earlier { dir: file(), name: "clean.csv" },
            OutputError::IsInput { path: file() },
            OutputError::Folder { path: file() },
            OutputError::NotAFolder { dir: file() },
            OutputError::Write { path: file(), error: system() },
            RunError::List(ListError::Empty),
            RunError::Output(OutputError::NotAFolder { dir: file() }),
            RunError::Write(system()),
            RunError::Changes(system().into()),
            BaselineError::Io(system()),
            BaselineError::Broken { line: 2 },
            RetryError::NoResults { dir: file() },
            RetryError::NoState { dir: file() },
            RetryError::Damaged { path: file(), error: io::Error::other(sentence!("retry-damaged-end")) },
            RetryError::Busy { dir: file() },
            RetryError::Edited { path: file() },
            RetryError::Gone { path: file() },
            RetryError::Otherwise { line: 2, before: Verdict::Ok, now: Verdict::Reject },
            RetryError::Tables { dir: file() },
            RetryError::OtherRows { path: file() },
            RetryError::Rows { before: 2, now: 1 },
            RetryError::Io { path: file(), error: system() },
            RereadError::Io(system()),
            RereadError::NotARow { line: 2, error: json() },
            RereadError::TooLong { line: 2 },
            RereadError::Unknown { line: 2, schema: said() },
            RereadError::Several,
            RereadError::Empty,
            RereadError::NotABounce { line: 2, error: json() },
            RereadError::NotASender(json()),
            EarlierResultError::NotJson(json()),
            EarlierResultError::OtherSchema(said()),
            EarlierResultError::Empty,
            ServeError::NeedsToken(([192, 0, 2, 1], 80).into()),
            ServeError::WeakToken,
            ServeError::Folder { path: file(), why: said() },
        ]
    }

    #[test]
    fn every_error_is_said_in_every_language_and_once() {
        for error in errors() {
            let english = said(&*error, Lang::En).unwrap_or_else(|| panic!("{error} is not known"));
            assert_eq!(english, error.to_string());
            for lang in [Lang::Zh, Lang::De] {
                let said = said(&*error, lang).expect("known");
                let is_chinese = said.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert!(said != english && is_chinese == (lang == Lang::Zh), "{english}: {said}");
            }
            let cause = error.source().map(ToString::to_string);
            assert!(!cause.is_some_and(|cause| english.contains(&cause)), "{english}: says its cause itself");
        }
    }
}
