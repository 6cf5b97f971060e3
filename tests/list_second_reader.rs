//! The same records, for whoever reads them: random lists and what is made of them are read by two other readers of CSV, Python's
//! module `csv` and the crate `csv`. The records of the input are those of all output lists together, without the columns that
//! presend adds; and they are so again when the results are cleaned themselves.
//!
//! Two hundred lists by default; `SECOND_READER_LISTS` says how many. `SECOND_READER_ONLY` makes one by its number, and keeps it.

use crate::conservation::{cleaned_offline, every_row_once};
use encoding_rs::{GBK, UTF_16BE, UTF_16LE};
use presend::judge::Verdict;
use presend::list::sniff;
use presend::list::{Encoding, Layout, PLAIN_DELIMITER, RowReader, Source};
use presend::reason::Reason;
use presend::run::clean::ADDED_COLUMNS;
use presend::run::list::List;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Lists that one process of Python's reads.
const BATCH: usize = 100;

/// Reads each file that a line names, and writes its records: how many, how many cells each has, and each cell with its length.
const READ: &str = "
import csv, io, struct, sys
csv.field_size_limit(1 << 30)
out = sys.stdout.buffer
number = lambda value: out.write(struct.pack('<I', value))
for line in sys.stdin:
    encoding, delimiter, path = line.rstrip('\\n').split(' ', 2)
    text = open(path, 'rb').read().decode(encoding, 'surrogateescape').removeprefix('\\ufeff')
    records = list(csv.reader(io.StringIO(text, newline=''), delimiter=chr(int(delimiter))))
    number(len(records))
    for record in records:
        number(len(record))
        for cell in record:
            cell = cell.encode('utf-8', 'surrogateescape')
            number(len(cell))
            out.write(cell)
";

type Record = Vec<Vec<u8>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Charset {
    Utf8,
    Gbk,
    Utf16Le,
    Utf16Be,
}

impl Charset {
    fn python(self) -> &'static str {
        match self {
            Charset::Utf8 => "utf-8",
            Charset::Gbk => "gb18030",
            Charset::Utf16Le => "utf-16-le",
            Charset::Utf16Be => "utf-16-be",
        }
    }

    fn decode(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Charset::Utf8 => bytes.to_vec(),
            Charset::Gbk => GBK.decode_without_bom_handling(bytes).0.into_owned().into_bytes(),
            Charset::Utf16Le => UTF_16LE.decode_with_bom_removal(bytes).0.into_owned().into_bytes(),
            Charset::Utf16Be => UTF_16BE.decode_with_bom_removal(bytes).0.into_owned().into_bytes(),
        }
    }

    fn encode(self, text: &str, mark: bool) -> Vec<u8> {
        let text = if mark && self != Charset::Gbk { format!("\u{feff}{text}") } else { text.to_owned() };
        match self {
            Charset::Utf8 => text.into_bytes(),
            Charset::Gbk => GBK.encode(&text).0.into_owned(),
            Charset::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Charset::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

/// A list as somebody's program, or somebody's hand, might have written it.
struct Made {
    bytes: Vec<u8>,
    charset: Charset,
    /// Quotes stand where the standard has none.
    stray: bool,
}

/// What kinds of trouble a list has.
struct Style {
    delimiter: char,
    line_ends: &'static [&'static str],
    columns: usize,
    email: usize,
    header: bool,
    stray: bool,
    ragged: bool,
    blank: bool,
    nul: bool,
    long: bool,
}

impl Style {
    fn random(rng: &mut StdRng) -> Style {
        const LINE_ENDS: [&[&str]; 5] = [&["\n"], &["\r\n"], &["\r"], &["\n", "\r\n", "\r"], &["\r\r\n", "\n"]];
        let columns = rng.random_range(1..7);
        Style {
            delimiter: *[',', ';', '\t', '|'].choose(rng).unwrap_or(&','),
            line_ends: LINE_ENDS[*[0, 0, 1, 1, 1, 2, 3, 3, 4].choose(rng).unwrap_or(&0)],
            columns,
            email: rng.random_range(0..columns),
            header: rng.random_bool(0.7),
            stray: rng.random_bool(0.12),
            ragged: columns > 1 && rng.random_bool(0.2),
            blank: rng.random_bool(0.2),
            nul: rng.random_bool(0.05),
            long: rng.random_bool(0.01),
        }
    }

    fn line_end(&self, rng: &mut StdRng) -> &'static str {
        self.line_ends.choose(rng).copied().unwrap_or("\n")
    }
}

fn pick<'a>(rng: &mut StdRng, from: &[&'a str]) -> &'a str {
    from.choose(rng).copied().unwrap_or_default()
}

fn quoted(content: &str) -> String {
    format!("\"{}\"", content.replace('"', "\"\""))
}

/// The text of a cell, quoted where it must be, and sometimes where it need not.
fn written(rng: &mut StdRng, content: &str, style: &Style) -> String {
    let needs = content.contains([style.delimiter, '"', '\r', '\n']);
    if needs || rng.random_bool(0.2) { quoted(content) } else { content.to_owned() }
}

fn address(rng: &mut StdRng) -> String {
    let domain = pick(rng, &["gmail.com", "gmial.com", "qq.com", "example.org", "web.de", "homail.con", "a-b.co.uk"]);
    let local = pick(rng, &["ann", "bob.lee", "info", "x_y", "张伟", "o'neil", "carl+news"]);
    match rng.random_range(0..24) {
        0 => format!("{local}@"),
        1 => format!("{local}＠{domain}"),
        2 => format!("<{local}{}@{domain}>", rng.random_range(0..99)),
        3 => format!(" {local}@{domain} "),
        4 => format!("\"{local}\"@{domain}"),
        5 => String::new(),
        _ => format!("{local}{}@{domain}", rng.random_range(0..9_999)),
    }
}

/// A cell that is no address.
fn other(rng: &mut StdRng, style: &Style) -> String {
    let words =
        ["Lee", "Ann Lee", "Müller", "广州", "李娜", "12", "2024-05-01", "+49 30 1234", "x", "n/a", "=1+1", "5\" nail"];
    match rng.random_range(0..10) {
        0 => String::new(),
        1..=6 => pick(rng, &words).to_owned(),
        _ => {
            let mut text = String::new();
            for _ in 0..rng.random_range(0..9) {
                let delimiter = style.delimiter.to_string();
                let pieces =
                    [pick(rng, &words), &delimiter, "\"", "\"\"", style.line_end(rng), " ", "\n", "a@b.de", "\r"];
                text += pick(rng, &pieces);
            }
            text
        }
    }
}

/// A cell with quotes that the standard does not know.
fn stray(rng: &mut StdRng, content: &str) -> String {
    match rng.random_range(0..5) {
        0 => format!("\"{content}"),
        1 => format!("{content}\""),
        2 => format!("\"{content}\" x"),
        3 => format!(" \"{content}\""),
        _ => format!("\"{content}\"\"{content}"),
    }
}

fn row(rng: &mut StdRng, style: &Style) -> String {
    let count = match rng.random_range(0..6) {
        0 if style.ragged => 1,
        1 if style.ragged => rng.random_range(1..style.columns + 3),
        _ => style.columns,
    };
    let mut cells = Vec::new();
    for column in 0..count {
        let content = if column == style.email { address(rng) } else { other(rng, style) };
        let mut cell = written(rng, &content, style);
        if style.stray && rng.random_bool(0.1) {
            cell = stray(rng, &content.replace(['"', '\r', '\n'], ""));
        }
        if style.nul && rng.random_bool(0.1) && !cell.ends_with('"') {
            cell.push('\0');
        }
        cells.push(cell);
    }
    cells.join(&style.delimiter.to_string())
}

fn made(rng: &mut StdRng) -> Made {
    let style = Style::random(rng);
    let mut text = String::new();
    if style.header {
        let names = ["name", "姓名", "city", "Last, first", "note \"x\"", "phone"];
        let names: Vec<String> = (0..style.columns)
            .map(|column| if column == style.email { "email".to_owned() } else { written(rng, names[column], &style) })
            .collect();
        text += &names.join(&style.delimiter.to_string());
        text += style.line_end(rng);
    }
    let many = rng.random_bool(0.1);
    let rows = rng.random_range(1..if many { 200 } else { 14 });
    for number in 0..rows {
        if style.blank && rng.random_bool(0.2) {
            text += style.line_end(rng);
        }
        text += &row(rng, &style);
        if style.long && number == rows / 2 && style.columns > 1 {
            let long = pick(rng, &["word ", "a,b;c|d", "李"]).repeat(rng.random_range(10_000..200_000));
            text.push(style.delimiter);
            text += &quoted(&long);
        }
        if number + 1 < rows || rng.random_bool(0.8) {
            text += style.line_end(rng);
        }
    }
    let charset = match rng.random_range(0..20) {
        0..=13 => Charset::Utf8,
        14..=16 => Charset::Gbk,
        17 | 18 => Charset::Utf16Le,
        _ => Charset::Utf16Be,
    };
    // What GBK has no sign for would become a reference with a number.
    let text = if charset == Charset::Gbk { text.replace('ü', "ue") } else { text };
    let mark = rng.random_bool(if charset == Charset::Utf8 { 0.2 } else { 0.8 });
    Made { bytes: charset.encode(&text, mark), charset, stray: style.stray }
}

/// What presend makes of a list.
struct Cleaned {
    layout: Layout,
    outputs: Vec<Vec<u8>>,
    /// Rows of each.
    rows: Vec<u64>,
    /// Presend reads a quote as content.
    stray: bool,
}

/// `Err` when the list is refused, with what is said.
fn cleaned(bytes: &[u8], charset: Charset) -> Result<Cleaned, String> {
    let source = Source::spool(bytes, &Default::default()).map_err(|error| error.to_string())?;
    let sample = source.sample().map_err(|error| error.to_string())?;
    let layout = sniff(&sample, &Default::default()).map_err(|error| error.to_string())?;
    let list = List::new(source, layout.clone());
    let (tally, lists) = cleaned_offline(&list);
    let mut stray = false;
    let mut rows = RowReader::new(list.source.read().expect("the list"), &list.layout);
    let _ = rows.header().expect("the header");
    while let Some(row) = rows.next_row().expect("a row") {
        stray |= row.findings.contains(&Reason::InputStrayQuote);
    }
    if !list.layout.earlier_columns {
        every_row_once_as_text(&list, bytes, charset, &lists);
    }
    let rows = Verdict::ALL.map(|verdict| tally.of(verdict)).to_vec();
    Ok(Cleaned { layout, outputs: lists.map(|(_, bytes)| bytes).to_vec(), rows, stray })
}

/// Holds the rows of the four lists against those of the input. In UTF-16 they are compared as UTF-8.
fn every_row_once_as_text(list: &List, bytes: &[u8], charset: Charset, lists: &[(Verdict, Vec<u8>); 4]) {
    if !matches!(charset, Charset::Utf16Le | Charset::Utf16Be) {
        every_row_once(list, lists);
        return;
    }
    let source = Source::spool(&charset.decode(bytes)[..], &Default::default()).expect("a list");
    let layout = Layout { encoding: Encoding::Utf8, bom: false, ..list.layout.clone() };
    let lists = lists.each_ref().map(|(verdict, bytes)| (*verdict, charset.decode(bytes)));
    every_row_once(&List::new(source, layout), &lists);
}

/// The records of a text as the crate `csv` reads them.
fn read_by_crate(text: &[u8], delimiter: u8) -> Vec<Record> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text);
    reader.byte_records().map(|record| record.expect("a record").iter().map(<[u8]>::to_vec).collect()).collect()
}

/// The records of these files as Python reads them, file by file.
fn read_by_python(wanted: &str, folder: &Path) -> Vec<Vec<Record>> {
    fs::write(folder.join("wanted"), wanted).expect("room");
    let wanted = File::open(folder.join("wanted")).expect("written just now");
    let mut command = Command::new("python3");
    command.arg("-c").arg(READ).current_dir(folder).stdin(wanted).stderr(Stdio::inherit());
    let output = command.output().expect("python3");
    assert!(output.status.success(), "Python cannot read a list");
    let mut rest = Rest(&output.stdout);
    std::iter::from_fn(|| (!rest.0.is_empty()).then(|| rest.records())).collect()
}

/// What is left of Python's answer.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take(&mut self, octets: usize) -> Vec<u8> {
        let (taken, after) = self.0.split_at(octets);
        self.0 = after;
        taken.to_vec()
    }

    fn number(&mut self) -> usize {
        u32::from_le_bytes(self.take(4).try_into().expect("four octets")) as usize
    }

    fn record(&mut self) -> Record {
        (0..self.number())
            .map(|_| {
                let octets = self.number();
                self.take(octets)
            })
            .collect()
    }

    fn records(&mut self) -> Vec<Record> {
        (0..self.number()).map(|_| self.record()).collect()
    }
}

fn is_blank(record: &Record) -> bool {
    record.iter().all(Vec::is_empty)
}

fn filled(mut record: Record, columns: usize) -> Record {
    record.resize(record.len().max(columns), Vec::new());
    record
}

/// Whether the last three cells are what presend adds to a row.
fn ends_with_a_verdict(record: &Record) -> bool {
    let Some(at) = record.len().checked_sub(ADDED_COLUMNS.len()) else { return false };
    let is_verdict =
        Verdict::ALL.iter().any(|verdict| record[at] == verdict.word().as_bytes()) || record[at].is_empty();
    is_verdict && record[at + 1].split(|&byte| byte == b' ').all(|code| code.is_empty() || code.contains(&b'.'))
}

/// The records of a list: those of its header and what is above it, and the others in any order, without blank ones.
#[derive(Debug, Default, PartialEq, Eq)]
struct Records {
    head: Vec<Record>,
    body: Vec<Record>,
}

impl Records {
    /// Those of an input whose header is so many records.
    fn of_input(records: &[Record], head: usize, columns: usize) -> Records {
        let mut records = records.iter().filter(|record| !is_blank(record)).cloned();
        let mut head: Vec<Record> = records.by_ref().take(head).collect();
        if let Some(names) = head.last_mut() {
            *names = filled(std::mem::take(names), columns);
        }
        let mut body: Vec<Record> = records.map(|record| filled(record, columns)).collect();
        body.sort();
        Records { head, body }
    }

    /// Those of all output lists together, without the columns that were added.
    fn of_outputs<'r>(lists: impl Iterator<Item = &'r Vec<Record>>, header: bool) -> Result<Records, String> {
        let (mut all, mut heads) = (Records::default(), Vec::new());
        for list in lists {
            let mut records = list.iter().filter(|record| !is_blank(record));
            let mut head = Vec::new();
            while header && !head.last().is_some_and(|record: &Record| record.ends_with(&names())) {
                head.push(records.next().ok_or("the added columns have no names")?.clone());
            }
            if let Some(last) = head.last_mut() {
                last.truncate(last.len() - ADDED_COLUMNS.len());
            }
            heads.push(head);
            for record in records {
                if !ends_with_a_verdict(record) {
                    return Err(format!("no verdict at the end of {}", shown(record)));
                }
                all.body.push(record[..record.len() - ADDED_COLUMNS.len()].to_vec());
            }
        }
        if heads.windows(2).any(|two| two[0] != two[1]) {
            return Err("headers that differ".to_owned());
        }
        all.head = heads.pop().unwrap_or_default();
        all.body.retain(|record| !is_blank(record));
        all.body.sort();
        if all.head.iter().chain(&all.body).any(|record| record.iter().any(|cell| names().contains(cell))) {
            return Err("added columns are there twice".to_owned());
        }
        Ok(all)
    }

    fn check(&self, expected: &Records) -> Result<(), String> {
        if self == expected {
            return Ok(());
        }
        let all = |records: &Records| [&records.head[..], &records.body].concat();
        let (found, wanted) = (all(self), all(expected));
        let place = found.iter().zip(&wanted).position(|(a, b)| a != b).unwrap_or(found.len().min(wanted.len()));
        let [this, that] = [&found, &wanted].map(|records| records.get(place).map_or("nothing".to_owned(), shown));
        Err(format!("{} records for {}: {this} for {that}", found.len(), wanted.len()))
    }
}

fn names() -> [Vec<u8>; 3] {
    ADDED_COLUMNS.map(|name| name.as_bytes().to_vec())
}

fn shown(record: &Record) -> String {
    let cells: Vec<_> = record.iter().map(|cell| String::from_utf8_lossy(&cell[..cell.len().min(80)])).collect();
    format!("{cells:?}")
}

/// A list with what was made of it: how it was read, and which files of the batch hold it.
struct Step {
    columns: usize,
    header: bool,
    input: usize,
    outputs: Vec<usize>,
}

impl Step {
    fn outputs(&self, files: &[Vec<Record>]) -> Result<Records, String> {
        Records::of_outputs(self.outputs.iter().map(|&number| &files[number]), self.header)
    }

    /// The records of the list are those of all that was made of it.
    fn check_first(&self, files: &[Vec<Record>]) -> Result<(), String> {
        let found = self.outputs(files)?;
        found.check(&Records::of_input(&files[self.input], found.head.len(), self.columns))
    }

    /// The same of a list that presend made.
    fn check_again(&self, files: &[Vec<Record>], had_header: bool) -> Result<(), String> {
        let before = Records::of_outputs(std::iter::once(&files[self.input]), had_header)?;
        self.outputs(files)?.check(&before)
    }
}

/// One list of a batch, cleaned once, and what came out cleaned again.
struct Case {
    number: usize,
    stray_wanted: bool,
    stray_seen: bool,
    plain: bool,
    first: Step,
    again: Vec<Step>,
}

/// The files of one batch, as both readers are to see them.
struct Batch {
    folder: tempfile::TempDir,
    wanted: String,
    /// As the crate `csv` reads them.
    files: Vec<Vec<Record>>,
}

impl Batch {
    fn new() -> Batch {
        Batch { folder: tempfile::tempdir().expect("a folder"), wanted: String::new(), files: Vec::new() }
    }

    fn add(&mut self, bytes: &[u8], charset: Charset, delimiter: u8) -> usize {
        let number = self.files.len();
        fs::write(self.folder.path().join(number.to_string()), bytes).expect("room");
        let _ = writeln!(self.wanted, "{} {delimiter} {number}", charset.python());
        self.files.push(read_by_crate(&charset.decode(bytes), delimiter));
        number
    }

    fn step(&mut self, input: usize, charset: Charset, cleaned: &Cleaned) -> Step {
        let delimiter = cleaned.layout.delimiter.unwrap_or(PLAIN_DELIMITER);
        let outputs = cleaned.outputs.iter().map(|bytes| self.add(bytes, charset, delimiter)).collect();
        let columns = cleaned.layout.delimiter.map_or(0, |_| cleaned.layout.columns);
        Step { columns, header: cleaned.layout.header, input, outputs }
    }
}

/// What became of all lists.
#[derive(Debug, Default)]
struct Tally {
    refused: Vec<String>,
    /// Lists about whose records the readers differ, presend included. Their bytes are kept.
    disputed: usize,
    /// Those of them in which no quote was put where none belongs.
    disputed_without_cause: Vec<usize>,
    again: usize,
    faults: Vec<String>,
    /// What was found when results were cleaned again.
    again_faults: BTreeMap<usize, String>,
}

/// The number of the only list that is made, to look at; it is put into the folder for files of tests.
fn only() -> Option<usize> {
    std::env::var("SECOND_READER_ONLY").ok()?.parse().ok()
}

fn case(number: usize, rng: &mut StdRng, batch: &mut Batch, tally: &mut Tally) -> Option<Case> {
    let made = made(rng);
    if only().is_some() {
        fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("second_reader"), &made.bytes).expect("room");
    }
    let cleaned_once = match cleaned(&made.bytes, made.charset) {
        Ok(cleaned) => cleaned,
        Err(why) => {
            tally.refused.push(format!("{number}: {why}"));
            return None;
        }
    };
    let delimiter = cleaned_once.layout.delimiter.unwrap_or(PLAIN_DELIMITER);
    let input = batch.add(&made.bytes, made.charset, delimiter);
    let first = batch.step(input, made.charset, &cleaned_once);
    let mut again = Vec::new();
    for (place, bytes) in cleaned_once.outputs.iter().enumerate().filter(|(place, _)| cleaned_once.rows[*place] > 0) {
        match cleaned(bytes, made.charset) {
            Ok(cleaned) if cleaned.stray => {}
            Ok(cleaned) => {
                if cleaned.layout.delimiter.unwrap_or(PLAIN_DELIMITER) != delimiter {
                    tally
                        .again_faults
                        .entry(number)
                        .or_insert(format!("{number}: another delimiter in {place} of its lists"));
                }
                again.push(batch.step(first.outputs[place], made.charset, &cleaned));
            }
            // A list without an address is none.
            Err(why) if made.charset.decode(bytes).contains(&b'@') => {
                tally.again_faults.entry(number).or_insert(format!("{number}: {place} of its lists is refused: {why}"));
            }
            Err(_) => {}
        }
    }
    tally.again += again.len();
    let plain = cleaned_once.layout.delimiter.is_none();
    Some(Case { number, stray_wanted: made.stray, stray_seen: cleaned_once.stray, plain, first, again })
}

fn check(cases: &[Case], batch: &Batch, tally: &mut Tally) {
    let by_python = read_by_python(&batch.wanted, batch.folder.path());
    let filled = |records: &[Record]| records.iter().filter(|record| !is_blank(record)).cloned().collect::<Vec<_>>();
    for case in cases {
        let disputed =
            case.stray_seen || filled(&batch.files[case.first.input]) != filled(&by_python[case.first.input]);
        if disputed {
            tally.disputed += 1;
            if !case.stray_wanted {
                tally.disputed_without_cause.push(case.number);
            }
            continue;
        }
        let mut differs = false;
        for (reader, files) in [("Python", &by_python), ("the crate csv", &batch.files)] {
            if let Err(fault) = case.first.check_first(files) {
                // Of quotes that the standard does not know presend may make something else than both, and a few rows full of
                // quotes may be taken for a plain list.
                differs |= case.stray_wanted || case.plain;
                if !differs {
                    tally.faults.push(format!("{}, {reader}: {fault}", case.number));
                }
            }
            let again = case.again.iter().map(|step| step.check_again(files, case.first.header));
            let again = again.filter_map(Result::err).map(|fault| format!("{}, {reader}: {fault}", case.number));
            if !differs {
                for fault in again.take(1) {
                    tally.again_faults.entry(case.number).or_insert(fault);
                }
            }
        }
        tally.disputed += usize::from(differs);
        if differs && !case.stray_wanted {
            tally.disputed_without_cause.push(case.number);
        }
    }
}

/// Cleans these lists, and what comes out of them, and compares all with what both readers see.
fn tally_of(numbers: Range<usize>) -> Tally {
    let (mut batch, mut tally) = (Batch::new(), Tally::default());
    let cases: Vec<Case> = numbers
        .filter(|number| only().is_none_or(|only| only == *number))
        .filter_map(|number| {
            // Each list has a seed of its own, so that one can be made alone.
            let mut rng = StdRng::seed_from_u64(20_261_129 + number as u64);
            case(number, &mut rng, &mut batch, &mut tally)
        })
        .collect();
    check(&cases, &batch, &mut tally);
    tally
}

#[test]
fn two_other_readers_find_the_same_records() {
    let lists: usize = std::env::var("SECOND_READER_LISTS").ok().and_then(|lists| lists.parse().ok()).unwrap_or(200);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    let next = AtomicUsize::new(0);
    let work = || {
        let start = |_| Some(next.fetch_add(BATCH, Ordering::Relaxed)).filter(|start| *start < lists);
        std::iter::repeat(())
            .map_while(start)
            .map(|start| tally_of(start..lists.min(start + BATCH)))
            .collect::<Vec<_>>()
    };
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let working: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        working.into_iter().flat_map(|thread| thread.join().expect("a thread that ends")).collect()
    });
    let sum = |count: fn(&Tally) -> usize| tallies.iter().map(count).sum::<usize>();
    let (disputed, without_cause) = (sum(|tally| tally.disputed), sum(|tally| tally.disputed_without_cause.len()));
    let (refused, again) = (sum(|tally| tally.refused.len()), sum(|tally| tally.again));
    let said = format!(
        "{lists} lists, {refused} refused, {again} results cleaned again; \
         the readers differ about {disputed}, {without_cause} of them without a stray quote; {} come out otherwise when cleaned again",
        sum(|tally| tally.again_faults.len())
    );
    let _ = writeln!(std::io::stderr(), "{said}");
    let faults: Vec<&String> = tallies.iter().flat_map(|tally| &tally.faults).collect();
    assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), &faults[..faults.len().min(40)]);
    // A handful of rows without a header, full of quotes, is told for a list of another delimiter.
    let faults: Vec<&String> = tallies.iter().flat_map(|tally| tally.again_faults.values()).collect();
    assert!(faults.len() * 200 <= lists, "{} faults when cleaned again: {faults:#?}", faults.len());
    let refusals: Vec<&String> = tallies.iter().flat_map(|tally| &tally.refused).collect();
    assert!(refused * 200 <= lists, "{said}: {refusals:#?}");
    let of: Vec<usize> = tallies.iter().flat_map(|tally| tally.disputed_without_cause.clone()).collect();
    assert!(disputed * 8 <= lists && without_cause * 80 <= lists, "{said}: {of:?}");
}
