//! Why a command could not run, in the language of the reader, with the options that help. The library knows no options: it says what is wrong.

use presend::bounce::suppression_file::SuppressError;
use presend::dns::{NetworkError, StoreError};
use presend::list::ListError;
use presend::reason::{Lang, Sentence};
use presend::report::html::load_results::RereadError;
use presend::report::sender::baseline::BaselineError as EarlierResultError;
use presend::run::RunError;
use presend::run::baseline::BaselineError;
use presend::run::limits::LimitError;
use presend::run::output_dir::OutputError;
use presend::run::retry::RetryError;
use std::error::Error;

/// The whole chain of what went wrong, the farthest cause last.
pub fn in_words(error: &anyhow::Error, lang: Lang) -> String {
    let causes: Vec<String> = error.chain().map(|cause| cause_in_words(cause, lang)).collect();
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
    list_error(cause).map(|error| error.said(lang)).or_else(|| one_of!(Sentence, LimitError))
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
