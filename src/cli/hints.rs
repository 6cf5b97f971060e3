//! What people meet who begin: `presend` alone, `presend list.csv`, and commands that are mistyped.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use presend::domain::Domain;
use presend::reason::Lang;
use presend::report::text::safe;
use std::path::Path;

/// The longest word that is repeated.
const WORD_WIDTH: usize = 120;

/// What to say in place of clap's own message, if something better is known.
pub fn instead_of(error: &clap::Error, lang: Lang) -> Option<String> {
    match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            Some(lang.pick(WELCOME, WELCOME_ZH).to_owned())
        }
        ErrorKind::InvalidSubcommand => {
            let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return None };
            let what = guess(word, Path::new(word).exists())?;
            let word = safe(word, WORD_WIDTH);
            let quoted =
                if word.contains([' ', '\'', '"', '$', '&', ';']) { format!("{word:?}") } else { word.clone() };
            Some(match what {
                Guess::List => lang.pick(
                    format!(
                        "error: what is to be done with {word}?\n  To clean it:            presend clean {quoted}\n  \
                         To pass or fail it:     presend gate {quoted}\n  To read it as bounces:  presend bounce {quoted}\n"
                    ),
                    format!(
                        "error: 要对 {word} 做什么？\n  清洗列表：    presend clean {quoted}\n  \
                         通过或拦截：  presend gate {quoted}\n  当作退信阅读：presend bounce {quoted}\n"
                    ),
                ),
                Guess::Missing => lang.pick(
                    format!(
                        "error: there is no file {word}, and no command of that name. Check the name and the folder, then: \
                         presend clean {quoted}\n"
                    ),
                    format!("error: 没有文件 {word}，也没有这个命令。请检查文件名和文件夹，然后运行：presend clean {quoted}\n"),
                ),
                Guess::Address => lang.pick(
                    format!("error: to check an address: presend check {quoted}\n"),
                    format!("error: 检查一个地址：presend check {quoted}\n"),
                ),
                Guess::Domain => lang.pick(
                    format!("error: to check a sender's domain: presend sender {quoted} --ip ADDRESS\n"),
                    format!("error: 检查发信域名：presend sender {quoted} --ip 发信地址\n"),
                ),
                Guess::Bounce => lang.pick(
                    format!("error: to learn what a bounce means: presend explain {quoted}\n"),
                    format!("error: 了解退信的含义：presend explain {quoted}\n"),
                ),
            })
        }
        _ => None,
    }
}

/// What a word in the place of a command probably is.
#[derive(Debug, PartialEq, Eq)]
enum Guess {
    /// A file that is there.
    List,
    /// A file that is not there.
    Missing,
    Address,
    Domain,
    /// The text of a bounce.
    Bounce,
}

fn guess(word: &str, exists: bool) -> Option<Guess> {
    const LISTS: &[&str] = &[
        "csv", "tsv", "txt", "xlsx", "xls", "ods", "fods", "json", "jsonl", "parquet", "vcf", "ldif", "gz", "zst",
        "mbox", "eml", "log",
    ];
    let ending = word.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if exists {
        Some(Guess::List)
    } else if word.contains('@') && !word.contains(char::is_whitespace) {
        Some(Guess::Address)
    } else if ending.is_some_and(|ending| LISTS.contains(&&*ending)) {
        Some(Guess::Missing)
    } else if word.contains(char::is_whitespace) && word.starts_with(['4', '5']) {
        Some(Guess::Bounce)
    } else {
        let domain = Domain::new(word).ok().filter(|domain| domain.as_str().contains('.') && domain.tld_exists());
        domain.map(|_| Guess::Domain)
    }
}

const WELCOME: &str = "\
presend finds, before you send, what would make your mail come back.

  presend clean list.csv                     sort a list into clean, review, rejected and retry
  presend sender example.com --ip 192.0.2.1  check your own set-up before a campaign
  presend gate list.csv                      pass or fail a list in CI
  presend check ann@homail.com               one address
  presend bounce bounces/                    why mail came back, and whom to leave out
  presend explain domain.nxdomain            what a code or the text of a bounce means

Say presend COMMAND --help for more on one, and presend --help for all of them.
";

const WELCOME_ZH: &str = "\
presend 在发送之前找出会被退回的邮件。

  presend clean list.csv                     把列表分成 clean、review、rejected、retry 四份
  presend sender example.com --ip 192.0.2.1  群发之前检查自己的发信设置
  presend gate list.csv                      在 CI 中通过或拦截一个列表
  presend check ann@homail.com               检查一个地址
  presend bounce bounces/                    退信的原因，以及不该再发的地址
  presend explain domain.nxdomain            解释一个代码或一段退信

presend 命令 --help 给出详细说明；presend --help 列出全部命令。
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_the_place_of_a_command_is_understood() {
        let check = |word, exists, expected| assert_eq!(guess(word, exists), expected, "{word}");
        check("list.csv", true, Some(Guess::List));
        check("list.csv", false, Some(Guess::Missing));
        check("ann@homail.com", false, Some(Guess::Address));
        check("example.com", false, Some(Guess::Domain));
        check("550 5.1.1 User unknown", false, Some(Guess::Bounce));
        check("claen", false, None);
    }
}
