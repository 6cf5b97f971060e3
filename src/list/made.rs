//! The text of lists that are no rows of text: the rows are made here, as CSV with the names of the columns in its first line.
//!
//! Row N of the list stands on line N below the names. It must never make more or fewer rows than the file has.

use super::contacts::{Book, Contact, Contacts, EMAILS_MAX};
use super::objects::push_row;
use std::borrow::Cow;
use std::io::{self, Read};

/// Rows that are made of contacts.
pub(super) struct Made {
    contacts: Contacts,
    emails: usize,
    text: Vec<u8>,
    at: usize,
}

/// The most addresses that a contact of the file has, for which there are columns.
pub(super) fn emails_max(input: Box<dyn Read + Send>, book: Book) -> io::Result<usize> {
    let mut contacts = Contacts::new(input, book);
    let mut most = 1;
    while let Some(contact) = contacts.next()? {
        most = most.max(contact.emails.len());
    }
    Ok(most.min(EMAILS_MAX))
}

impl Made {
    pub fn new(input: Box<dyn Read + Send>, book: Book, emails: usize) -> Made {
        let mut names = vec!["name".to_owned(), "organization".to_owned(), "phone".to_owned(), "email".to_owned()];
        names.extend((2..=emails).map(|number| format!("email_{number}")));
        let mut text = Vec::new();
        push_row(names.iter(), &mut text);
        Made { contacts: Contacts::new(input, book), emails, text, at: 0 }
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
            let Some(contact) = self.contacts.next()? else { return Ok(0) };
            self.push(&contact);
        }
        let count = buf.len().min(self.text.len() - self.at);
        buf[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
