//! What checks say that they saw, in the language of the reader. The sentences are made in English where they are judged; here each is known by
//! its form and said again with the same names and figures. One that is not known stays English.

use crate::reason::say;
use crate::reason::texts::{Form, Value, forms};
use crate::reason::{Lang, Reason};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// Sentences within sentences.
const DEPTH_MAX: usize = 6;

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| forms("saw-"));

/// What stands in a text at the places of a form: `None` where it has another form. Each place is as short as can be.
fn parts<'t>(form: &Form, text: &'t str) -> Option<Vec<&'t str>> {
    let (first, others) = form.fixed.split_first()?;
    let mut rest = text.strip_prefix(first.as_str())?;
    let Some((last, inner)) = others.split_last() else { return rest.is_empty().then(Vec::new) };
    let mut parts = Vec::new();
    for fixed in inner {
        let (part, after) = rest.split_once(fixed.as_str())?;
        parts.push(part);
        rest = after;
    }
    parts.push(rest.strip_suffix(last.as_str())?);
    parts.iter().all(|part| !part.is_empty()).then_some(parts)
}

/// How much of the sentence is its own.
fn own_octets(form: &Form) -> usize {
    form.fixed.iter().map(String::len).sum()
}

/// The sentence in this language, or as it is.
fn said(text: &str, lang: Lang) -> String {
    put(text, DEPTH_MAX, lang)
}

/// What a check saw, in this language.
pub(in crate::report) fn seen(text: &str, code: Option<Reason>, lang: Lang) -> Cow<'_, str> {
    if lang == Lang::En {
        return text.into();
    }
    let demand = || {
        let (receiver, rest) = text.split_once(": ")?;
        let (demanded, rest) = rest.split_once(": ")?;
        let (standing, fact) = rest.strip_suffix(')')?.split_once(" (")?;
        let (demanded, fact) = (said(demanded, lang), fact_said(fact, lang));
        Some(say!(lang, "sender-demand", receiver = receiver, demand = demanded, standing = standing, fact = fact))
    };
    let demand = if code == Some(Reason::SenderDemand) { demand() } else { None };
    demand.unwrap_or_else(|| said(text, lang)).into()
}

/// The fact that shows how a demand stands: of two identifiers what is to be said of each, and of whom.
fn fact_said(fact: &str, lang: Lang) -> String {
    let (facts, from) = match fact.strip_suffix(')').and_then(|fact| fact.rsplit_once(" (From is at ")) {
        Some((facts, from)) => (facts, say!(lang, "sender-demand-from", domain = from)),
        None => (fact, String::new()),
    };
    let each: Vec<String> = facts.split("; ").map(|fact| said(fact, lang)).collect();
    each.join(lang.text("sign-semicolon")) + &from
}

/// What to do in this very case; what is generally to be done where it is not known how to say that. What it says beside that, such as
/// a name or a term of a record, stays as it is.
pub(in crate::report) fn to_do(exactly: &str, code: Reason, lang: Lang) -> Cow<'_, str> {
    if lang == Lang::En {
        return exactly.into();
    }
    let remedy = code.texts(lang).remedy;
    if let Some(beside) = exactly.strip_prefix(code.texts(Lang::En).remedy).map(str::trim) {
        let told = said(beside, lang);
        let is_a_term = !beside.contains(' ');
        let beside = if is_a_term || told != beside { told.as_str() } else { "" };
        return format!("{remedy}{}{beside}", if beside.is_empty() { "" } else { lang.text("sign-next") }).into();
    }
    let told = said(exactly, lang);
    if told == exactly { remedy.into() } else { told.into() }
}

fn put(text: &str, depth: usize, lang: Lang) -> String {
    // The one with the most words of its own fits best.
    let fits = FORMS.iter().filter_map(|form| Some((form, parts(form, text)?)));
    let best = fits.max_by_key(|(form, parts)| (own_octets(form), Reverse(parts.len())));
    let Some((form, parts)) = best.filter(|_| depth > 0) else { return several(text, depth, lang) };
    let parts = form.names.iter().zip(parts);
    let values: Vec<_> = parts.map(|(name, part)| (name.as_str(), Value::from(put(part, depth - 1, lang)))).collect();
    lang.say(&form.id, &values)
}

/// Sentences in a row, and what is said of a name that stands before it. Records hold the same marks, and are left as they are.
fn several(text: &str, depth: usize, lang: Lang) -> String {
    if depth > 0
        && let Some((one, other)) = text.split_once("; ")
        && let (first, second) = (put(one, depth - 1, lang), put(other, depth - 1, lang))
        && (first != one && second != other)
    {
        return format!("{first}{}{second}", lang.text("sign-semicolon"));
    }
    if depth > 0
        && let Some((name, about)) = text.split_once(": ")
        && let told = put(about, depth - 1, lang)
        && told != about
    {
        return format!("{name}{}{told}", lang.text("sign-colon"));
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_keeps_its_names_and_figures() {
        for (english, chinese) in [
            ("203.0.113.5 has no PTR record", "203.0.113.5 没有 PTR 记录"),
            (
                "203.0.113.5 may send for example.com by ip4:203.0.113.5",
                "203.0.113.5 可以为 example.com 发信，依据 ip4:203.0.113.5",
            ),
            (
                "192.0.2.9 gets softfail by ~all for a.example",
                "192.0.2.9 为 a.example 发信的结果是 softfail，依据 ~all",
            ),
            (
                "the PTR record could not be found out: no DNS server answered in time",
                "无法查清 PTR 记录：没有 DNS 服务器及时回答",
            ),
            (
                "SPF of a.example: \"ip4:x\" in the record of a.example: there is no such mechanism",
                "a.example 的 SPF：a.example 的记录中的“ip4:x”：没有这种机制",
            ),
            ("the RSA key has 1024 bits; 2048 are the advice", "RSA 密钥有 1024 位；建议 2048 位"),
            (
                "not asked further: a.example, b.example: it lists no domains; c.example: it lists no IPv6 addresses",
                "未继续查询：a.example, b.example：它不收录域名；c.example：它不收录 IPv6 地址",
            ),
            ("_dmarc.a.example: v=DMARC1; p=none", "_dmarc.a.example: v=DMARC1; p=none"),
            ("a sentence that nobody wrote", "a sentence that nobody wrote"),
        ] {
            assert_eq!(said(english, Lang::Zh), chinese);
            assert_eq!(seen(english, None, Lang::En), english);
        }
    }

    #[test]
    fn a_demand_is_said_part_by_part() {
        let dmarc = "Gmail: DMARC, aligned with From: not met (MAIL FROM is at b.example, not aligned with a.example; the message has no signature (From is at a.example))";
        let expected = "Gmail：DMARC，且与 From 对齐：not met（MAIL FROM 在 b.example，与 a.example 不对齐；邮件没有签名（From 在 a.example））";
        assert_eq!(seen(dmarc, Some(Reason::SenderDemand), Lang::Zh), expected);
        let strange = "Gmail is unwell";
        assert_eq!(seen(strange, Some(Reason::SenderDemand), Lang::Zh), strange);
        for line in crate::sender::checks::receivers::lines("demand") {
            let told = said(line.value, Lang::Zh);
            assert!(told != line.value || line.value == "SPF", "{}", line.value);
        }
    }

    #[test]
    fn what_is_to_be_done_in_one_case_is_said_too() {
        for (exactly, code, expected) in [
            (
                "Set the HELO name of the server to mail.a.example, which leads to 192.0.2.1 and back.",
                Reason::SenderHeloUnresolvable,
                "请把服务器的 HELO 名字设为 mail.a.example，它与 192.0.2.1 互相指向。",
            ),
            (
                "Find out why at https://a.example/x. Mend the cause first (hacked account or site, bought list, old addresses), then ask for removal there.",
                Reason::SenderDnsblListed,
                "请在 https://a.example/x 查明原因。先解决原因（账号或网站被盗、买来的名单、旧地址），再在那里申请移除。",
            ),
            (
                "The record says that nobody sends for a.example. Send from another domain; name the address only if a.example is meant to send.",
                Reason::SenderSpfFail,
                "记录表明没有人为 a.example 发信。请改用其他域名；只有 a.example 确实要发信时，才写入该地址。",
            ),
            ("Do what nobody translated.", Reason::SenderHelo, Reason::SenderHelo.texts(Lang::Zh).remedy),
        ] {
            assert_eq!(to_do(exactly, code, Lang::Zh), expected);
        }
        let remedy = Reason::SenderSpfSyntax.texts(Lang::En).remedy;
        let exactly = format!("{remedy} ip4:192.0.2.1");
        let told = to_do(&exactly, Reason::SenderSpfSyntax, Lang::Zh);
        assert_eq!(told, format!("{}ip4:192.0.2.1", Reason::SenderSpfSyntax.texts(Lang::Zh).remedy));
    }

    #[test]
    fn hostile_texts_take_no_time_and_stay() {
        let long = "→ , \" has ".repeat(5_000);
        assert!(said(&long, Lang::Zh).contains("has"));
        assert_eq!(said("{} {0} {", Lang::Zh), "{} {0} {");
    }
}
