//! The pictures of a terminal in README show what presend prints. `data/refresh/picture` draws them.

use crate::support::command::{Desk, demo};
use std::fs;

/// The lines of a picture: the text of each element, without its spans.
fn lines(picture: &str) -> Vec<String> {
    let texts = picture.lines().filter(|line| line.starts_with("<text "));
    texts
        .map(|line| {
            let pieces = line.split('<').filter_map(|piece| piece.split_once('>'));
            let text: String = pieces.map(|(_, text)| text).collect();
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        })
        .collect()
}

/// A line without how long the run took.
fn timeless(line: &str) -> String {
    let is_duration = |part: &&str| {
        let number = part.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        number.len() < part.len() && matches!(&part[number.len()..], " ms" | " s")
    };
    line.split(" · ").filter(|part| !is_duration(part)).collect::<Vec<_>>().join(" · ")
}

#[test]
fn pictures_show_what_presend_prints() {
    for (name, lang) in [("terminal.svg", "en"), ("terminal.zh.svg", "zh")] {
        let desk = Desk::new();
        for file in ["contacts.csv", "demo.zone"] {
            desk.put(file, fs::read(demo(file)).expect("a file of the demo"));
        }
        let shown = lines(&fs::read_to_string(demo(name)).expect("a picture"));
        let commands: Vec<&String> = shown.iter().filter(|line| line.starts_with("$ presend ")).collect();
        assert!(commands.len() > 1, "{name}: {commands:?}");
        let mut printed = Vec::new();
        for command in commands {
            let arguments: Vec<&str> = command.split(' ').skip(2).chain(["--lang", lang, "--no-cache"]).collect();
            let output = desk.command(&arguments).env("COLUMNS", "100").output().expect("presend runs");
            printed.push(command.clone());
            for said in [output.stderr, output.stdout] {
                let said = String::from_utf8(said).expect("UTF-8");
                printed.extend(said.lines().filter(|line| !line.is_empty()).map(str::to_owned));
            }
        }
        let [shown, printed] =
            [shown, printed].map(|lines| lines.iter().map(|line| timeless(line)).collect::<Vec<_>>());
        assert_eq!(shown, printed, "{name}: run data/refresh/picture");
    }
}
