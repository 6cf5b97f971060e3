//! Terminal sessions written down in Markdown, played again and compared: those of README, and those in `tests/cmd/`.
//!
//! Each is played in a folder of its own with `data` beside it, as in a checkout. `TRYCMD=overwrite` does not reach the
//! copies; change the text by hand.

use std::fs;
use std::path::Path;

const CHECKOUT: &str = env!("CARGO_MANIFEST_DIR");

/// Copies a text into a folder where trycmd plays it, with the demo beside it.
fn stage(folder: &Path, text: &Path) {
    let name = text.file_stem().expect("a name").to_string_lossy().into_owned();
    let content = fs::read_to_string(text).expect("a transcript");
    fs::write(folder.join(format!("{name}.md")), with_final_line_ends(&content)).expect("a copy");
    let data = folder.join(format!("{name}.in/data/demo"));
    fs::create_dir_all(&data).expect("a folder");
    for file in fs::read_dir(Path::new(CHECKOUT).join("data/demo")).expect("the demo") {
        let file = file.expect("an entry");
        fs::copy(file.path(), data.join(file.file_name())).expect("a copy");
    }
}

/// trycmd takes the line end before the closing fence for part of the fence; people do not.
fn with_final_line_ends(text: &str) -> String {
    let mut inside = false;
    let mut staged = String::new();
    for line in text.lines() {
        if inside && line == "```" {
            staged.push('\n');
        }
        inside = if line.starts_with("```") { line == "```console" } else { inside };
        staged.push_str(line);
        staged.push('\n');
    }
    staged
}

#[test]
fn transcripts_are_what_presend_says() {
    let folder = tempfile::tempdir().expect("a folder");
    for readme in ["README.md", "README.zh-CN.md"] {
        stage(folder.path(), &Path::new(CHECKOUT).join(readme));
    }
    for text in fs::read_dir(Path::new(CHECKOUT).join("tests/cmd")).expect("the transcripts") {
        stage(folder.path(), &text.expect("an entry").path());
    }
    let cases = trycmd::TestCases::new();
    cases.env("CI", "").env("NO_COLOR", "1").env("COLUMNS", "100");
    cases.case(format!("{}/*.md", folder.path().display()));
    cases.run();
}
