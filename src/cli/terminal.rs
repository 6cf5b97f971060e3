//! Standard output and error: colour or not, quiet or not, closed pipes.

use super::Exit;
use super::args::shared::{ColorArg, OutputArgs};
use super::{format, words};
use presend::reason::{Lang, escape};
use presend::report::{Style, WIDTH_UNKNOWN, text};
use std::borrow::Cow;
use std::io::{self, BufRead, IsTerminal, Read, Write};

/// No screen is taken for narrower than this.
const COLUMNS_MIN: usize = 40;
/// The longest line of a message, in characters.
const MESSAGE_WIDTH: usize = 2_000;
/// The longest piece of a line of CSV that is looked at as one.
const LOGGED_OCTETS_MAX: u64 = 1 << 24;

/// How this process speaks.
#[derive(Debug)]
pub struct Terminal {
    pub style: Style,
    pub look: OutputArgs,
    pub lang: Lang,
    colour_on_error: bool,
}

impl Terminal {
    pub fn new(look: &OutputArgs) -> anyhow::Result<Terminal> {
        let wanted = |stream_is_terminal: bool| match look.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => wants_colour(stream_is_terminal),
        };
        let redact = look.redact || (is_on("CI") && !look.no_redact);
        let mut look = look.clone();
        look.format = format::printed(&look.formats)?;
        Ok(Terminal {
            style: Style { colour: wanted(io::stdout().is_terminal()), redact, width: columns() },
            colour_on_error: wanted(io::stderr().is_terminal()),
            lang: look.lang.unwrap_or_else(locale),
            look,
        })
    }

    /// Whether progress is to be told in lines, where there is no terminal to show it on.
    pub fn tells_progress(&self) -> bool {
        !self.look.quiet && !self.look.no_progress && !io::stderr().is_terminal()
    }

    /// Whether progress is to be shown.
    pub fn shows_progress(&self) -> bool {
        !self.look.quiet && !self.look.no_progress && io::stderr().is_terminal()
    }

    /// Writes results to standard output, and tells whether anybody still reads. A reader that has gone away is no
    /// error, and changes no exit code: `presend gate list.csv | head` still fails where the gate fails.
    pub fn print(&self, text: &str) -> io::Result<bool> {
        self.copy(&mut text.as_bytes())
    }

    /// As [`Terminal::print`], for results of any size.
    pub fn copy(&self, content: &mut impl io::Read) -> io::Result<bool> {
        let mut out = io::stdout().lock();
        match io::copy(content, &mut out).and_then(|_| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            result => result.map(|()| true),
        }
    }

    /// As [`Terminal::print`], for CSV: in the log of a CI job its cells must not give the runner orders. A file or a person gets
    /// every byte as it is.
    pub fn copy_csv(&self, content: &mut impl io::Read) -> io::Result<bool> {
        if !prints_to_a_log() {
            return self.copy(content);
        }
        let mut content = io::BufReader::new(content);
        let mut line = Vec::new();
        while content.by_ref().take(LOGGED_OCTETS_MAX).read_until(b'\n', &mut line)? > 0 {
            if !self.print(&escape::csv(&line))? {
                return Ok(false);
            }
            line.clear();
        }
        Ok(true)
    }

    /// Says something about the run on standard error, unless it is to be quiet.
    pub fn say(&self, text: &str) {
        if !self.look.quiet {
            self.write_error(&Terminal::safe(text));
        }
    }

    /// As [`Terminal::say`], for what may have gone wrong.
    pub fn warn(&self, text: &str) {
        self.say(&format!("{}{}{text}", self.lang.text("word-warning"), self.lang.text("sign-colon")));
    }

    /// As [`Terminal::say`], for what is good to know.
    pub fn remark(&self, text: &str) {
        self.say(&format!("{}{}{text}", self.lang.text("word-note"), self.lang.text("sign-colon")));
    }

    /// Says why nothing could be said: the look itself was wrong.
    pub fn failed_to_start(error: &anyhow::Error) -> Exit {
        let lang = words::lang();
        let text = Terminal::safe(&super::errors::in_words(error.as_ref(), lang));
        let _ = writeln!(io::stderr(), "{}{}{text}", lang.text("word-error"), lang.text("sign-colon"));
        Exit::CouldNotRun
    }

    /// Reports why the command could not run.
    pub fn failed(&self, error: &anyhow::Error) -> Exit {
        let word = self.lang.text("word-error");
        let word = if self.colour_on_error { format!("\u{1b}[1;31m{word}\u{1b}[0m") } else { word.to_owned() };
        let text = super::errors::in_words(error.as_ref(), self.lang);
        self.write_error(&format!("{word}{}{}", self.lang.text("sign-colon"), Terminal::safe(&text)));
        Exit::CouldNotRun
    }

    fn write_error(&self, text: &str) {
        // Where standard error is closed there is nobody left to tell.
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Names that users and lists give may hold escape sequences.
    pub fn safe(text: &str) -> String {
        let text = with_arguments_in_one_line(text);
        text.lines().map(|line| text::safe(line, MESSAGE_WIDTH)).collect::<Vec<_>>().join("\n")
    }
}

/// Says something on standard error before anything else is known of how to speak.
pub fn note(what: &str, lang: Lang) {
    let text = Terminal::safe(what);
    let _ = writeln!(io::stderr(), "{}{}{text}", lang.text("word-note"), lang.text("sign-colon"));
}

/// A message that repeats an argument, or one of the values in it, with no line feed of theirs: `*` hands names of files on that hold
/// anything.
fn with_arguments_in_one_line(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for argument in words::typed().iter().map(|argument| argument.to_string_lossy().into_owned()) {
        for part in std::iter::once(&*argument).chain(argument.split(['=', ',']).map(str::trim)) {
            let shown = escape::one_line(part);
            if shown != part {
                text = Cow::Owned(text.replace(part, &shown));
            }
        }
    }
    text
}

/// Whether standard output probably is the log of a CI job: CI systems set `CI`, and a job that wants the bytes names a file.
fn prints_to_a_log() -> bool {
    let is_a_file = || {
        #[cfg(unix)]
        return std::os::fd::AsFd::as_fd(&io::stdout())
            .try_clone_to_owned()
            .is_ok_and(|out| std::fs::File::from(out).metadata().is_ok_and(|metadata| metadata.is_file()));
        #[cfg(not(unix))]
        false
    };
    is_on("CI") && !is_a_file()
}

/// Whether colour suits a stream, as the environment says.
pub fn wants_colour(stream_is_terminal: bool) -> bool {
    let suits = stream_is_terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && (suits || is_on("FORCE_COLOR"))
}

/// Whether a variable that is a switch is set, and says neither `false` nor `0`.
fn is_on(variable: &str) -> bool {
    std::env::var_os(variable)
        .is_some_and(|value| !value.is_empty() && value != "0" && !value.eq_ignore_ascii_case("false"))
}

/// Columns of the screen, or what `COLUMNS` says of it.
pub fn columns() -> usize {
    let screen = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    let said = || std::env::var("COLUMNS").ok()?.parse().ok();
    let columns = screen.map(|(width, _)| usize::from(width.0)).or_else(said).unwrap_or(WIDTH_UNKNOWN);
    columns.max(COLUMNS_MIN)
}

/// The language of the user, as POSIX names it: the first of these that is set.
pub fn locale() -> Lang {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).map_or(Lang::En, |locale| Lang::of_locale(&locale))
}
