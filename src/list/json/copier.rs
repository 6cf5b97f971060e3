//! The lines of a JSON Lines file copied into others, with keys added.

use super::adder::Adder;
use super::elements::Frame;
use super::lines::Lines;
use super::scan::Shape;
use crate::list::{Layout, ListError, Source};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// The lines of the file, read once for all lists that are written.
#[derive(Clone)]
pub(in crate::list) struct SharedLines(Arc<Mutex<Lines>>);

impl SharedLines {
    pub fn open(source: &Source) -> Result<SharedLines, ListError> {
        Ok(SharedLines(Arc::new(Mutex::new(source.lines()?))))
    }
}

/// Copies lines of a JSON Lines file.
pub(in crate::list) struct LineCopier<W: Write> {
    output: W,
    frame: Frame,
    lines: SharedLines,
    email_name: String,
    /// Room for the keys of a line.
    path: String,
    adder: Adder,
}

impl<W: Write> LineCopier<W> {
    pub fn new(output: W, frame: Frame, lines: &SharedLines, layout: &Layout) -> LineCopier<W> {
        LineCopier {
            output,
            frame,
            lines: lines.clone(),
            email_name: layout.email_column_name.clone().unwrap_or_default(),
            path: String::new(),
            adder: Adder::default(),
        }
    }

    /// Copies line number `line`, with new text for the address and the added keys. Lines are asked for in order.
    pub fn row(&mut self, line: u64, new_content: Option<&str>, added: [&str; 3]) -> io::Result<()> {
        let mut lines = self.lines.0.lock().unwrap_or_else(PoisonError::into_inner);
        while lines.number() < line {
            if lines.next_line()?.is_none() {
                return Err(io::Error::other("the list changed meanwhile"));
            }
        }
        let line = lines.last();
        let shape = Shape::of(line.content, &mut self.path, |name, _, _| name == self.email_name);
        let (before, record) = self.frame.around(self.adder.with(line, &shape, new_content, added));
        self.output.write_all(before)?;
        self.output.write_all(record)
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.output.write_all(self.frame.end())?;
        self.output.flush()?;
        Ok(self.output)
    }
}
