//! One bounce, explained in English and Chinese: its class, the cause, who has to mend it, how, and which check of presend would have
//! told before.

use super::{Fate, diagnostic, hidden, record, shown};
use crate::bounce::{Bounce, Class, Suppression, Until, Whose, deciding_words};
use crate::reason::Lang;
use crate::report::Style;
use crate::report::text::safe;
use std::fmt::Write;

/// A bounce, explained; in the reader's language first.
pub fn explained(returned: &Bounce, lang: Lang, style: Style) -> String {
    let other = lang.pick(Lang::Zh, Lang::En);
    format!("{}\n{}", in_language(returned, lang, style), in_language(returned, other, style))
}

/// A bounce, explained as one line of JSON: the record of `presend bounce`, with the words of the text that decided.
pub fn explained_in_json(returned: &Bounce, style: Style) -> String {
    let fate = Fate { until: until(returned), listed: None, mailed: None };
    let line = record("-", returned, fate, style);
    let Ok(serde_json::Value::Object(mut fields)) = serde_json::from_str(&line) else { return line + "\n" };
    fields.insert("decided_by".to_owned(), decided_by(returned, style).into());
    fields.insert("follows".to_owned(), follows(returned, Lang::En).into());
    serde_json::Value::Object(fields).to_string() + "\n"
}

/// What follows from the first such bounce, without a list that knows more.
fn until(returned: &Bounce) -> Until {
    if returned.suppression() == Suppression::Forever { Until::Forever } else { Until::Not }
}

/// A bounce, explained as a table in Markdown.
pub fn explained_in_markdown(returned: &Bounce, lang: Lang, style: Style) -> String {
    let judged = &returned.judged;
    let texts = judged.class.reason().texts(lang);
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    let mut text = format!("### `{}` {}\n\n", judged.class.reason().code(), texts.title);
    let _ = writeln!(text, "| {} | {} |\n|---|---|", lang.pick("Field", "项目"), lang.pick("Value", "内容"));
    for (place, (name, value)) in rows(returned, lang, style).into_iter().enumerate() {
        let value = if place == SAID { format!("`{}`", value.replace('`', "'")) } else { value };
        let _ = writeln!(text, "| {name} | {} |", cell(&safe(&value, 400)));
    }
    text
}

/// What there is to say of a bounce beside the texts of its code, each with its name.
pub fn rows(returned: &Bounce, lang: Lang, style: Style) -> [(&'static str, String); 5] {
    let judged = &returned.judged;
    [
        (lang.pick("Decided by", "判断依据"), decided_by(returned, style)),
        (lang.pick("Whose fault", "责任"), fault(judged.whose, lang).to_owned()),
        (lang.pick("What follows", "后果"), follows(returned, lang).to_owned()),
        (lang.pick("What to do", "怎么办"), judged.class.reason().texts(lang).remedy.to_owned()),
        (lang.pick("Said", "原文"), diagnostic(returned, style)),
    ]
}

/// The place of what the server said among those rows.
const SAID: usize = 4;

/// The words of the text that decided, or the number where no words did.
fn decided_by(returned: &Bounce, style: Style) -> String {
    let judged = &returned.judged;
    let words = deciding_words(&returned.diagnostic).filter(|_| judged.words.is_some());
    match (words, judged.words, judged.status, judged.code) {
        (Some(words), ..) if style.redact => hidden::hidden(&words, returned.recipient.as_deref()),
        (Some(words), ..) => words,
        (None, Some(words), ..) => words.to_owned(),
        (None, None, Some(status), _) => status.to_string(),
        (None, None, None, Some(code)) => code.to_string(),
        (None, None, None, None) => String::new(),
    }
}

/// What the suppression list does with it.
fn follows(returned: &Bounce, lang: Lang) -> &'static str {
    match returned.suppression() {
        Suppression::Forever => lang.pick("suppressed for ever", "永久屏蔽"),
        Suppression::SecondStrike => lang.pick(
            "watched; suppressed for ever when it comes back on another day within 60 days",
            "观察；60 天内另一天再次退信则永久屏蔽",
        ),
        Suppression::ForAWhile => lang.pick("suppressed for a while, longer each time", "暂时屏蔽，逐次延长"),
        Suppression::No => {
            lang.pick("not suppressed: nothing is proved about this mailbox", "不屏蔽：没有关于该邮箱的证据")
        }
    }
}

fn in_language(returned: &Bounce, lang: Lang, style: Style) -> String {
    let judged = &returned.judged;
    let reason = judged.class.reason();
    let texts = reason.texts(lang);
    let (to_do, class, whose, told_by, address, caught) = lang.pick(
        ("What to do", "Class", "Whose fault", "Told by", "Address", "Would have been caught by"),
        ("怎么办", "类别", "责任", "判断依据", "地址", "发送前可用此检查发现"),
    );
    let mut text =
        format!("{}  {}\n\n  {}\n  {to_do}: {}\n\n", reason.code(), texts.title, texts.explanation, texts.remedy);
    let lasting = match judged.permanence.word() {
        "temporary" => lang.pick("temporary", "暂时"),
        _ => lang.pick("permanent", "永久"),
    };
    let _ = writeln!(text, "  {class}: {} ({lasting})", judged.class.word());
    let _ = writeln!(text, "  {whose}: {}", fault(judged.whose, lang));
    let numbers = [judged.code.map(|code| code.to_string()), judged.status.map(|status| status.to_string())];
    let numbers: Vec<String> = numbers.into_iter().flatten().collect();
    let words = judged.words.map(|_| format!("\"{}\"", safe(&decided_by(returned, style), 100)));
    let provider = judged.provider.map(str::to_owned);
    let numbers = (!numbers.is_empty()).then(|| numbers.join(" "));
    let told: Vec<String> = words.into_iter().chain(numbers).chain(provider).collect();
    if !told.is_empty() {
        let _ = writeln!(text, "  {told_by}: {}", told.join(", "));
    }
    if let Some(recipient) = &returned.recipient {
        let _ = writeln!(text, "  {address}: {}", safe(&shown(recipient, style), 100));
    }
    let _ = writeln!(text, "  {}: {}", lang.pick("What follows", "后果"), follows(returned, lang));
    let _ = writeln!(text, "  {caught}: {}", check(judged.class, lang));
    text
}

fn fault(whose: Whose, lang: Lang) -> &'static str {
    match whose {
        Whose::Recipient => {
            lang.pick("the recipient's side: the address is wrong, closed or full", "收件方：地址错误、停用或已满")
        }
        Whose::Sender => {
            lang.pick("yours, the sender's: the address may be good", "发件方（您）：收件地址可能没有问题")
        }
        Whose::Network => lang.pick("nobody's for certain: the way between the two", "无法确定：可能是两者之间的网络"),
    }
}

/// The check that would have told before sending.
fn check(class: Class, lang: Lang) -> &'static str {
    let (english, chinese) = match class {
        Class::RecipientUnknown => (
            "presend clean --suppress FILE for what came back before; presend check for slips in the domain",
            "presend clean --suppress FILE（以前退过信的地址）；presend check（域名拼写）",
        ),
        Class::HostNotFound => (
            "presend clean (domain.nxdomain, domain.no_mail_host, typo.provider)",
            "presend clean（domain.nxdomain、domain.no_mail_host、typo.provider）",
        ),
        Class::Timeout => ("presend probe", "presend probe"),
        Class::TooManyRecipients => ("presend clean --batch 20", "presend clean --batch 20"),
        Class::MailboxFull => ("presend clean --suppress FILE", "presend clean --suppress FILE"),
        Class::MessageTooLarge => ("presend sender --eml FILE", "presend sender --eml FILE"),
        Class::SenderBlocked => ("presend sender (sender.dnsbl_listed)", "presend sender（sender.dnsbl_listed）"),
        Class::SenderDns => (
            "presend sender (sender.ptr_missing, sender.helo_unresolvable, sender.no_domain)",
            "presend sender（sender.ptr_missing、sender.helo_unresolvable、sender.no_domain）",
        ),
        Class::AuthFailure => (
            "presend sender (sender.spf_*, sender.dkim_*, sender.dmarc_*)",
            "presend sender（sender.spf_*、sender.dkim_*、sender.dmarc_*）",
        ),
        Class::RateLimited => ("presend clean --batch-per-provider", "presend clean --batch-per-provider"),
        Class::ContentRejected => ("none: presend does not read what you write", "没有：presend 不检查邮件内容"),
        Class::Policy => ("none: it is a rule of the receiver", "没有：这是收信方的规则"),
        Class::Greylisted => ("none, and none is needed", "没有，也不需要"),
        Class::Other => ("none", "没有"),
        Class::Complaint | Class::Unsubscribed => ("presend clean --suppress FILE", "presend clean --suppress FILE"),
        Class::NotABounce => ("none: it is no bounce", "没有：这不是退信"),
    };
    lang.pick(english, chinese)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::read_reply;
    use crate::reason::Reason;

    #[test]
    fn a_bounce_is_explained_in_both_languages() {
        let text = explained(&read_reply("550 5.1.1 <ann@example.com>: User unknown"), Lang::En, Style::default());
        for part in
            ["bounce.recipient_unknown", "Whose fault", "5.1.1", "ann@example.com", "邮箱不存在", "责任", "--suppress"]
        {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        let chinese = explained(&read_reply("收件人邮箱已满"), Lang::Zh, Style::default());
        assert!(chinese.starts_with("bounce.mailbox_full  邮箱已满"), "{chinese}");
    }

    #[test]
    fn the_checks_that_are_named_exist() {
        for class in Class::ALL {
            let named = check(class, Lang::En).split(['(', ')', ' ', ',']).filter(|word| word.contains('.'));
            for code in named.filter(|code| !code.ends_with('*')) {
                assert!(Reason::from_code(code).is_some(), "{code}");
            }
        }
    }
}
