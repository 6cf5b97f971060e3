//! `--format`: which forms of the results go where. One form goes to standard output, any number into files.

use presend::reason::{Saying, Sentence, escape, sentence};
use presend::report::formats::{Format, Forms, names};
use std::io::Read;
use std::path::{Path, PathBuf};

/// One `--format`: a form, and the file for it if it does not go to standard output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormArg {
    pub format: Format,
    pub path: Option<PathBuf>,
}

/// Reads `FORMAT` or `FORMAT=PATH`.
pub fn form(text: &str) -> Result<FormArg, Sentence> {
    let (name, path) = text.split_once('=').map_or((text, None), |(name, path)| (name, Some(path)));
    let format = Format::named(name).ok_or_else(|| sentence!("value-format", formats = names(|_| true)))?;
    match path {
        Some("") => Err(sentence!("value-format-file", name = name.to_owned())),
        path => Ok(FormArg { format, path: path.map(PathBuf::from) }),
    }
}

/// The form for standard output: the one without a file, or the one for people.
pub fn printed(forms: &[FormArg]) -> anyhow::Result<Format> {
    let mut printed = forms.iter().filter(|form| form.path.is_none());
    let first = printed.next().map_or(Format::Human, |form| form.format);
    anyhow::ensure!(printed.next().is_none(), sentence!("format-two-printed"));
    for (number, path) in forms.iter().filter_map(|form| form.path.as_deref()).enumerate() {
        anyhow::ensure!(
            forms.iter().filter_map(|form| form.path.as_deref()).take(number).all(|other| other != path),
            sentence!("format-one-file", file = escape::file(path))
        );
    }
    Ok(first)
}

/// The forms that were asked for, with the one for people if none of them goes to standard output.
pub fn and_one_printed(forms: &[FormArg]) -> Vec<FormArg> {
    let mut forms = forms.to_vec();
    if forms.iter().all(|form| form.path.is_some()) {
        forms.push(FormArg { format: Format::Human, path: None });
    }
    forms
}

/// Refuses forms that a command does not have.
pub fn only(forms: &[FormArg], has: impl Fn(&Forms) -> bool) -> anyhow::Result<()> {
    for form in forms {
        let format = form.format.name();
        anyhow::ensure!(has(form.format.forms()), sentence!("format-not-here", format = format, formats = names(&has)));
    }
    Ok(())
}

/// Refuses files, for a command whose answers go to standard output.
pub fn no_files<'f>(forms: impl IntoIterator<Item = &'f FormArg>) -> anyhow::Result<()> {
    anyhow::ensure!(forms.into_iter().all(|form| form.path.is_none()), sentence!("format-no-files"));
    Ok(())
}

/// Refuses files where each of several lists would replace what was written of the one before.
pub fn one_list(forms: &[FormArg], lists: usize) -> anyhow::Result<()> {
    let file = forms.iter().find_map(|form| form.path.as_deref()).filter(|_| lists > 1);
    match file {
        Some(file) => anyhow::bail!(sentence!("format-one-list", file = escape::file(file), lists = lists)),
        None => Ok(()),
    }
}

/// Refuses files that would take the place of what the run reads.
pub fn spare_the_input(forms: &[FormArg], input: &Path) -> anyhow::Result<()> {
    let Ok(input) = input.canonicalize() else { return Ok(()) };
    for path in forms.iter().filter_map(|form| form.path.as_deref()) {
        anyhow::ensure!(
            path.canonicalize().ok().as_deref() != Some(&*input),
            sentence!("format-is-input", file = escape::file(path))
        );
    }
    Ok(())
}

/// Writes a whole file, or leaves what was there. It is readable by no more people than what it was made of, `made_of`, and than a
/// file that stood there before.
pub fn write(path: &Path, content: &mut impl Read, made_of: Option<&Path>) -> anyhow::Result<()> {
    let said = || sentence!("cannot-write", file = escape::file(path));
    // A device or a pipe such as /dev/stderr cannot be replaced.
    if path.exists() && !path.is_file() {
        let mut device = std::fs::OpenOptions::new().write(true).open(path).saying(said)?;
        return std::io::copy(content, &mut device).map(drop).saying(said).map_err(Into::into);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temp = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let narrowed =
            [made_of, Some(path)].into_iter().flatten().filter_map(bits).fold(0o666, |mode, bits| mode & bits);
        // Narrowed by the umask too, as any new file.
        temp.permissions(std::fs::Permissions::from_mode(narrowed | 0o600));
    }
    #[cfg(not(unix))]
    {
        let _ = made_of;
    }
    let mut file = temp.prefix(".presend-").tempfile_in(folder).saying(said)?;
    std::io::copy(content, &mut file).saying(said)?;
    file.persist(path).saying(said)?;
    Ok(())
}

/// The permission bits of a file. `-` is standard input, which may be a file too.
#[cfg(unix)]
fn bits(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let path = if path == Path::new("-") { Path::new("/dev/stdin") } else { path };
    let metadata = path.metadata().ok()?;
    metadata.is_file().then(|| metadata.permissions().mode())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_a_name_and_perhaps_a_file() {
        assert_eq!(form("sarif=a=b.sarif").unwrap(), FormArg { format: Format::Sarif, path: Some("a=b.sarif".into()) });
        assert_eq!(form("json").unwrap(), FormArg { format: Format::Json, path: None });
        assert!(form("yaml").unwrap_err().to_string().starts_with("the formats are human, json"));
        assert!(form("json=").is_err());
    }

    #[test]
    fn one_form_goes_to_standard_output() {
        let forms = |texts: &[&str]| texts.iter().map(|text| form(text).unwrap()).collect::<Vec<_>>();
        assert_eq!(printed(&forms(&["sarif=a.sarif"])).unwrap(), Format::Human);
        assert_eq!(printed(&forms(&["sarif=a.sarif", "json"])).unwrap(), Format::Json);
        assert!(printed(&forms(&["human", "json"])).is_err());
        assert!(printed(&forms(&["json=a", "csv=b", "csv=a"])).is_err());
    }
}
