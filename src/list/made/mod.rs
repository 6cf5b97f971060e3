//! The text of lists that are no rows of text: the rows are made here, as CSV with the names of the columns in its first line. To add such a
//! form: its file, and its row in [`FORMS`].
//!
//! Row N of the list stands on line N below the names. It must never make more or fewer rows than the file has.

mod contacts;
mod folded;
mod messages;

use super::json::lines::push_row;
use std::io::{self, Read};

/// All forms, in the order in which a file is held against them.
pub(super) static FORMS: [Form; 3] = [contacts::CARDS, contacts::LDIF, messages::MESSAGES];

/// A form of lists whose rows are made.
#[derive(Debug)]
pub struct Form {
    /// The name of the text that says what it is.
    pub word: &'static str,
    /// A file of this form in an archive is a list.
    is_list: bool,
    /// Whether a file is of this form: its beginning, whether that is all of it, and what it is called.
    begins: fn(&[u8], bool, &str) -> bool,
    /// The most addresses that a row has; the file is read for it.
    emails: fn(Box<dyn Read + Send>) -> io::Result<usize>,
    /// The columns, of rows with no more addresses than this.
    names: fn(usize) -> Vec<String>,
    /// The rows, one after the other.
    rows: fn(Box<dyn Read + Send>, usize) -> Box<dyn MakeRows>,
}

impl PartialEq for Form {
    fn eq(&self, other: &Form) -> bool {
        self.word == other.word
    }
}

impl Eq for Form {}

impl Form {
    /// The form of a file.
    pub(super) fn of(head: &[u8], is_whole: bool, called: &str) -> Option<&'static Form> {
        FORMS.iter().find(|form| (form.begins)(head, is_whole, called))
    }

    /// Whether a file in an archive is a list of such a form.
    pub(super) fn is_list(head: &[u8]) -> bool {
        FORMS.iter().any(|form| form.is_list && (form.begins)(head, false, ""))
    }

    /// The most addresses that a row has.
    pub(super) fn emails_max(&self, input: Box<dyn Read + Send>) -> io::Result<usize> {
        (self.emails)(input)
    }
}

/// What makes rows.
trait MakeRows: Send {
    /// Adds the next row to the text. False where there is none.
    fn next_row(&mut self, text: &mut Vec<u8>) -> io::Result<bool>;
}

/// The rows of a file, as text.
pub(super) struct Made {
    rows: Box<dyn MakeRows>,
    text: Vec<u8>,
    at: usize,
}

impl Made {
    pub fn new(input: Box<dyn Read + Send>, form: &Form, emails: usize) -> Made {
        let mut text = Vec::new();
        push_row((form.names)(emails).iter(), &mut text);
        Made { rows: (form.rows)(input, emails), text, at: 0 }
    }
}

impl Read for Made {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() {
            self.text.clear();
            self.at = 0;
            if !self.rows.next_row(&mut self.text)? {
                return Ok(0);
            }
        }
        let count = buf.len().min(self.text.len() - self.at);
        buf[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
