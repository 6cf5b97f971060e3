//! One bounce, explained in English and Chinese: its class, the cause, who has to mend it, how, and which check of presend would have
//! told before.

use super::{Fate, diagnostic, hidden, record, shown};
use crate::bounce::{Bounce, Class, Suppression, Until, Whose, deciding_words};
use crate::reason::{Lang, say};
use crate::report::Style;
use crate::report::text::safe;
use crate::report::wrap::wrapped;
use std::fmt::Write;

/// A bounce, explained; in the reader's language first.
pub fn explained(returned: &Bounce, lang: Lang, style: Style) -> String {
    // Those who ask may be of another language than those who read the bounce.
    let other = if lang == Lang::En { Lang::Zh } else { Lang::En };
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
    let _ =
        writeln!(text, "| {} | {} |\n|---|---|", lang.text("bounce-explain-field"), lang.text("bounce-explain-value"));
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
        (lang.text("bounce-explain-decided-by"), decided_by(returned, style)),
        (lang.text("bounce-explain-whose-fault"), fault(judged.whose, lang).to_owned()),
        (lang.text("bounce-explain-what-follows"), follows(returned, lang).to_owned()),
        (lang.text("bounce-explain-what-to-do"), judged.class.reason().texts(lang).remedy.to_owned()),
        (lang.text("bounce-explain-said"), diagnostic(returned, style)),
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
        Suppression::Forever => lang.text("bounce-explain-suppressed-for-ever"),
        Suppression::SecondStrike => lang.text("bounce-explain-watched-suppressed-for-ever-when-it"),
        Suppression::ForAWhile => lang.text("bounce-explain-suppressed-for-a-while-longer-each"),
        Suppression::No => lang.text("bounce-explain-not-suppressed-nothing-is-proved-about"),
    }
}

fn in_language(returned: &Bounce, lang: Lang, style: Style) -> String {
    let judged = &returned.judged;
    let reason = judged.class.reason();
    let texts = reason.texts(lang);
    let [to_do, class, whose, told_by, address, caught] = [
        "bounce-field-to-do",
        "bounce-field-class",
        "bounce-field-whose",
        "bounce-field-told-by",
        "bounce-field-address",
        "bounce-field-caught",
    ]
    .map(|id| lang.text(id));
    let colon = lang.text("sign-colon");
    let mut text =
        format!("{}  {}\n\n  {}\n  {to_do}{colon}{}\n\n", reason.code(), texts.title, texts.explanation, texts.remedy);
    let lasting = match judged.permanence.word() {
        "temporary" => lang.text("bounce-explain-temporary"),
        _ => lang.text("bounce-explain-permanent"),
    };
    let _ = writeln!(text, "  {class}{colon}{}", say!(lang, "in-brackets", text = judged.class.word(), note = lasting));
    let _ = writeln!(text, "  {whose}{colon}{}", fault(judged.whose, lang));
    let numbers = [judged.code.map(|code| code.to_string()), judged.status.map(|status| status.to_string())];
    let numbers: Vec<String> = numbers.into_iter().flatten().collect();
    let words = judged.words.map(|_| format!("\"{}\"", safe(&decided_by(returned, style), 100)));
    let provider = judged.provider.map(str::to_owned);
    let numbers = (!numbers.is_empty()).then(|| numbers.join(" "));
    let told: Vec<String> = words.into_iter().chain(numbers).chain(provider).collect();
    if !told.is_empty() {
        let _ = writeln!(text, "  {told_by}{colon}{}", told.join(", "));
    }
    if let Some(recipient) = &returned.recipient {
        let _ = writeln!(text, "  {address}{colon}{}", safe(&shown(recipient, style), 100));
    }
    let _ = writeln!(text, "  {}{colon}{}", lang.text("bounce-explain-what-follows"), follows(returned, lang));
    let _ = writeln!(text, "  {caught}{colon}{}", check(judged.class, lang));
    text.lines().map(|line| wrapped(line, INDENT, style.width) + "\n").collect()
}

/// Columns before lines that go on.
const INDENT: usize = 4;

fn fault(whose: Whose, lang: Lang) -> &'static str {
    match whose {
        Whose::Recipient => lang.text("bounce-explain-the-recipient-s-side-the-address"),
        Whose::Sender => lang.text("bounce-explain-yours-the-sender-s-the-address"),
        Whose::Network => lang.text("bounce-explain-nobody-s-for-certain-the-way"),
    }
}

/// The check that would have told before sending.
fn check(class: Class, lang: Lang) -> &'static str {
    lang.text(match class {
        Class::RecipientUnknown => "caught-by-recipient-unknown",
        Class::HostNotFound => "caught-by-host-not-found",
        Class::Timeout => "caught-by-timeout",
        Class::TooManyRecipients => "caught-by-too-many-recipients",
        Class::MailboxFull => "caught-by-mailbox-full",
        Class::MessageTooLarge => "caught-by-message-too-large",
        Class::SenderBlocked => "caught-by-sender-blocked",
        Class::SenderDns => "caught-by-sender-dns",
        Class::AuthFailure => "caught-by-auth-failure",
        Class::RateLimited => "caught-by-rate-limited",
        Class::ContentRejected => "caught-by-content-rejected",
        Class::Policy => "caught-by-policy",
        Class::Greylisted => "caught-by-greylisted",
        Class::Other => "caught-by-other",
        Class::Complaint | Class::Unsubscribed => "caught-by-mailbox-full",
        Class::NotABounce => "caught-by-not-a-bounce",
    })
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
