//! What the page says beside figures and names, in both languages.

use crate::judge::Verdict;
use crate::reason::Lang;

/// The fixed texts of the page.
pub struct Words {
    pub lang: &'static str,
    pub title: &'static str,
    pub rows: &'static str,
    pub rows_head: &'static str,
    pub addresses: &'static str,
    pub domains: &'static str,
    pub shares: &'static str,
    pub without_address: &'static str,
    pub nothing_to_send_to: &'static str,
    pub blank_rows: &'static str,
    pub can_be_mailed: &'static str,
    pub to_do: &'static str,
    pub why: &'static str,
    pub code: &'static str,
    pub verdict: &'static str,
    pub meaning: &'static str,
    pub remedy: &'static str,
    pub example: &'static str,
    pub failing: &'static str,
    pub domain: &'static str,
    pub typos: &'static str,
    pub typed: &'static str,
    pub meant: &'static str,
    pub providers: &'static str,
    pub countries: &'static str,
    pub mail_hosts: &'static str,
    pub elsewhere: &'static str,
    pub search: &'static str,
    pub none: &'static str,
    pub made_by: &'static str,
    pub asked: &'static str,
    pub not_asked: &'static str,
}

/// The texts of this language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ENGLISH, &CHINESE)
}

const ENGLISH: Words = Words {
    lang: "en",
    title: "Mailing list report",
    rows: "rows",
    rows_head: "Rows",
    addresses: "addresses",
    domains: "domains",
    without_address: "no address",
    nothing_to_send_to: "There is nothing to send to.",
    blank_rows: "blank rows",
    shares: "The list at a glance",
    can_be_mailed: "can be mailed",
    to_do: "What to do now",
    why: "Why rows are not plainly ok",
    code: "Code",
    verdict: "Verdict",
    meaning: "What it means",
    remedy: "What to do",
    example: "First seen",
    failing: "Domains that cannot be mailed",
    domain: "Domain",
    typos: "Likely typing mistakes",
    typed: "As typed",
    meant: "Probably meant",
    providers: "Mailbox providers",
    countries: "Countries of the providers",
    mail_hosts: "Who takes the mail, by domains",
    elsewhere: "other domains",
    search: "Search this table",
    none: "Nothing here.",
    made_by: "Made by",
    asked: "\u{201c}ok\u{201d} means that the domain accepts mail. Mailboxes were not probed, and no mail was sent.",
    not_asked: "\u{201c}ok\u{201d} means that the address is well formed. The DNS was not asked, and no mail was sent.",
};

const CHINESE: Words = Words {
    lang: "zh-Hans",
    title: "邮件列表检查报告",
    rows: "行",
    rows_head: "行数",
    addresses: "个地址",
    domains: "个域名",
    without_address: "没有地址",
    nothing_to_send_to: "没有可以发送的地址。",
    blank_rows: "个空行",
    shares: "列表概览",
    can_be_mailed: "可以发送",
    to_do: "接下来怎么做",
    why: "为什么有些行不能直接发送",
    code: "代码",
    verdict: "结论",
    meaning: "含义",
    remedy: "怎么办",
    example: "首次出现",
    failing: "无法投递的域名",
    domain: "域名",
    typos: "可能的输入错误",
    typed: "输入的域名",
    meant: "可能想写的域名",
    providers: "邮箱服务商",
    countries: "服务商所在国家或地区",
    mail_hosts: "由谁收信（按域名数）",
    elsewhere: "其他域名",
    search: "在表中搜索",
    none: "没有内容。",
    made_by: "生成工具：",
    asked: "“ok” 表示该域名接收邮件；没有逐个探测邮箱，也没有发送任何邮件。",
    not_asked: "“ok” 表示地址书写正确；没有查询 DNS，也没有发送任何邮件。",
};

/// What a verdict means to the reader.
pub fn meaning(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Ok => lang.pick("Mail these.", "可以发送。"),
        Verdict::Review => lang.pick("A person should look first.", "请先人工查看。"),
        Verdict::Reject => lang.pick("Would bounce. Do not mail.", "会被退信，不要发送。"),
        Verdict::Unknown => lang.pick("Could not be found out. Check again later.", "暂时无法判断，稍后再查。"),
    }
}

/// `more` further lines that the page does not show.
pub fn and_more(more: u64, lang: Lang) -> String {
    let more = crate::report::text::number(more);
    lang.pick(format!("and {more} more that are not shown"), format!("另有 {more} 项未显示"))
}

/// A line of the list.
pub fn at_line(line: u64, lang: Lang) -> String {
    lang.pick(format!("line {line}"), format!("第 {line} 行"))
}

/// The list of things to do, the most pressing first.
pub fn to_do(verdicts: [u64; 4], typos: u64, lang: Lang) -> Vec<String> {
    let number = crate::report::text::number;
    let [ok, review, reject, unknown] = verdicts;
    let mut list = Vec::new();
    if reject > 0 {
        list.push(lang.pick(
            format!(
                "Leave out the {} rows of rejected.csv: they would bounce and harm your sending reputation.",
                number(reject)
            ),
            format!("不要发送 rejected.csv 中的 {} 行：它们会被退信，并损害您的发信信誉。", number(reject)),
        ));
    }
    if typos > 0 {
        list.push(lang.pick(
            format!("{} rows look like typing mistakes. Look through the table of likely mistakes, then run clean with --fix typos.", number(typos)),
            format!("{} 行像是输入错误。请查看“可能的输入错误”表，然后用 --fix typos 再次运行 clean。", number(typos)),
        ));
    }
    if review > 0 {
        list.push(lang.pick(
            format!("Look through the {} rows of review.csv before you mail them.", number(review)),
            format!("发送之前，请先人工查看 review.csv 中的 {} 行。", number(review)),
        ));
    }
    if unknown > 0 {
        list.push(lang.pick(
            format!(
                "Run presend again on the {} rows of retry.csv later: the DNS gave no answer. They are not bad rows.",
                number(unknown)
            ),
            format!(
                "稍后对 retry.csv 中的 {} 行再次运行 presend：DNS 没有给出答复，并不表示这些行有问题。",
                number(unknown)
            ),
        ));
    }
    if ok > 0 {
        list.push(lang.pick(
            format!("Mail the {} rows of clean.csv.", number(ok)),
            format!("可以发送 clean.csv 中的 {} 行。", number(ok)),
        ));
    }
    list
}
