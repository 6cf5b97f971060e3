//! `presend.check`: a few addresses, each answered with all that is known.

use super::asking::{Resolver, wait};
use super::facts::Facts;
use super::failed;
use crate::dns::NetworkSettings;
use crate::judge::Policy;
use crate::reason::Reason;
use crate::run::check::{Checked, Checker};
use crate::run::column::ColumnJudge;
use crate::suggest::name_of_mail_host;
use pyo3::prelude::*;
use std::time::Duration;

/// Longer nobody waits.
const WITHIN_MAX: Duration = Duration::from_secs(24 * 3600);

/// What is known of an address: the text, the verdict, what explains it, all codes, what was probably meant, the address, and the provider.
type Answer = (String, &'static str, Option<String>, Vec<&'static str>, Option<String>, Option<String>, Option<String>);

#[pyfunction]
pub fn check(
    py: Python<'_>,
    texts: Vec<String>,
    dns: Option<&str>,
    facts: Option<&Facts>,
    within: Option<f64>,
    allow_non_public: bool,
) -> PyResult<Vec<Answer>> {
    let within = within.map(Duration::try_from_secs_f64).transpose();
    let within = within.map_err(|_| failed("within: seconds, 0 or more, are wanted"))?;
    if let Some(facts) = facts {
        return Ok(from_table(&facts.kept.judge(), &texts));
    }
    let resolver = dns.map(|name| Resolver::named(name, NetworkSettings::default())).transpose()?;
    let checked = wait(py, || async {
        let dns = resolver.map(Resolver::begin).transpose()?;
        let checker = Checker::new(dns, Policy { allow_non_public, ..Policy::default() });
        Ok(match within {
            Some(time) => checker.check_within(&texts, time.min(WITHIN_MAX)).await,
            None => checker.check(&texts).await,
        })
    })?;
    Ok(checked.iter().map(answer).collect())
}

fn from_table(judge: &ColumnJudge, texts: &[String]) -> Vec<Answer> {
    let mut judging = judge.begin();
    let answer = |text: &String| {
        let cell = judging.cell(Some(text.as_bytes()));
        let codes = cell.codes.iter().map(|code| code.code()).collect();
        let [suggestion, address, provider] =
            [cell.suggestion, cell.address, cell.provider].map(|text| text.map(str::to_owned));
        (text.clone(), cell.verdict.word(), cell.primary.map(title), codes, suggestion, address, provider)
    };
    texts.iter().map(answer).collect()
}

fn answer(checked: &Checked) -> Answer {
    let whole = checked.whole();
    let only = match checked.parts.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let facts = only.and_then(|part| part.facts.as_ref());
    let suggestion = whole.suggestion.as_ref().map(|suggestion| suggestion.address.clone());
    let address = only.and_then(|part| part.address.as_ref()).map(ToString::to_string);
    let provider = facts.and_then(|facts| facts.mail_host()).map(name_of_mail_host);
    let text = String::from_utf8_lossy(&checked.raw).into_owned();
    let codes = whole.codes().map(Reason::code).collect();
    (text, whole.verdict.word(), whole.primary.map(title), codes, suggestion, address, provider)
}

fn title(reason: Reason) -> String {
    reason.title().to_owned()
}
