//! The text of lists that are no rows of text: the rows are made here, as CSV with the names of the columns in its first line.
//!
//! Row N of the list stands on line N below the names. It must never make more or fewer rows than the file has.

use super::contacts::{Book, Contact, Contacts, EMAILS_MAX};
use super::json::lines::push_row;
use super::messages::{COLUMNS, Correspondent, Correspondents};
use std::borrow::Cow;
use std::io::{self, Read};

/// What the rows are made of.
enum Given {
    Contacts(Contacts),
    Correspondents(Correspondents),
}

/// Rows that are made of contacts, or of the addresses of messages.
pub(super) struct Made {
    given: Given,
    emails: usize,
    text: Vec<u8>,
    at: usize,
}

/// The most addresses that a contact of the file has, for which there are columns.
pub(super) fn emails_max(input: Box<dyn Read + Send>, book: Book) -> io::Result<usize> {
    if book == Book::Messages {
        return Ok(1);
    }
    let mut contacts = Contacts::new(input, book);
    let mut most = 1;
    while let Some(contact) = contacts.next()? {
        most = most.max(contact.emails.len());
    }
    Ok(most.min(EMAILS_MAX))
}

impl Made {
    pub fn new(input: Box<dyn Read + Send>, book: Book, emails: usize) -> Made {
        let mut text = Vec::new();
        if book == Book::Messages {
            push_row(COLUMNS.iter(), &mut text);
            return Made { given: Given::Correspondents(Correspondents::new(input)), emails, text, at: 0 };
        }
        let mut names = vec!["name".to_owned(), "organization".to_owned(), "phone".to_owned(), "email".to_owned()];
        names.extend((2..=emails).map(|number| format!("email_{number}")));
        push_row(names.iter(), &mut text);
        Made { given: Given::Contacts(Contacts::new(input, book)), emails, text, at: 0 }
    }

    /// Makes the next row, if there is one.
    fn next_row(&mut self) -> io::Result<bool> {
        match &mut self.given {
            Given::Contacts(contacts) => {
                let Some(contact) = contacts.next()? else { return Ok(false) };
                self.push(&contact);
            }
            Given::Correspondents(correspondents) => {
                let Some(next) = correspondents.next()? else { return Ok(false) };
                let Correspondent { message, field, name, email } = &next;
                let message = message.to_string();
                push_row([message.as_bytes(), field.as_bytes(), name, email].iter(), &mut self.text);
            }
        }
        Ok(true)
    }

    fn push(&mut self, contact: &Contact) {
        let mut cells: Vec<Cow<'_, [u8]>> =
            [&contact.name, &contact.organization, &contact.phone].map(|cell| Cow::Borrowed(cell.as_slice())).to_vec();
        let own = self.emails - 1;
        for number in 0..own {
            cells.push(Cow::Borrowed(contact.emails.get(number).map_or(&b""[..], |email| email.as_slice())));
        }
        let rest = contact.emails.get(own..).unwrap_or_default();
        cells.push(match rest {
            [only] => Cow::Borrowed(only.as_slice()),
            several => Cow::Owned(several.join(&b", "[..])),
        });
        push_row(cells.iter(), &mut self.text);
    }
}

impl Read for Made {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() {
            self.text.clear();
            self.at = 0;
            if !self.next_row()? {
                return Ok(0);
            }
        }
        let count = buf.len().min(self.text.len() - self.at);
        buf[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
