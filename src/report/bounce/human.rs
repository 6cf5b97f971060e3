//! Bounces for people: one by one, and in sum, by class and by provider, with what to do now.

use super::{Fate, diagnostic, hidden, shown, suppress};
use crate::bounce::{Bounce, Class, ClassTally, Settled, Tally, Whose};
use crate::reason::Lang;
use crate::report::Style;
use crate::report::text::{counted, number, safe};
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

/// The longest diagnostic that is shown, in characters.
const DIAGNOSTIC_WIDTH: usize = 110;
const PROVIDERS_SHOWN: usize = 3;

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

/// The summary of a run: the classes with their providers, then what to do now.
pub fn summary(tally: &Tally, totals: Totals, lang: Lang, style: Style) -> String {
    let not = tally.of(Class::NotABounce);
    let mut text = match lang {
        Lang::En => format!("{} · {}", counted(totals.files, "file"), counted(tally.bounces(), "bounce")),
        Lang::Zh => format!("{} 个文件 · {} 封退信", number(totals.files), number(tally.bounces())),
    };
    if not > 0 {
        let what = lang.pick("no bounce", "封不是退信");
        let _ = write!(text, " · {} {what}", number(not));
    }
    let want_off = Class::ALL.into_iter().filter(|class| class.wants_off()).map(|class| tally.of(class)).sum();
    if want_off > 0 {
        let what = lang.pick("who want no more mail", "人不想再收邮件");
        let _ = write!(text, " · {} {what}", number(want_off));
    }
    text.push('\n');
    text.push_str(&not_mailed(totals.not_mailed, lang));
    let classes = tally.classes();
    let widest = classes.iter().map(|(_, tally)| number(tally.records).len()).max().unwrap_or(0).max(6);
    for (class, of_class) in &classes {
        let providers = providers(of_class);
        let shown: Vec<String> = providers
            .iter()
            .take(PROVIDERS_SHOWN)
            .map(|(provider, count)| format!("{} {}", safe(provider, 60), number(*count)))
            .collect();
        let more = providers.len().saturating_sub(PROVIDERS_SHOWN) as u64;
        let more =
            if more > 0 { format!(" · {} {}", number(more), lang.pick("more", "个其他")) } else { String::new() };
        let count = number(of_class.records);
        let row = format!("  {:<19} {count:>widest$}   {}{more}", class.word(), shown.join(" · "));
        let _ = writeln!(text, "{}", row.trim_end());
    }
    if classes.iter().any(|(class, _)| *class != Class::NotABounce) {
        text.push_str(&what_to_do(&classes, lang, style));
    }
    text
}

fn not_mailed(count: u64, lang: Lang) -> String {
    match (count, lang) {
        (0, _) => String::new(),
        (1, Lang::En) => "  1 report is about an address that was not mailed; it counts for nothing\n".to_owned(),
        (many, Lang::En) => {
            format!("  {} reports are about addresses that were not mailed; they count for nothing\n", number(many))
        }
        (many, Lang::Zh) => format!("  {} 份报告涉及未曾投递的地址，不予计入\n", number(many)),
    }
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
    let head = lang.pick("What to do now", "现在怎么办");
    let mut text = if style.colour { format!("\u{1b}[1m{head}\u{1b}[0m\n") } else { format!("{head}\n") };
    let parts = [
        (Whose::Sender, lang.pick("at your side", "自己一方")),
        (Whose::Recipient, lang.pick("with the list", "名单")),
        (Whose::Network, lang.pick("wait, or look closer", "等待或细看")),
    ];
    for (whose, title) in parts {
        let of_whom: Vec<Class> = classes
            .iter()
            .map(|(class, _)| *class)
            .filter(|class| class.whose() == whose && *class != Class::NotABounce)
            .collect();
        if of_whom.is_empty() {
            continue;
        }
        let _ = writeln!(text, "  {title}{}", lang.pick(":", "："));
        for class in of_whom {
            let _ = writeln!(text, "    {:<19} {}", class.word(), class.reason().texts(lang).remedy);
        }
    }
    text
}

/// What the whole run changed: refusals that are the receiver's, and deliveries after bounces.
pub fn settled(settled: &Settled, lang: Lang, style: Style) -> String {
    let mut text = String::new();
    for held in &settled.held {
        let (receiver, count) = (safe(&held.receiver, 80), number(held.addresses));
        let example = if style.redact { hidden::hidden(&held.example, None) } else { held.example.clone() };
        let example = safe(&example, DIAGNOSTIC_WIDTH);
        let _ = match lang {
            Lang::En => writeln!(
                text,
                "held: {receiver} refused {count} addresses in the same words; a refusal of the receiver suppresses nobody: {example}"
            ),
            Lang::Zh => {
                writeln!(text, "暂不屏蔽：{receiver} 用同样的话拒收 {count} 个地址，视为收信方的拒绝：{example}")
            }
        };
    }
    if let Some((domain, day)) = &settled.denied {
        let domain = safe(domain, 80);
        let _ = match lang {
            Lang::En => writeln!(
                text,
                "{domain} was said not to exist on {day}, though it surely does: whoever looked names up that day cannot be believed, so no address is suppressed for its host"
            ),
            Lang::Zh => writeln!(
                text,
                "{day} 有记录称 {domain} 不存在，而它肯定存在：当天的域名解析不可信，因此不因“找不到主机”屏蔽任何地址"
            ),
        };
    }
    let told = [
        (
            settled.lifted,
            lang.pick("off the list, because mail arrived after it had come back", "之后投递成功，已移出名单"),
        ),
        (
            settled.delivered_before,
            lang.pick(
                "arrived before the last bounce; the address stays suppressed",
                "在最后一次退信之前投递成功，仍屏蔽",
            ),
        ),
    ];
    for (count, what) in told.into_iter().filter(|(count, _)| *count > 0) {
        let _ = writeln!(text, "{}: {what}", number(count));
    }
    text
}

/// What became of the suppression list.
pub fn suppression(file: &str, totals: Totals, lang: Lang) -> String {
    let watched = match (totals.watched, lang) {
        (0, _) => String::new(),
        (watched, Lang::En) => format!(", and {} watched until it comes back again", number(watched)),
        (watched, Lang::Zh) => format!("，另有 {} 个地址待观察（再次退信才屏蔽）", number(watched)),
    };
    let file = safe(file, 100);
    match (totals.suppressed, lang) {
        (1, Lang::En) => format!("1 suppressed address in {file}{watched}\n"),
        (many, Lang::En) => format!("{} suppressed addresses in {file}{watched}\n", number(many)),
        (many, Lang::Zh) => format!("{file} 中有 {} 个被屏蔽的地址{watched}\n", number(many)),
    }
}
