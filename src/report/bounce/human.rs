//! Bounces for people: one by one, and in sum, by class and by provider, with what to do now.

use super::{Fate, diagnostic, hidden, shown, suppress};
use crate::bounce::{Bounce, Class, ClassTally, Entry, Settled, Tally, Whose};
use crate::reason::{Lang, say};
use crate::report::Style;
use crate::report::formats::BounceView;
use crate::report::text::{number, safe};
use crate::report::wrap::wrapped;
use crate::suggest;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The counts that the summary shows beside those of the classes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    pub files: u64,
    pub items: u64,
    /// Addresses on the suppression list that may not be mailed today, and those that are only watched.
    pub suppressed: u64,
    pub watched: u64,
    /// Reports about addresses that are not on the list of those who were mailed.
    pub not_mailed: u64,
}

/// An address that may not be mailed, and with which code its mail came back last, where this run read that.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'v> {
    pub entry: &'v Entry,
    pub code: Option<&'v str>,
}

/// The longest diagnostic that is shown, in characters.
const DIAGNOSTIC_WIDTH: usize = 110;
const PROVIDERS_SHOWN: usize = 3;
/// Columns before what to do about a class.
const REMEDY_INDENT: usize = 24;

/// One record for people.
pub fn line(source: &str, returned: &Bounce, fate: Fate, style: Style) -> String {
    let address =
        returned.recipient.as_ref().map_or_else(|| "-".to_owned(), |address| safe(&shown(address, style), 80));
    let head = format!("{}  {address}  {}", safe(source, 80), returned.judged.class.word());
    format!(
        "{head}  suppress: {}\n    {}\n",
        suppress(fate.until),
        safe(&diagnostic(returned, style), DIAGNOSTIC_WIDTH)
    )
}

/// All that is said of a run at its end.
pub fn whole(view: &BounceView<'_>) -> String {
    let mut text = summary(view.tally, view.totals, view.lang, view.style);
    if let Some((changed, file)) = view.list {
        text += &settled(changed, view.lang, view.style);
        text += &suppression(file, view.totals, view.lang);
    }
    text
}

/// How much was read, and what it was.
pub(in crate::report) fn facts(tally: &Tally, totals: Totals, lang: Lang) -> Vec<String> {
    let not = tally.of(Class::NotABounce);
    let mut facts =
        vec![say!(lang, "count-files", count = totals.files), say!(lang, "count-bounces", count = tally.bounces())];
    if not > 0 {
        facts.push(say!(lang, "bounce-no-bounce", count = not));
    }
    let want_off: u64 = Class::ALL.into_iter().filter(|class| class.wants_off()).map(|class| tally.of(class)).sum();
    if want_off > 0 {
        facts.push(say!(lang, "bounce-want-no-more", count = want_off));
    }
    facts
}

/// The summary of a run: the classes with their providers, then what to do now.
fn summary(tally: &Tally, totals: Totals, lang: Lang, style: Style) -> String {
    let mut text = facts(tally, totals, lang).join(" · ") + "\n";
    if totals.not_mailed > 0 {
        let _ = writeln!(text, "  {}", say!(lang, "bounce-not-mailed", count = totals.not_mailed));
    }
    let classes = tally.classes();
    let widest = classes.iter().map(|(_, tally)| number(tally.records).len()).max().unwrap_or(0).max(6);
    for (class, of_class) in &classes {
        let count = number(of_class.records);
        let row = format!("  {:<19} {count:>widest$}   {}", class.word(), providers_shown(of_class, lang));
        let _ = writeln!(text, "{}", row.trim_end());
    }
    if classes.iter().any(|(class, _)| *class != Class::NotABounce) {
        text.push_str(&what_to_do(&classes, lang, style));
    }
    text
}

/// The commonest providers of a class with their counts.
pub(in crate::report) fn providers_shown(of_class: &ClassTally, lang: Lang) -> String {
    let providers = providers(of_class);
    let shown: Vec<String> = providers
        .iter()
        .take(PROVIDERS_SHOWN)
        .map(|(provider, count)| format!("{} {}", safe(provider, 60), number(*count)))
        .collect();
    let more = providers.len().saturating_sub(PROVIDERS_SHOWN) as u64;
    let more = if more > 0 { format!(" · {}", say!(lang, "bounce-more", count = more)) } else { String::new() };
    shown.join(" · ") + &more
}

/// The classes by who can do something about them.
pub(in crate::report) fn whose_parts(classes: &[(Class, &ClassTally)], lang: Lang) -> [(&'static str, Vec<Class>); 3] {
    let parts = [
        (Whose::Sender, lang.text("bounce-human-at-your-side")),
        (Whose::Recipient, lang.text("bounce-human-with-the-list")),
        (Whose::Network, lang.text("bounce-human-wait-or-look-closer")),
    ];
    parts.map(|(whose, title)| {
        let all = classes.iter().map(|(class, _)| *class);
        (title, all.filter(|class| class.whose() == whose && *class != Class::NotABounce).collect())
    })
}

/// The providers of a class, the commonest first: by name where the domain is known, else by domain.
fn providers(of_class: &ClassTally) -> Vec<(&str, u64)> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (domain, count) in of_class.domains() {
        let name = suggest::provider(domain).map_or(domain, |provider| provider.name.as_str());
        *counts.entry(name).or_default() += count;
    }
    let mut providers: Vec<(&str, u64)> = counts.into_iter().collect();
    providers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    providers
}

fn what_to_do(classes: &[(Class, &ClassTally)], lang: Lang, style: Style) -> String {
    let head = lang.text("bounce-human-what-to-do-now");
    let mut text = if style.colour { format!("\u{1b}[1m{head}\u{1b}[0m\n") } else { format!("{head}\n") };
    for (title, of_whom) in whose_parts(classes, lang) {
        if of_whom.is_empty() {
            continue;
        }
        let _ = writeln!(text, "  {title}{}", lang.text("sign-colon").trim_end());
        for class in of_whom {
            let line = format!("    {:<19} {}", class.word(), class.reason().texts(lang).remedy);
            let _ = writeln!(text, "{}", wrapped(&line, REMEDY_INDENT, style.width));
        }
    }
    text
}

/// What the whole run changed: refusals that are the receiver's, and deliveries after bounces.
pub(in crate::report) fn settled(settled: &Settled, lang: Lang, style: Style) -> String {
    let mut text = String::new();
    for held in &settled.held {
        let receiver = safe(&held.receiver, 80);
        let example = if style.redact { hidden::hidden(&held.example, None) } else { held.example.clone() };
        let example = safe(&example, DIAGNOSTIC_WIDTH);
        let held = say!(lang, "bounce-held", receiver = receiver, count = held.addresses, example = example);
        let _ = writeln!(text, "{held}");
    }
    if let Some((domain, day)) = &settled.denied {
        let domain = safe(domain, 80);
        let _ = writeln!(text, "{}", say!(lang, "bounce-denied", domain = domain, day = day.to_string()));
    }
    let told = [
        (settled.lifted, lang.text("bounce-human-off-the-list-because-mail-arrived")),
        (settled.delivered_before, lang.text("bounce-human-arrived-before-the-last-bounce-the")),
    ];
    for (count, what) in told.into_iter().filter(|(count, _)| *count > 0) {
        let _ = writeln!(text, "{}{}{what}", number(count), lang.text("sign-colon"));
    }
    text
}

/// What became of the suppression list.
pub(in crate::report) fn suppression(file: &str, totals: Totals, lang: Lang) -> String {
    let suppressed = say!(lang, "bounce-suppressed", count = totals.suppressed, file = safe(file, 100));
    match totals.watched {
        0 => suppressed + "\n",
        watched => suppressed + &say!(lang, "bounce-watched", count = watched) + "\n",
    }
}
