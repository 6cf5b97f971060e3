//! What services call a bounce, by their words for it in the languages of exports: hard or soft, a complaint, a wish to be off the list, or mail that
//! arrived. Nothing here knows the server's own words.

/// What a service calls it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Hard,
    Soft,
    Complaint,
    Unsubscribed,
    Arrived,
    /// It failed, or nothing is said.
    Failed,
    Unsaid,
}

/// The kind that some words name.
pub(super) fn kind_of(kinds: &str) -> Kind {
    let has = |words: &[&str]| words.iter().any(|word| kinds.contains(word));
    if has(NOT_ARRIVED) && !has(&["soft", "hard", "permanent", "transient", "temporary"]) {
        return Kind::Failed;
    }
    let is_again = has(&["resubscri"]);
    if has(&[
        "complain",
        "spam report",
        "spamreport",
        "spamcomplaint",
        "abuse report",
        "abusereport",
        "beschwerde",
        "投诉",
        "жалоба",
    ]) || has(&["feedback loop", "feedbackloop", "feedback report"])
        || (!kinds.is_empty() && kinds.split(' ').all(|word| word == "spam"))
    {
        Kind::Complaint
    } else if !is_again
        && has(&[
            "unsub",
            "opt out",
            "optout",
            "abgemeldet",
            "abmeldung",
            "desinscri",
            "désinscri",
            "désabonn",
            "disiscri",
            "отписа",
            "退订",
            "退訂",
        ])
        && !has(&["bounce", "drop", "reject", "block", "fail"])
    {
        Kind::Unsubscribed
    } else if has(&["hard", "permanent", "undeliverable", "invalid email", "unzustellbar"]) || has_word(kinds, HARD) {
        Kind::Hard
    } else if has(&["soft", "transient", "temporary", "defer", "delay"]) || has_word(kinds, SOFT) {
        Kind::Soft
    } else if has_word(kinds, ARRIVED) {
        Kind::Arrived
    } else if has(&["bounce", "fail", "drop", "reject", "block", "error", "undeliver"]) {
        Kind::Failed
    } else if has(&[
        "deliver",
        "open",
        "click",
        "process",
        "send",
        "sent",
        "subscri",
        "queued",
        "accepted",
        "injection",
        "reception",
    ]) {
        Kind::Arrived
    } else {
        Kind::Unsaid
    }
}

pub(super) fn has_word(kinds: &str, words: &[&str]) -> bool {
    kinds.split(' ').any(|word| words.contains(&word))
}

/// Words of services for what was taken back, or did not happen.
pub(super) const UNDONE: &[&str] = &[
    "not bounce",
    "no bounce",
    "unbounce",
    "test bounce",
    "bounce removed",
    "bounce cleared",
    "resolved",
    "undone",
    "reactivated",
    "complaint rejected",
    "complaint removed",
    "page viewed",
    "link added",
    "preferences updated",
];
/// That mail did not arrive, in the languages of exports.
const NOT_ARRIVED: &[&str] = &[
    "not deliver",
    "undeliver",
    "nicht zugestellt",
    "fehler",
    "fehlgeschlagen",
    "non livré",
    "échec",
    "no entregado",
    "fallo",
    "não entregue",
    "falha",
    "non consegnato",
    "errore",
    "nie dostarczono",
    "не доставлено",
    "ошибка",
    "未送达",
    "投递失败",
    "失敗",
    "エラー",
    "실패",
];

/// Words for what will not pass, for what will, and for what arrived, in the languages of exports; PowerMTA says `d`.
const HARD: &[&str] =
    &["hart", "dur", "duro", "permanente", "permanent", "постоянный", "硬退信", "硬退回", "ハード", "영구"];
const SOFT: &[&str] = &[
    "weich",
    "mou",
    "doux",
    "blando",
    "suave",
    "temporal",
    "temporaneo",
    "временный",
    "软退信",
    "軟退回",
    "ソフト",
    "일시",
];
pub(super) const ARRIVED: &[&str] = &[
    "d",
    "zugestellt",
    "livré",
    "distribué",
    "entregado",
    "entregue",
    "consegnato",
    "dostarczono",
    "доставлено",
    "已送达",
    "已送達",
    "配信済み",
    "전달됨",
];

pub(super) fn is_deferral(kinds: &str) -> bool {
    ["defer", "delay"].iter().any(|word| kinds.contains(word))
}
