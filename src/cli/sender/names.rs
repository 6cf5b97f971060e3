//! The domains that `presend sender` is to check: those of the command line, and those of `--from-file`.

use super::super::args::Sender;
use super::octets;
use super::setup::{Common, domain};
use crate::cli::format::FormArg;
use presend::domain::Domain;
use presend::reason::sentence;
use presend::report::formats::Format;
use presend::sender::Wanted;
use std::collections::HashSet;
use std::path::Path;

/// Domains of one run. Each is some fifty questions.
const DOMAINS_MAX: usize = 10_000;
/// Octets of a file of domains, comments included.
const FILE_OCTETS_MAX: u64 = 16 << 20;
/// The longest name that is shown of what is no domain, in characters.
const NAME_WIDTH: usize = 253;

/// What is said of one sender cannot be said of several.
pub fn refuse_what_belongs_to_one(args: &Sender, forms: &[FormArg]) -> anyhow::Result<()> {
    anyhow::ensure!(args.eml.is_none(), sentence!("sender-eml-alone"));
    anyhow::ensure!(!args.connect, sentence!("sender-connect-alone"));
    let is_page = |form: &FormArg| form.format == Format::Html;
    anyhow::ensure!(!forms.iter().any(is_page), sentence!("sender-page-alone"));
    let mut selectors = args.dkim.iter().flat_map(|list| list.split(','));
    match selectors.find(|text| text.to_ascii_lowercase().contains("._domainkey.")) {
        Some(whole) => anyhow::bail!(sentence!("sender-dkim-alone", key = whole.trim().to_owned())),
        None => Ok(()),
    }
}

/// All domains, each once, where it stands first.
pub fn wanted(args: &Sender) -> anyhow::Result<Vec<Wanted>> {
    let text = args.from_file.as_deref().map(read).transpose()?.unwrap_or_default();
    let named = args.domains.iter().map(|name| (None, name.as_str()));
    let of_file = text.lines().zip(1..).map(|(line, number)| (Some(number), bare(line)));
    let common = Common::read(args)?;
    let mut wanted = Vec::new();
    let mut seen: HashSet<Domain> = HashSet::new();
    for (line, name) in named.chain(of_file.filter(|(_, name)| !name.is_empty())) {
        let domain = domain(name).ok();
        if domain.as_ref().is_some_and(|domain| !seen.insert(domain.clone())) {
            continue;
        }
        let name = domain.as_ref().map_or_else(|| name.chars().take(NAME_WIDTH).collect(), ToString::to_string);
        anyhow::ensure!(wanted.len() < DOMAINS_MAX, sentence!("sender-too-many", most = DOMAINS_MAX));
        let setup = domain.map(|domain| common.of(domain)).transpose()?;
        wanted.push(Wanted { name, line, setup });
    }
    anyhow::ensure!(!wanted.is_empty(), sentence!("sender-file-empty"));
    Ok(wanted)
}

/// A line without its comment. No domain has a # in it.
fn bare(line: &str) -> &str {
    line.split('#').next().unwrap_or_default().trim()
}

fn read(path: &Path) -> anyhow::Result<String> {
    let bytes = octets("--from-file", path, FILE_OCTETS_MAX)?;
    // Editors and shells of Windows write UTF-16, and a mark before UTF-8.
    Ok(encoding_rs::UTF_8.decode(&bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn of(content: &[u8]) -> anyhow::Result<Vec<(String, Option<u64>, bool)>> {
        use crate::cli::args::{Arguments, Command};
        use clap::FromArgMatches;
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("domains.txt");
        fs::write(&path, content)?;
        let path = path.to_string_lossy().into_owned();
        let whole = Arguments::whole(presend::reason::Lang::En, 100);
        let matches = whole.try_get_matches_from(["presend", "sender", "A.example", "--from-file", &path])?;
        let Command::Sender(args) = Arguments::from_arg_matches(&matches)?.command else { panic!("sender") };
        Ok(wanted(&args)?.into_iter().map(|one| (one.name, one.line, one.setup.is_some())).collect())
    }

    #[test]
    fn lines_are_read_as_people_write_them() {
        let text = "\u{feff}# ours\r\n\r\n  b.example  # shop\r\na.example\r\nB.EXAMPLE.\r\nann@例子.example\nhttps://c.example/\n";
        let line = |name: &str, line, is_domain| (name.to_owned(), line, is_domain);
        let expected = [
            line("a.example", None, true),
            line("b.example", Some(3), true),
            line("xn--fsqu00a.example", Some(6), true),
            line("https://c.example/", Some(7), false),
        ];
        assert_eq!(of(text.as_bytes()).unwrap(), expected);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of(&utf16).unwrap(), expected);
    }

    #[test]
    fn bytes_of_any_kind_are_no_reason_to_stop() {
        let lines = of(b"\x00\xff\xfe\nb.example\n\x80 x\n").unwrap();
        assert_eq!(lines.iter().filter(|(_, _, is_domain)| *is_domain).count(), 2);
        let many: String = (0..=DOMAINS_MAX).map(|n| format!("d{n}.example\n")).collect();
        assert!(of(many.as_bytes()).unwrap_err().to_string().contains("in parts"));
    }
}
