//! The verdict on a row: what its address says by itself, what its domain says, and whether it was there before.

use super::proof::proven;
use super::{AddressFinding, DomainVerdict, RowFinding, SuggestedAddress, Verdict, suggested, typo};
use crate::address::{Address, Reading, Readings, read_cell};
use crate::bounce::Entry;
use crate::domain::suffix::public_suffix;
use crate::domain::tld_exists;
use crate::judge::Policy;
use crate::reason::{Effect, Reason};
use crate::suggest::{Confidence, LocalPartRule, Suggestion, Tables};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

/// An earlier row with the same address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The line of the first one.
    pub line: u64,
    /// The same address, not merely another spelling of the same mailbox.
    pub exact: bool,
}

/// What is suggested for a cell of another column than the e-mail column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherSuggestion {
    pub column: Arc<str>,
    /// What the cell holds.
    pub typed: String,
    pub address: String,
}

/// What becomes of a row, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct RowVerdict {
    pub verdict: Verdict,
    /// The code that explains the verdict; `None` when the verdict is ok.
    pub primary: Option<Reason>,
    /// All findings, in the order of the reason table.
    pub findings: Vec<RowFinding>,
    pub suggestion: Option<SuggestedAddress>,
    /// Suggestions for cells of other columns.
    pub other_suggestions: Vec<OtherSuggestion>,
    /// The address after repair, when the cell held something else.
    pub repaired: Option<String>,
    /// The line of the first row with the same address.
    pub duplicate_of: Option<u64>,
    /// What the suppression list says of the address.
    pub suppressed: Option<Box<Entry>>,
}

impl RowVerdict {
    fn conclude(mut findings: Vec<RowFinding>) -> RowVerdict {
        findings.sort_by_key(|finding| finding.reason);
        let strongest = findings.iter().map(|finding| finding.effect).max().unwrap_or(Effect::Note);
        let primary = findings.iter().find(|finding| finding.effect == strongest).map(|finding| finding.reason);
        RowVerdict {
            verdict: Verdict::of(strongest),
            primary: primary.filter(|_| strongest > Effect::Note),
            findings,
            suggestion: None,
            other_suggestions: Vec::new(),
            repaired: None,
            duplicate_of: None,
            suppressed: None,
        }
    }

    /// A row with these codes, each with its usual effect.
    #[cfg(test)]
    pub fn of(reasons: &[Reason]) -> RowVerdict {
        RowVerdict::conclude(reasons.iter().copied().map(RowFinding::of).collect())
    }

    /// Draws the verdict from findings that were changed.
    fn conclude_again(&mut self) {
        let judged = RowVerdict::conclude(std::mem::take(&mut self.findings));
        (self.verdict, self.primary, self.findings) = (judged.verdict, judged.primary, judged.findings);
    }

    /// Takes the cell for what it may be: not the one with the address. What it lacks or has wrong then rejects nobody.
    pub fn doubt_the_cell(&mut self) {
        for finding in &mut self.findings {
            if matches!(finding.reason.group(), "syntax" | "input") && finding.effect == Effect::Reject {
                finding.effect = Effect::Review;
            }
        }
        self.conclude_again();
    }

    /// That an address stands in an earlier row rejects no row in which another one stands.
    pub fn keep_for_the_others(&mut self) {
        let is_duplicate = |reason| matches!(reason, Reason::AddressDuplicate | Reason::AddressDuplicateAlias);
        for finding in self.findings.iter_mut().filter(|finding| is_duplicate(finding.reason)) {
            finding.effect = finding.effect.min(Effect::Review);
        }
        self.conclude_again();
    }

    /// Takes the address for a guess at what was meant: nothing that is wrong with it rejects the row.
    fn doubt_the_address(&mut self) {
        for finding in self.findings.iter_mut().filter(|finding| finding.effect == Effect::Reject) {
            finding.effect = Effect::Review;
        }
        self.conclude_again();
        // All else that is wrong may be wrong with the guess only.
        self.primary =
            self.primary.map(|reason| if self.verdict == Verdict::Review { Reason::RepairUnsure } else { reason });
    }

    /// Adds what a check of addresses says.
    fn add(&mut self, finding: AddressFinding) {
        self.findings.push(RowFinding::of(finding.reason));
        self.conclude_again();
        self.suppressed = self.suppressed.take().or(finding.entry);
    }

    /// What could stand in place of the address: what was probably meant, or else its repair.
    pub fn proposed(&self) -> Option<&str> {
        let suggested = self.suggestion.as_ref().map(|suggestion| &suggestion.address);
        suggested.or(self.repaired.as_ref()).map(String::as_str)
    }

    /// Suggests nobody whom a list names as one that is not to be mailed, and says why. The row itself may be somebody else's.
    fn forget_suggestion_that(&mut self, is_left_out: impl Fn(&str) -> Option<Reason>) {
        if self.verdict != Verdict::Ok
            && self.suppressed.is_none()
            && let Some(reason) = self.proposed().and_then(is_left_out)
            && !self.findings.iter().any(|finding| finding.reason == reason)
        {
            (self.suggestion, self.repaired) = (None, None);
            self.findings.push(RowFinding { effect: Effect::Review, ..RowFinding::of(reason) });
            self.conclude_again();
        }
    }

    /// Takes the verdict for one on a cell of this column, which held `typed`.
    pub fn name_column(&mut self, column: &Arc<str>, typed: &str) {
        for finding in
            self.findings.iter_mut().filter(|finding| finding.span.is_some() || finding.reason.group() != "input")
        {
            finding.column.get_or_insert_with(|| column.clone());
        }
        let proposed = self.suggestion.take().map(|s| s.address).or(self.repaired.take());
        let named = |address| OtherSuggestion { column: column.clone(), typed: typed.to_owned(), address };
        self.other_suggestions.extend(proposed.map(named));
    }

    /// Its findings as those of the row that the cell stands in. What rejects one of several addresses does not reject the cell.
    pub fn into_row_findings(self) -> Vec<RowFinding> {
        let rejects = self.verdict == Verdict::Reject;
        let as_of_row = |mut finding: RowFinding| {
            finding.span = None;
            if finding.effect == Effect::Reject && !rejects {
                finding.effect = Effect::Review;
            }
            finding
        };
        self.findings.into_iter().map(as_of_row).collect()
    }

    /// The distinct codes as lists show them: with the name of the column where that is another one.
    pub fn labels(&self) -> Vec<Cow<'static, str>> {
        let mut labels: Vec<Cow<'static, str>> = Vec::new();
        for finding in &self.findings {
            let label = match &finding.column {
                None => Cow::Borrowed(finding.reason.code()),
                Some(column) => Cow::Owned(format!("{}({})", finding.reason.code(), one_word(column))),
            };
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        labels
    }

    /// The distinct codes, in the order of the reason table.
    pub fn codes(&self) -> impl Iterator<Item = Reason> + '_ {
        let reasons = self.findings.iter().map(|finding| finding.reason);
        let before = std::iter::once(None).chain(self.findings.iter().map(|finding| Some(finding.reason)));
        reasons.zip(before).filter(|(reason, before)| Some(*reason) != *before).map(|(reason, _)| reason)
    }
}

/// Judges one address of a row. `domain` is the verdict on its domain, absent when the address has none that can exist.
/// `of_row` are findings of the row it stands in; `takes_mail` says of a domain whether it takes mail, where that was asked.
pub fn judge_reading(
    reading: &Reading<'_>,
    domain: Option<&DomainVerdict>,
    duplicate: Option<Duplicate>,
    of_row: &[RowFinding],
    policy: &Policy,
    takes_mail: impl Fn(&str) -> Option<bool>,
) -> RowVerdict {
    let mut row = judge_by_itself(reading, domain, duplicate, of_row, &policy.tables, takes_mail);
    // A guess at an address is nobody's: it is not looked for on lists of people.
    let address = reading.address.as_ref().filter(|_| !reading.is_unsure());
    let evidence = &policy.evidence;
    address.into_iter().flat_map(|address| evidence.of_address(address)).for_each(|finding| row.add(finding));
    row.forget_suggestion_that(|suggested| {
        if evidence.is_silent() {
            return None;
        }
        let Readings::One(suggested) = read_cell(suggested.as_bytes()) else { return None };
        let finding = evidence.of_address(suggested.address.as_ref()?).next()?;
        Some(finding.reason)
    });
    row
}

/// The verdict before any list of people is looked at.
fn judge_by_itself(
    reading: &Reading<'_>,
    domain: Option<&DomainVerdict>,
    duplicate: Option<Duplicate>,
    of_row: &[RowFinding],
    tables: &Tables,
    takes_mail: impl Fn(&str) -> Option<bool>,
) -> RowVerdict {
    let mut findings: Vec<RowFinding> = reading.findings.iter().map(RowFinding::from).collect();
    findings.extend_from_slice(of_row);
    if let Some(address) = &reading.address
        && tables.is_role(&address.local_part)
    {
        findings.push(RowFinding::of(Reason::AddressRole));
    }
    if let Some(address) = reading.address.as_ref().filter(|_| domain.is_some())
        && LocalPartRule::of(&address.domain_ascii).is_some_and(|rule| !rule.allows(&address.local_part))
    {
        findings.push(RowFinding::of(Reason::AddressNotIssued));
    }
    let suggestion = match domain {
        Some(domain) => domain.suggestion.as_deref().map(|s| (s.clone(), domain.takes_no_mail)),
        // What has no valid domain cannot take mail, so the best guess is worth showing; a domain that does was meant.
        None => {
            let typed = reading.typed_domain().filter(|typed| takes_mail(typed) != Some(true));
            typed.and_then(|typed| tables.suggest(typed)).map(|s| (s, true))
        }
    };
    let suggestion = suggestion
        .and_then(|(suggestion, takes_no_mail)| Some((proven(suggestion, tables, &takes_mail)?, takes_no_mail)));
    if let Some(domain) = domain {
        let unproven = suggestion.is_none();
        findings.extend(domain.row_findings().filter(|finding| !(unproven && finding.reason.group() == "typo")));
    }
    if domain.is_none() {
        findings.extend(suggestion.as_ref().map(|(s, _)| RowFinding::of(s.reason)));
    }
    match duplicate {
        Some(Duplicate { exact: true, .. }) => findings.push(RowFinding::of(Reason::AddressDuplicate)),
        Some(Duplicate { exact: false, .. }) => findings.push(RowFinding::of(Reason::AddressDuplicateAlias)),
        None => {}
    }
    let mut row = RowVerdict::conclude(findings);
    if reading.is_unsure() {
        row.doubt_the_address();
        let guess = |address: &Address<'_>| address_beside_words(address).or_else(|| guessed(address, suggestion));
        row.suggestion = reading.address.as_ref().and_then(guess);
        return row;
    }
    if let Some(inner) = reading.address.as_ref().filter(|_| domain.is_none()).and_then(address_beside_words) {
        // `Bob, ann@example.com`: the words may be a name or half of something; the address by itself is whole.
        row.doubt_the_cell();
        row.suggestion = Some(inner);
        row.duplicate_of = duplicate.map(|duplicate| duplicate.line);
        return row;
    }
    row.duplicate_of = duplicate.map(|duplicate| duplicate.line);
    if reading.address.is_none() && reading.has_wrong_signs() {
        row.suggestion = suggested::with_one_sign(&reading.domain_text, tables);
    }
    if let Some(address) = &reading.address {
        row.suggestion = suggestion.map(|(s, takes_no_mail)| suggested_address(address, s, takes_no_mail));
        if row.suggestion.is_none()
            && let Some(reason) = row.primary.filter(|&reason| is_slip(reason))
        {
            row.suggestion = suggested::meant(address, reason);
        }
        if domain.is_none() {
            row.suggestion = row.suggestion.filter(|suggestion| is_sound(&suggestion.address));
        }
        let is_repaired = reading.findings.iter().any(|finding| finding.reason.group() == "repair");
        let is_broken = reading.findings.iter().any(|finding| is_slip(finding.reason));
        // One of several is shown among the others.
        let is_one_of_several = reading.findings.iter().any(|finding| finding.reason == Reason::RepairSplit);
        row.repaired = (is_repaired && (!is_broken || is_one_of_several)).then(|| address.to_string());
    }
    row
}

/// Whether a text is an address as it stands, which alone is worth suggesting.
fn is_sound(text: &str) -> bool {
    let Readings::One(reading) = read_cell(text.as_bytes()) else { return false };
    reading.address.is_some() && !reading.is_broken()
}

/// The address that stands between words set off by a comma or semicolon, when it is whole without them.
fn address_beside_words(address: &Address<'_>) -> Option<SuggestedAddress> {
    let local_part = address.local_part.rsplit([',', ';']).next().filter(|part| part.starts_with(' '));
    let domain = address.domain.split([',', ';']).next();
    let bare = format!("{}@{}", local_part.unwrap_or(&address.local_part).trim(), domain?.trim());
    if bare.len() == address.local_part.len() + 1 + address.domain.len() {
        return None;
    }
    let Readings::One(inner) = read_cell(bare.as_bytes()) else { return None };
    let exists = inner.address.as_ref().is_some_and(|inner| tld_exists(&inner.domain_ascii));
    (inner.findings.is_empty() && exists && !tears_an_ending(&address.domain)).then(|| SuggestedAddress {
        address: bare.clone(),
        confidence: Confidence::Medium,
        provider: None,
        distance: 0,
        reason: Reason::SyntaxIllegalChar,
        may_be_fixed: false,
    })
}

/// Whether the comma or semicolon of a domain stands for the dot in its ending: `example.co,uk`.
fn tears_an_ending(domain: &str) -> bool {
    let Some(place) = domain.find([',', ';']) else { return false };
    let dotted = domain.replace([',', ';'], ".");
    public_suffix(&dotted).is_some_and(|suffix| suffix.as_bytes().len() >= domain.len() - place)
}

/// Whether a finding is about how the address is written, and such that it cannot be right as it is.
fn is_slip(reason: Reason) -> bool {
    reason == Reason::SyntaxLeftover || reason.group() == "syntax" && reason.effect() == Effect::Reject
}

fn suggested_address(address: &Address<'_>, suggestion: Suggestion, takes_no_mail: bool) -> SuggestedAddress {
    SuggestedAddress {
        may_be_fixed: typo::may_be_fixed(&suggestion, takes_no_mail),
        address: format!("{}@{}", suggested::local_part(&address.local_part), suggestion.domain),
        confidence: suggestion.confidence,
        reason: suggestion.reason,
        provider: suggestion.provider,
        distance: suggestion.distance,
    }
}

/// What an address was probably meant to be that white space tore, or that has words beside it.
fn guessed(address: &Address<'_>, of_domain: Option<(Suggestion, bool)>) -> Option<SuggestedAddress> {
    let domain = of_domain.as_ref().map_or(&*address.domain, |(suggestion, _)| &suggestion.domain);
    let guess = format!("{}@{domain}", address.local_part);
    let Readings::One(reading) = read_cell(guess.as_bytes()) else { return None };
    let exists = address.domain_ascii.starts_with('[') || tld_exists(&reading.address.as_ref()?.domain_ascii);
    let sound = exists && !reading.is_broken();
    sound.then_some(SuggestedAddress {
        address: guess,
        confidence: Confidence::Medium,
        provider: of_domain.and_then(|(suggestion, _)| suggestion.provider),
        distance: 1,
        reason: Reason::RepairUnsure,
        may_be_fixed: false,
    })
}

/// The name of a column as one word, so that codes are still set apart by blanks.
fn one_word(name: &str) -> String {
    let plain = |letter: char| if letter.is_whitespace() || matches!(letter, '(' | ')') { '_' } else { letter };
    name.trim().chars().map(plain).collect()
}

/// Judges a row whose cell holds nothing, or that does not have the column.
pub fn judge_row_without_address(of_row: &[RowFinding]) -> RowVerdict {
    for_want_of_an_address(of_row, Reason::InputEmpty)
}

/// Judges a row in which a formula stands instead of an address.
pub fn judge_row_with_formula(of_row: &[RowFinding]) -> RowVerdict {
    for_want_of_an_address(of_row, Reason::InputFormula)
}

fn for_want_of_an_address(of_row: &[RowFinding], reason: Reason) -> RowVerdict {
    RowVerdict::conclude(of_row.iter().cloned().chain([RowFinding::of(reason)]).collect())
}

/// Judges a row in which nothing stands. There is nothing to send to, and nothing wrong with it either.
pub fn judge_blank_row() -> RowVerdict {
    let row = RowVerdict::conclude(vec![RowFinding::of(Reason::InputBlank)]);
    RowVerdict { verdict: Verdict::Reject, primary: Some(Reason::InputBlank), ..row }
}

/// One verdict for all parts of a cell.
pub fn whole<T>(parts: &[T], verdict: impl Fn(&T) -> &RowVerdict) -> Cow<'_, RowVerdict> {
    match parts {
        [only] => Cow::Borrowed(verdict(only)),
        parts => Cow::Owned(combine(&parts.iter().map(|part| verdict(part).clone()).collect::<Vec<_>>())),
    }
}

/// One verdict for a cell with several addresses that stays one row. A row with a good address in it is never rejected:
/// a person has to split it.
fn combine(parts: &[RowVerdict]) -> RowVerdict {
    let mut known: HashSet<&RowFinding> = HashSet::new();
    let all = parts.iter().flat_map(|part| &part.findings);
    let findings: Vec<RowFinding> = all.filter(|finding| known.insert(finding)).cloned().collect();
    let mut row = RowVerdict::conclude(findings);
    // What is proposed for the cell must not hold a slip that is known to be one.
    let proposed = |part: &RowVerdict| part.suggestion.as_ref().map(|s| s.address.clone()).or(part.repaired.clone());
    let addresses: Vec<String> = parts.iter().filter_map(proposed).collect();
    row.repaired = (!addresses.is_empty()).then(|| addresses.join(", "));
    for suggestion in parts.iter().flat_map(|part| &part.other_suggestions) {
        if !row.other_suggestions.contains(suggestion) {
            row.other_suggestions.push(suggestion.clone());
        }
    }
    if parts.iter().all(|part| part.verdict == Verdict::Reject) {
        return row;
    }
    let first_unknown = row.findings.iter().find(|finding| finding.effect == Effect::Unknown).map(|f| f.reason);
    row.verdict = if first_unknown.is_some() { Verdict::Unknown } else { Verdict::Review };
    row.primary = first_unknown.or(Some(Reason::RepairSplit));
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(reasons: &[Reason]) -> RowVerdict {
        RowVerdict::of(reasons)
    }

    #[test]
    fn the_strongest_finding_decides_and_is_the_primary_code() {
        use Reason::*;
        for (findings, verdict, primary) in [
            (&[][..], Verdict::Ok, None),
            (&[AddressFree, RepairTrimmed], Verdict::Ok, None),
            (&[AddressRole, AddressFree], Verdict::Review, Some(AddressRole)),
            (&[AddressRole, TypoProvider], Verdict::Review, Some(TypoProvider)),
            (&[AddressRole, DnsTimeout], Verdict::Unknown, Some(DnsTimeout)),
            (&[DnsTimeout, AddressDuplicate], Verdict::Reject, Some(AddressDuplicate)),
            (&[TypoProvider, DomainNxdomain], Verdict::Reject, Some(DomainNxdomain)),
        ] {
            let judged = row(findings);
            assert_eq!((judged.verdict, judged.primary), (verdict, primary), "{findings:?}");
        }
    }

    #[test]
    fn a_whole_address_beside_words_is_never_rejected() {
        let judge = |cell: &str| {
            let readings = read_cell(cell.as_bytes());
            let row = judge_reading(&readings.as_slice()[0], None, None, &[], &Policy::default(), |_| None);
            (row.verdict, row.suggestion.map(|suggestion| suggestion.address))
        };
        for cell in ["Bob, ann@gmail.com", "Bob; ann@gmail.com", "ann@gmail.com; de"] {
            assert_eq!(judge(cell), (Verdict::Review, Some("ann@gmail.com".to_owned())), "{cell}");
        }
        assert_eq!(judge("gil vane@gmail.com"), (Verdict::Review, None));
        assert_eq!(judge("Gil Vane gil.vane@gmail.com").0, Verdict::Review);
        for cell in ["a,b@gmail.com", "bob@gmail,com"] {
            assert_eq!(judge(cell).0, Verdict::Reject, "{cell}");
        }
    }

    #[test]
    fn a_cell_that_may_be_the_wrong_one_rejects_nobody() {
        let mut judged = row(&[Reason::SyntaxNoAt, Reason::InputRagged]);
        judged.doubt_the_cell();
        assert_eq!((judged.verdict, judged.primary), (Verdict::Review, Some(Reason::SyntaxNoAt)));
        let mut judged = row(&[Reason::DomainNxdomain, Reason::InputRagged]);
        judged.doubt_the_cell();
        assert_eq!(judged.verdict, Verdict::Reject);
    }

    #[test]
    fn a_code_is_listed_once() {
        let judged = row(&[Reason::RepairTrimmed, Reason::AddressFree, Reason::RepairTrimmed]);
        assert_eq!(judged.codes().collect::<Vec<_>>(), [Reason::RepairTrimmed, Reason::AddressFree]);
    }

    #[test]
    fn a_row_with_one_good_address_among_several_is_never_rejected() {
        use Reason::*;
        let check = |parts: &[&[Reason]]| combine(&parts.iter().map(|part| row(part)).collect::<Vec<_>>()).verdict;
        assert_eq!(check(&[&[RepairSplit], &[RepairSplit, DomainNxdomain]]), Verdict::Review);
        assert_eq!(check(&[&[RepairSplit, DnsTimeout], &[RepairSplit, DomainNxdomain]]), Verdict::Unknown);
        assert_eq!(check(&[&[RepairSplit, DomainNullMx], &[RepairSplit, DomainNxdomain]]), Verdict::Reject);
    }
}
