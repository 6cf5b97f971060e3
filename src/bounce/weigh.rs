//! What a refusal means: the words, the numbers and the moment of it, weighed against each other in the order of [`super::trust`]. What was
//! said to MAIL FROM or at the greeting is never held against the recipient, because the server had not yet heard of it.

use super::class::{Class, Permanence, Whose};
use super::doubt::speaks_of_more;
use super::owner::{class_by_owner, is_of_recipient, of_sender, without_quotations};
use super::rules::{Hit, Lasting, rules};
use super::said::{Said, Stage, reply_code};
use super::status::{Status, Trust, class_of_reply, is_of_login};
use super::text::{OTHER_ADDRESS, normal};
use super::trust::{Basis, Evidence, numbered};
use std::cmp::Reverse;
use std::ops::Range;

/// What is known of a refusal, before it is judged.
#[derive(Clone, Copy, Debug, Default)]
pub struct Refusal<'a> {
    /// What the server, or the program that reports, said.
    pub text: &'a str,
    /// From a field of its own, such as Status of RFC 3464; what the text says goes before it.
    pub status: Option<Status>,
    /// When it came, where a field of its own says so; else what the text says of it counts.
    pub stage: Stage,
    /// The address that was mailed, in the forms in which it may be named. What a text says of another one is not about it.
    pub recipients: &'a [&'a str],
}

/// What a refusal means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Why mail came back; [`Class::Other`] where nothing says it clearly.
    pub class: Class,
    /// Temporary by the words, the numbers or the class, or because the server still tries; permanent otherwise.
    pub permanence: Permanence,
    /// How much it proves about this mailbox.
    pub evidence: Evidence,
    /// Mostly [`Class::whose`] of the class; a name server that failed for now is the fault of the network.
    pub whose: Whose,
    /// The SMTP reply code.
    pub code: Option<u16>,
    /// The enhanced status code.
    pub status: Option<Status>,
    /// The words that decided, where words did, as the tables have them.
    pub words: Option<&'static str>,
    /// Whose words they are, where only one provider uses them.
    pub provider: Option<&'static str>,
}

/// A possible meaning, with its weight.
#[derive(Clone, Debug)]
struct Candidate {
    class: Class,
    basis: Basis,
    lasting: Lasting,
    hit: Option<Hit>,
    provider: Option<&'static str>,
}

/// What accuses the sender, be it only a hint.
fn accuses(class: Class) -> bool {
    class.whose() == Whose::Sender && class != Class::Policy
}

impl Candidate {
    fn new(class: Class, basis: Basis, lasting: Lasting) -> Candidate {
        Candidate { class, basis, lasting, hit: None, provider: None }
    }

    fn key(&self) -> (Basis, Reverse<u8>, bool, usize) {
        let length = self.hit.as_ref().map_or(0, |hit| hit.words.len());
        (self.basis, Reverse(self.class.rank()), self.lasting == Lasting::Temporary, length)
    }
}

/// A judgement and the words of the text that decided it.
struct Weighed {
    judged: Judged,
    basis: Basis,
    /// The normal form of the text, and where in it the words stand.
    text: String,
    place: Option<Range<usize>>,
}

/// The most phrases of one text that are weighed.
const HITS_MAX: usize = 200;

/// Judges a refusal. Never fails: what says nothing is [`Class::Other`].
pub fn judge(refusal: &Refusal<'_>) -> Judged {
    weigh(refusal).judged
}

/// The words of a text that decide what it means, where words do; in lower case, with `@` for an address.
pub fn deciding_words(text: &str) -> Option<String> {
    let weighed = weigh(&Refusal { text, ..Refusal::default() });
    weighed.place.map(|place| weighed.text[place].to_owned())
}

#[cfg(test)]
pub(super) fn judge_with_basis(refusal: &Refusal<'_>) -> (Judged, Basis) {
    let weighed = weigh(refusal);
    (weighed.judged, weighed.basis)
}

/// Whether there are words in a text that only refusals have.
pub(super) fn says_something_in_words(text: &str) -> bool {
    hits(&normal(text, &[])).iter().any(|hit| hit.rule.strength > 1 && hit.rule.lasting != Lasting::Unsure)
}

fn weigh(refusal: &Refusal<'_>) -> Weighed {
    let said = Said::of(refusal.text);
    let whole = weigh_said(said, refusal);
    // A reply that is quoted says more than the sentences around it, unless those decide by themselves.
    let Some(quoted) = said.quoted() else { return whole };
    let mut inner = weigh_said(quoted, refusal);
    if names_other_before(said, quoted, refusal) && inner.judged.whose == Whose::Recipient {
        inner.judged = Judged { class: Class::Other, whose: Whose::Network, evidence: Evidence::None, ..inner.judged };
        inner.basis = inner.basis.max(whole.basis);
        return inner;
    }
    if inner.basis >= Basis::Words && inner.basis >= whole.basis && inner.judged.class != Class::Other {
        inner
    } else {
        whole
    }
}

/// `pat@example.com: 550 5.1.1 user unknown`: right before the quoted reply stands the address of somebody else.
fn names_other_before(said: Said<'_>, quoted: Said<'_>, refusal: &Refusal<'_>) -> bool {
    const BETWEEN_OCTETS_MAX: usize = 12;
    let before = &said.text[..said.text.len() - quoted.text.len()];
    let near = normal(before, refusal.recipients);
    let other = near.rfind(OTHER_ADDRESS).filter(|at| near.len() - at <= BETWEEN_OCTETS_MAX);
    other.is_some_and(|at| near.rfind('@').is_none_or(|own| own < at))
}

fn weigh_said(said: Said<'_>, refusal: &Refusal<'_>) -> Weighed {
    let stage = if refusal.stage == Stage::Unknown { said.stage } else { refusal.stage };
    let code = reply_code(said.text);
    let own_status = Status::find(said.text);
    let status = own_status.or(refusal.status);
    // A code that only the reporting program gives, beside a reply without one, was made by that program.
    let is_gloss = own_status.is_none() && code.is_some();
    let text = normal(&without_quotations(said.text), refusal.recipients);
    let (best, is_accused) = heaviest(&text, refusal.recipients, status, code, is_gloss);
    let class = about_the_sender(&best, stage, &text);
    let permanence = permanence(class, &best, code, status);
    // A mailbox that is locked or unavailable now is no unknown one.
    let is_doubtful = best.lasting == Lasting::Unsure || best.basis <= Basis::Frame;
    let is_unnumbered = code.is_none() && status.is_none();
    let class = match (class, permanence) {
        (Class::RecipientUnknown, Permanence::Temporary) if is_doubtful => Class::Other,
        // A hint in prose is talk.
        (Class::RecipientUnknown, _) if is_unnumbered && best.basis == Basis::Frame => Class::Other,
        _ => class,
    };
    let evidence = match evidence(class, &best, status.filter(|_| !is_gloss)) {
        _ if class == Class::MailboxFull && may_be_emptied(&text, code, status) => Evidence::None,
        // A number alone, beside words that accuse the sender, or beside the address of somebody else.
        _ if best.hit.is_none() && (is_accused || text.contains(OTHER_ADDRESS)) => Evidence::None,
        _ if best.basis <= Basis::Frame && text.contains(OTHER_ADDRESS) => Evidence::None,
        // Words alone, in a text that speaks of something else too.
        _ if is_of_words_alone(class, &best, status, &text) => Evidence::None,
        evidence => evidence,
    };
    let judged = Judged {
        class,
        permanence,
        evidence,
        whose: whose(class, permanence),
        code,
        status,
        words: best.hit.as_ref().map(|hit| hit.words),
        provider: best.provider,
    };
    let place = best.hit.map(|hit| hit.start..hit.place.end);
    Weighed { judged, basis: best.basis, text, place }
}

fn heaviest(
    text: &str,
    recipients: &[&str],
    status: Option<Status>,
    code: Option<u16>,
    is_gloss: bool,
) -> (Candidate, bool) {
    let mut best = Candidate::new(Class::Other, Basis::Nothing, Lasting::ByCode);
    let consider = |best: &mut Candidate, candidate: Candidate| {
        if candidate.key() > best.key() {
            *best = candidate;
        }
    };
    let mut is_accused = text.contains(" blocked");
    // Who signs in is the sender.
    let is_of_login = status.is_some_and(Status::is_of_login) || code.is_some_and(is_of_login);
    for hit in hits(text) {
        let basis = Basis::of_words(hit.rule.strength);
        is_accused |= accuses(hit.rule.class);
        if basis < best.basis || is_of_recipient(text, &hit) {
            continue;
        }
        let class = class_by_owner(text, &hit, recipients);
        if basis == Basis::Frame && class == Class::RecipientUnknown && status.is_some_and(Status::is_of_policy) {
            continue;
        }
        let class = if is_of_login && class == Class::RecipientUnknown { Class::AuthFailure } else { class };
        let provider = hit.rule.provider;
        consider(&mut best, Candidate { class, basis, lasting: hit.rule.lasting, hit: Some(hit), provider });
    }
    if let Some((class, provider)) = numbered(text) {
        let number = Candidate::new(class, Basis::ProviderNumber, Lasting::ByCode);
        consider(&mut best, Candidate { provider: Some(provider), ..number });
    }
    if let Some((class, trust)) = status.and_then(Status::class_of_bounce) {
        let basis = if trust == Trust::Clear && !is_gloss { Basis::ClearStatus } else { Basis::VagueStatus };
        consider(&mut best, Candidate::new(class, basis, Lasting::ByCode));
    }
    if let Some(class) = code.and_then(class_of_reply) {
        consider(&mut best, Candidate::new(class, Basis::ReplyCode, Lasting::ByCode));
    }
    (best, is_accused)
}

/// What the tables find in a text, without what is only part of something longer.
fn hits(text: &str) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    rules().each_match(text, |hit| {
        if hits.len() < HITS_MAX {
            hits.push(hit);
        }
    });
    let is_part: Vec<bool> = hits.iter().map(|hit| hits.iter().any(|other| hit.is_part_of(other))).collect();
    let mut is_part = is_part.into_iter();
    hits.retain(|_| !is_part.next().unwrap_or(false));
    hits
}

/// Before RCPT TO a server knows nothing of the recipient: what sounds like it is about the sender.
fn about_the_sender(best: &Candidate, stage: Stage, text: &str) -> Class {
    let words = best.hit.as_ref().map(|hit| &text[hit.start..hit.place.end]);
    match (stage, best.class) {
        (Stage::MailFrom, Class::RecipientUnknown | Class::HostNotFound) => words.map_or(Class::Policy, of_sender),
        (Stage::Greeting, Class::HostNotFound) => words.map_or(Class::Policy, of_sender),
        (Stage::Greeting, Class::RecipientUnknown) => Class::Policy,
        (Stage::MailFrom | Stage::Greeting, Class::MailboxFull) => Class::RateLimited,
        (_, class) => class,
    }
}

fn permanence(class: Class, best: &Candidate, code: Option<u16>, status: Option<Status>) -> Permanence {
    if class.always_passes() || best.lasting == Lasting::Temporary {
        return Permanence::Temporary;
    }
    // That there is no such name is as lasting as it gets, whatever number the reporting program gives.
    if class == Class::HostNotFound && best.basis == Basis::DecisiveWords && best.lasting == Lasting::Permanent {
        return Permanence::Permanent;
    }
    let first = code.map(|code| code / 100).or(status.map(|status| u16::from(status.class)));
    match first {
        Some(4) => Permanence::Temporary,
        _ => Permanence::Permanent,
    }
}

/// Whether only words say that somebody is not there, beside words about something else.
fn is_of_words_alone(class: Class, best: &Candidate, status: Option<Status>, text: &str) -> bool {
    let Some(hit) = best
        .hit
        .as_ref()
        .filter(|_| matches!(class, Class::RecipientUnknown | Class::HostNotFound | Class::MailboxFull))
    else {
        return false;
    };
    let agrees = status.and_then(Status::class_of_bounce) == Some((class, Trust::Clear));
    let first = hit.start..hit.place.start.saturating_sub(hit.gap.unwrap_or_default()).max(hit.start);
    !agrees && speaks_of_more(text, &[first, hit.place.clone()])
}

/// What is proved about this mailbox.
fn evidence(class: Class, best: &Candidate, status: Option<Status>) -> Evidence {
    let by_status = match status.and_then(Status::class_of_bounce) {
        Some((of_status, Trust::Clear)) if of_status == class => Evidence::Clear,
        _ if class != Class::RecipientUnknown => Evidence::None,
        _ if status.is_some_and(Status::is_of_disabled) => Evidence::Doubtful,
        // Words and number both speak of the address, if vaguely.
        _ if status.is_some_and(Status::is_of_address) && best.hit.is_some() => Evidence::Doubtful,
        _ => Evidence::None,
    };
    let by_words = match (best.basis, best.lasting) {
        (Basis::Words | Basis::DecisiveWords, Lasting::Unsure) | (Basis::UsualWords, _) => Evidence::Doubtful,
        (Basis::Words | Basis::DecisiveWords | Basis::ProviderNumber, _) => Evidence::Clear,
        _ => Evidence::None,
    };
    if best.basis >= Basis::Words && best.lasting == Lasting::Unsure { by_words } else { by_words.max(by_status) }
}

/// A mailbox that is full now is left alone only when a server gave up over it.
fn may_be_emptied(text: &str, code: Option<u16>, status: Option<Status>) -> bool {
    let is_4 = code.is_some_and(|code| code < 500) || status.is_some_and(|status| status.class == 4);
    let is_temporary = is_4 || LATER.iter().any(|words| text.contains(words));
    is_temporary && !GAVE_UP.iter().any(|words| text.contains(words))
}

/// Words of those who ask for another try.
const LATER: &[&str] = &[
    "for now",
    "for the time being",
    "at the moment",
    "at this time",
    "currently",
    "zurzeit",
    "derzeit",
    "zur zeit",
    "im moment",
    "pour le moment",
    "pour l'instant",
    "actuellement",
    "en ce moment",
    "momentanement",
    "por el momento",
    "por ahora",
    "de momento",
    "actualmente",
    "en este momento",
    "al momento",
    "per ora",
    "attualmente",
    "momentaneamente",
    "no momento",
    "por enquanto",
    "atualmente",
    "сейчас",
    "в данный момент",
    "на данный момент",
    "現在",
    "ただいま",
    "현재",
    "지금",
    "잠시",
    "目前",
    "当前",
    "當前",
    "again later",
    "vorerst",
    "vorlaufig",
    "erneut",
    "pour l'heure",
    "provisoirement",
    "a l'heure actuelle",
    "reessay",
    "ulterieurement",
    "intentelo",
    "reintent",
    "tente novamente",
    "riprova",
    "per il momento",
    "попробуйте",
    "повторите",
    "再試行",
    "다시 시도",
    "重试",
    "重試",
    "try again",
    "try later",
    "will retry",
    "will be retried",
    "still trying",
    "deferred",
    "retry later",
    "temporarily",
    "momentan",
    "vorubergehend",
    "spater erneut",
    "plus tard",
    "temporairement",
    "mas tarde",
    "temporalmente",
    "piu tardi",
    "temporaneamente",
    "mais tarde",
    "temporariamente",
    "позже",
    "временно",
    "後ほど",
    "しばらく",
    "나중에",
    "일시적",
    "稍后",
    "稍後",
    "暂时",
    "暫時",
    "pour l instant",
    "pour l heure",
];

/// Words of those who no longer try.
const GAVE_UP: &[&str] = &[
    "expired",
    "giving up",
    "given up",
    "gave up",
    "action: failed",
    "returned to sender",
    "queue too long",
    "tried for",
];

fn whose(class: Class, permanence: Permanence) -> Whose {
    match (class, permanence) {
        // A name server that could not answer now says nothing about the address.
        (Class::HostNotFound, Permanence::Temporary) => Whose::Network,
        _ => class.whose(),
    }
}
