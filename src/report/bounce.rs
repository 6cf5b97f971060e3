//! Bounces, shown: a record of JSON for each failed recipient, and for people a summary with what to do now.

use super::Style;
use super::text::{counted, number, redacted, safe};
use crate::bounce::{Class, Returned, Tally, Until, Whose};
use crate::reason::Reason;
use serde::Serialize;
use std::fmt::Write;

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    source: &'a str,
    recipient: Option<String>,
    class: &'static str,
    /// The SMTP reply code.
    code: Option<u16>,
    /// The enhanced status code.
    status: Option<String>,
    diagnostic: String,
    permanence: &'static str,
    whose: &'static str,
    /// `forever`, `until 2026-11-30` or `no`.
    suppress: String,
    remedy: &'static str,
    /// The code that `presend explain` knows.
    reason: &'static str,
    provider: Option<&'static str>,
    /// The words that decided.
    words: Option<&'static str>,
    remote_mta: Option<&'a str>,
    day: Option<String>,
}

const SCHEMA: &str = "presend.bounce.1";

/// One record, as a single line of JSON without its line end. `until` is how long the address stays away.
pub fn record(source: &str, returned: &Returned, until: Until, style: Style) -> String {
    let judged = &returned.judged;
    let reason = judged.class.reason();
    let record = Record {
        schema: SCHEMA,
        source,
        recipient: returned.recipient.as_ref().map(|address| shown(address, style)),
        class: judged.class.word(),
        code: judged.code,
        status: judged.status.map(|status| status.to_string()),
        diagnostic: diagnostic(returned, style),
        permanence: judged.permanence.word(),
        whose: judged.whose.word(),
        suppress: suppress(until),
        remedy: reason.entry().remedy,
        reason: reason.code(),
        provider: judged.provider,
        words: judged.words,
        remote_mta: returned.remote_mta.as_deref(),
        day: returned.day.map(|day| day.to_string()),
    };
    serde_json::to_string(&record).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"))
}

fn suppress(until: Until) -> String {
    match until {
        Until::Forever => "forever".to_owned(),
        Until::Day(day) => format!("until {day}"),
        Until::Not => "no".to_owned(),
    }
}

fn shown(address: &str, style: Style) -> String {
    if style.redact { redacted(address) } else { address.to_owned() }
}

/// The words of the server. They often repeat the address.
fn diagnostic(returned: &Returned, style: Style) -> String {
    if !style.redact {
        return returned.diagnostic.clone();
    }
    let hidden = |word: &str| if word.contains('@') { redacted_word(word) } else { word.to_owned() };
    returned.diagnostic.split(' ').map(hidden).collect::<Vec<_>>().join(" ")
}

fn redacted_word(word: &str) -> String {
    let opening: String = word.chars().take_while(|c| matches!(c, '<' | '(' | '"' | '\'' | '[')).collect();
    format!("{opening}{}", redacted(&word[opening.len()..]))
}

/// The counts that the summary shows beside those of the classes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    pub files: u64,
    pub items: u64,
    /// Addresses on the suppression list that may not be mailed today, and those that are only watched.
    pub suppressed: u64,
    pub watched: u64,
}

/// The longest diagnostic that is shown, in characters.
const DIAGNOSTIC_WIDTH: usize = 110;
const DOMAINS_SHOWN: usize = 3;

/// One record for people.
pub fn line(source: &str, returned: &Returned, until: Until, style: Style) -> String {
    let address =
        returned.recipient.as_ref().map_or_else(|| "-".to_owned(), |address| safe(&shown(address, style), 80));
    let head = format!("{}  {address}  {}", safe(source, 80), returned.judged.class.word());
    format!("{head}  suppress: {}\n    {}\n", suppress(until), safe(&diagnostic(returned, style), DIAGNOSTIC_WIDTH))
}

/// The summary of a run.
pub fn summary(tally: &Tally, totals: Totals, style: Style) -> String {
    let not = tally.of(Class::NotABounce);
    let mut text = format!("{} · {}", counted(totals.files, "file"), counted(tally.bounces(), "bounce"));
    if not > 0 {
        let _ = write!(text, " · {} that came back for no failure", number(not));
    }
    text.push('\n');
    let classes = tally.classes();
    let widest = classes.iter().map(|(_, tally)| number(tally.records).len()).max().unwrap_or(0).max(6);
    for (class, of_class) in &classes {
        let domains: Vec<String> = of_class
            .leading_domains(DOMAINS_SHOWN)
            .into_iter()
            .map(|(domain, count)| format!("{} {}", safe(domain, 60), number(count)))
            .collect();
        let more = of_class.domain_count().saturating_sub(DOMAINS_SHOWN as u64);
        let more = if more > 0 { format!(" · {} more", number(more)) } else { String::new() };
        let count = number(of_class.records);
        let row = format!("  {:<18} {count:>widest$}   {}{more}", class.word(), domains.join(" · "));
        let _ = writeln!(text, "{}", row.trim_end());
    }
    if tally.bounces() > 0 {
        text.push_str(&what_to_do(&classes, style));
    }
    text
}

fn what_to_do(classes: &[(Class, &crate::bounce::ClassTally)], style: Style) -> String {
    let head = if style.colour { "\u{1b}[1mWhat to do now\u{1b}[0m" } else { "What to do now" };
    let mut text = format!("{head}\n");
    for (whose, title) in
        [(Whose::Sender, "at your side"), (Whose::Recipient, "with the list"), (Whose::Network, "wait or look closer")]
    {
        let of_whom: Vec<Class> = classes
            .iter()
            .map(|(class, _)| *class)
            .filter(|class| class.whose() == whose && *class != Class::NotABounce)
            .collect();
        if of_whom.is_empty() {
            continue;
        }
        let _ = writeln!(text, "  {title}:");
        for class in of_whom {
            let _ = writeln!(text, "    {:<18} {}", class.word(), class.reason().entry().remedy);
        }
    }
    text
}

/// What became of the suppression list.
pub fn suppression(file: &str, totals: Totals) -> String {
    let watched = match totals.watched {
        0 => String::new(),
        watched => format!(", and {} watched until it comes back again", number(watched)),
    };
    format!("{} in {}{watched}\n", counted(totals.suppressed, "suppressed address"), safe(file, 100))
}

/// A pasted bounce, explained.
pub fn explained(returned: &Returned, style: Style) -> String {
    let judged = &returned.judged;
    let reason: Reason = judged.class.reason();
    let entry = reason.entry();
    let advice = advice(judged.class);
    let mut text = format!("{}  {}\n\n", entry.code, entry.title);
    let _ = writeln!(text, "  {}", entry.explanation);
    let _ = writeln!(text, "  What to do: {}", entry.remedy);
    let _ = writeln!(text, "\n  Class: {} ({})", judged.class.word(), judged.permanence.word());
    let _ = writeln!(text, "  Whose fault: {}", advice.whose_en(judged.whose));
    let numbers: Vec<String> = judged
        .code
        .map(|code| code.to_string())
        .into_iter()
        .chain(judged.status.map(|status| status.to_string()))
        .collect();
    let words = judged.words.map(|words| format!("the words \"{words}\""));
    let provider = judged.provider.map(|provider| format!("as written by {provider}"));
    let told: Vec<String> =
        words.into_iter().chain((!numbers.is_empty()).then(|| numbers.join(" "))).chain(provider).collect();
    if !told.is_empty() {
        let _ = writeln!(text, "  Told by: {}", told.join(", "));
    }
    if let Some(address) = &returned.recipient {
        let _ = writeln!(text, "  Address: {}", safe(&shown(address, style), 100));
    }
    let _ = writeln!(text, "  Would have been caught by: {}", advice.check);
    let _ = writeln!(text, "\n  {}\n  {}", advice.cause_zh, advice.remedy_zh);
    text
}

/// What the table of reasons has no room for: the check that would have warned, and the Chinese words.
struct Advice {
    check: &'static str,
    cause_zh: &'static str,
    remedy_zh: &'static str,
}

impl Advice {
    fn whose_en(&self, whose: Whose) -> &'static str {
        match whose {
            Whose::Recipient => "the recipient's side: the address is wrong, closed or full",
            Whose::Sender => "yours, the sender's: the address may be good",
            Whose::Network => "nobody's for certain: the way between the two",
        }
    }
}

fn advice(class: Class) -> Advice {
    let (check, cause_zh, remedy_zh) = match class {
        Class::RecipientUnknown => (
            "presend clean with --suppress; slips in the domain by presend check",
            "原因：收件人不存在，或邮箱已停用。",
            "处理：从名单中删除该地址，并检查是否有拼写错误。",
        ),
        Class::HostNotFound => (
            "presend clean (domain.nxdomain, domain.no_mail_host, typo.provider)",
            "原因：收件人的域名不存在，或没有邮件服务器。",
            "处理：若是拼写错误（如 homail 应为 hotmail）请改正，否则删除。",
        ),
        Class::Timeout => (
            "presend probe",
            "原因：无法连接对方邮件服务器，或连接中断。",
            "处理：稍后重发；若许多域名都如此，请检查自己的网络和 25 端口。",
        ),
        Class::TooManyRecipients => (
            "presend clean --batch",
            "原因：一封邮件的收件人过多。",
            "处理：分批发送，每封不超过 20 个收件人，最好每封一个。",
        ),
        Class::MailboxFull => {
            ("presend clean with --suppress", "原因：收件人邮箱已满。", "处理：暂停向该地址发信一段时间，以后再试。")
        }
        Class::MessageTooLarge => {
            ("presend sender --eml", "原因：邮件超过对方允许的大小。", "处理：用链接代替附件，邮件保持在 10 MB 以下。")
        }
        Class::SenderBlocked => (
            "presend sender (sender.dnsbl_listed)",
            "原因：发件服务器的 IP 或域名被列入黑名单。",
            "处理：停止发送，找出是哪个黑名单，消除原因后申请移除。收件地址本身没有问题。",
        ),
        Class::SenderDns => (
            "presend sender (sender.ptr_missing, sender.helo_unresolvable, sender.no_domain)",
            "原因：对方无法验证发件服务器的反向解析、HELO 名称或发件域名。",
            "处理：为发信 IP 设置 PTR 记录并使其能正向解析回来，确保发件域名存在且有 MX。",
        ),
        Class::ContentRejected => (
            "none: presend does not read what you write",
            "原因：邮件内容被判为垃圾邮件，或含有不被接收的链接或附件。",
            "处理：检查链接、附件和用词，只发给同意接收的人。",
        ),
        Class::Policy => (
            "none: it is a rule of the receiver",
            "原因：对方的规则不接收这封邮件。",
            "处理：阅读退信原文，通常需要收件人将您加入白名单。",
        ),
        Class::AuthFailure => (
            "presend sender (sender.spf_*, sender.dkim_*, sender.dmarc_*)",
            "原因：SPF、DKIM、DMARC 或登录验证未通过。",
            "处理：按 presend sender 的提示修正这些记录。",
        ),
        Class::RateLimited => (
            "presend clean --batch --batch-per-provider",
            "原因：短时间内发送过多。",
            "处理：放慢发送速度，减少并发连接，分批发送。",
        ),
        Class::Greylisted => (
            "none, and none is needed",
            "原因：对方使用灰名单，要求稍后重试。",
            "处理：无需处理，邮件服务器会自动重发。",
        ),
        Class::Other => ("none", "原因：退信没有说明明确的原因。", "处理：请阅读退信原文。该地址不会被屏蔽。"),
        Class::NotABounce => ("none, it is no bounce", "这不是退信。", "处理：名单无需改动。"),
    };
    Advice { check, cause_zh, remedy_zh }
}
