//! Address books as rows: vCards (2.1, and RFC 2426 and RFC 6350) and LDIF (RFC 2849). Each card or entry is a row.
//!
//! Both are lines of `name: value` that may go on on the next line. Only what a list needs is kept of them, so a picture in a
//! card costs nothing. It must never lose a card, nor take a file that is cut off for a shorter one.

use super::folded::{Folding, Lines};
use super::{Form, MakeRows};
use crate::list::json::lines::push_row;
use encoding_rs::Encoding;
use mail_parser::decoders::base64::base64_decode;
use std::borrow::Cow;
use std::io::{self, ErrorKind, Read};

/// Addresses of a card that have columns of their own; more stand together in the last one.
const EMAILS_MAX: usize = 20;

/// What is kept of a card or an entry.
#[derive(Debug, Default, PartialEq, Eq)]
struct Contact {
    pub name: Vec<u8>,
    pub organization: Vec<u8>,
    pub phone: Vec<u8>,
    pub emails: Vec<Vec<u8>>,
    /// The name in its parts, for cards without a whole one.
    parts: Vec<u8>,
}

/// vCards as a form of lists.
pub(super) const CARDS: Form = Form {
    word: "list-vcards",
    is_list: true,
    begins: |head, _, _| begins(head) == Some(Book::Cards),
    emails: |input| most_emails(input, Book::Cards),
    names,
    rows: |input, emails| Box::new(ContactRows { contacts: Contacts::new(input, Book::Cards), emails }),
};

/// LDIF as a form of lists.
pub(super) const LDIF: Form = Form {
    word: "list-ldif",
    is_list: true,
    begins: |head, _, _| begins(head) == Some(Book::Ldif),
    emails: |input| most_emails(input, Book::Ldif),
    names,
    rows: |input, emails| Box::new(ContactRows { contacts: Contacts::new(input, Book::Ldif), emails }),
};

/// The kind of an address book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Book {
    Cards,
    Ldif,
}

impl Book {
    fn folding(self) -> Folding {
        match self {
            Book::Cards => Folding {
                is_wanted: is_wanted_of_card,
                is_quoted_printable: |line| is_quoted_printable(line),
                blank_is_value: false,
            },
            // Entries are small, so all of their lines are kept.
            Book::Ldif => Folding { is_wanted: |_| true, is_quoted_printable: |_| false, blank_is_value: false },
        }
    }
}

/// Whether a line holds what a contact is made of.
fn is_wanted_of_card(line: &[u8]) -> bool {
    const WANTED: [&[u8]; 7] = [b"BEGIN", b"END", b"EMAIL", b"FN", b"N", b"ORG", b"TEL"];
    Property::of(line).is_some_and(|property| WANTED.contains(&&*property.name))
}

/// The columns of contacts, of whom nobody has more addresses than this.
fn names(emails: usize) -> Vec<String> {
    let mut names = ["name", "organization", "phone", "email"].map(str::to_owned).to_vec();
    names.extend((2..=emails).map(|number| format!("email_{number}")));
    names
}

/// The most addresses that a contact of the file has, for which there are columns.
fn most_emails(input: Box<dyn Read + Send>, book: Book) -> io::Result<usize> {
    let mut contacts = Contacts::new(input, book);
    let mut most = 1;
    while let Some(contact) = contacts.next()? {
        most = most.max(contact.emails.len());
    }
    Ok(most.min(EMAILS_MAX))
}

/// Contacts as rows.
struct ContactRows {
    contacts: Contacts,
    emails: usize,
}

impl MakeRows for ContactRows {
    fn next_row(&mut self, text: &mut Vec<u8>) -> io::Result<bool> {
        let Some(contact) = self.contacts.next()? else { return Ok(false) };
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
        push_row(cells.iter(), text);
        Ok(true)
    }
}

/// Whether a file is an address book, by its beginning.
fn begins(head: &[u8]) -> Option<Book> {
    let head = head.strip_prefix(crate::list::encoding::UTF8_MARK).unwrap_or(head);
    let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let mut lines = lines.by_ref().filter(|line| !line.is_empty() && !line.starts_with(b"#"));
    let first = lines.next()?;
    if first.eq_ignore_ascii_case(b"BEGIN:VCARD") {
        return Some(Book::Cards);
    }
    let first = if starts(first, b"version:") { lines.next()? } else { first };
    (starts(first, b"dn:") && first.contains(&b'=') || starts(first, b"dn::")).then_some(Book::Ldif)
}

fn starts(line: &[u8], with: &[u8]) -> bool {
    line.len() >= with.len() && line[..with.len()].eq_ignore_ascii_case(with)
}

/// The cards or entries of a file, one after the other.
struct Contacts {
    lines: Lines,
    book: Book,
    /// The card or entry that is being read.
    open: Option<Contact>,
    /// Whether that card began with a line that says so.
    begun: bool,
    count: u64,
}

impl Contacts {
    pub fn new(input: Box<dyn Read + Send>, book: Book) -> Contacts {
        Contacts { lines: Lines::new(input, book.folding()), book, open: None, begun: false, count: 0 }
    }

    /// The next one, or `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Contact>> {
        loop {
            let Some(line) = self.lines.next()? else {
                if self.begun {
                    let what =
                        format!("the file ends in the middle of card {}; export or copy it again", self.count + 1);
                    return Err(io::Error::new(ErrorKind::UnexpectedEof, what));
                }
                return Ok(self.close());
            };
            let done = match self.book {
                Book::Cards => self.card_line(&line),
                Book::Ldif => self.entry_line(&line),
            };
            if done.is_some() {
                return Ok(done);
            }
        }
    }

    fn close(&mut self) -> Option<Contact> {
        self.begun = false;
        let mut contact = self.open.take()?;
        self.count += 1;
        if contact.name.is_empty() {
            contact.name = std::mem::take(&mut contact.parts);
        }
        Some(contact)
    }

    /// Takes a line of a card; returns the card that ends with it.
    fn card_line(&mut self, line: &[u8]) -> Option<Contact> {
        let property = Property::of(line)?;
        let is_card = || property.value.trim_ascii().eq_ignore_ascii_case(b"VCARD");
        match property.name.as_slice() {
            // A card within a card, or behind one that does not end, is one of its own.
            b"BEGIN" if is_card() => {
                let before = self.close();
                (self.open, self.begun) = (Some(Contact::default()), true);
                return before;
            }
            b"END" if is_card() => return self.close(),
            _ => {}
        }
        let text = || property.text();
        match property.name.as_slice() {
            // Also what is left of a card around another.
            b"EMAIL" => self.open.get_or_insert_default().emails.push(text()),
            b"FN" => set(&mut self.open.as_mut()?.name, text()),
            b"N" => set(&mut self.open.as_mut()?.parts, property.parts()),
            b"ORG" => set(&mut self.open.as_mut()?.organization, property.organization()),
            b"TEL" => set(&mut self.open.as_mut()?.phone, text()),
            _ => {}
        }
        None
    }

    /// Takes a line of an entry; returns the entry that ends with it.
    fn entry_line(&mut self, line: &[u8]) -> Option<Contact> {
        if line.is_empty() {
            return self.close();
        }
        if line.starts_with(b"#") {
            return None;
        }
        let colon = memchr::memchr(b':', line)?;
        let (name, value) = (&line[..colon], &line[colon + 1..]);
        let name = name.split(|byte| *byte == b';').next().unwrap_or(name).trim_ascii().to_ascii_lowercase();
        let value = match value.strip_prefix(b":") {
            Some(packed) => base64_decode(packed.trim_ascii()).unwrap_or_else(|| packed.to_vec()),
            None => value.trim_ascii().to_vec(),
        };
        match name.as_slice() {
            b"version" if self.open.is_none() => {}
            b"dn" => {
                let before = self.close();
                self.open = Some(Contact::default());
                return before;
            }
            b"mail"
            | b"email"
            | b"emailaddress"
            | b"rfc822mailbox"
            | b"mailalternateaddress"
            | b"mozillasecondemail" => {
                self.open.get_or_insert_default().emails.push(value);
            }
            b"cn" | b"commonname" => set(&mut self.open.get_or_insert_default().parts, value),
            b"displayname" => set(&mut self.open.get_or_insert_default().name, value),
            b"o" | b"organizationname" => set(&mut self.open.get_or_insert_default().organization, value),
            b"telephonenumber" => set(&mut self.open.get_or_insert_default().phone, value),
            _ => _ = self.open.get_or_insert_default(),
        }
        None
    }
}

/// The first value that is not empty stays.
fn set(place: &mut Vec<u8>, value: Vec<u8>) {
    if place.is_empty() {
        *place = value;
    }
}

/// A line of a card: `item1.EMAIL;TYPE=work:ann@example.com`.
struct Property<'l> {
    /// In capitals, without its group.
    name: Vec<u8>,
    parameters: &'l [u8],
    value: &'l [u8],
}

impl<'l> Property<'l> {
    fn of(line: &'l [u8]) -> Option<Property<'l>> {
        let mut quoted = false;
        // A quoted parameter may hold a colon.
        let colon = line.iter().position(|byte| {
            quoted ^= *byte == b'"';
            *byte == b':' && !quoted
        });
        let colon = colon.or_else(|| memchr::memchr(b':', line))?;
        let (head, value) = (&line[..colon], &line[colon + 1..]);
        let (name, parameters) = match memchr::memchr(b';', head) {
            Some(end) => (&head[..end], &head[end..]),
            None => (head, &b""[..]),
        };
        let name = name.rsplit(|byte| *byte == b'.').next().unwrap_or(name);
        Some(Property { name: name.trim_ascii().to_ascii_uppercase(), parameters, value })
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let parameters = String::from_utf8_lossy(self.parameters).into_owned();
        let mut pairs = parameters.split(';').filter_map(|pair| pair.split_once('='));
        let pair = pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name));
        pair.map(|(_, value)| value.trim().trim_matches('"').to_owned())
    }

    /// The value, out of its packing and in UTF-8, with its escapes.
    fn plain(&self) -> Vec<u8> {
        let packing = self.parameter("ENCODING").unwrap_or_default().to_ascii_uppercase();
        let bytes = if is_quoted_printable(self.parameters) {
            unquoted(self.value)
        } else if packing == "B" || packing == "BASE64" {
            base64_decode(self.value).unwrap_or_else(|| self.value.to_vec())
        } else {
            self.value.to_vec()
        };
        match self.parameter("CHARSET").and_then(|label| Encoding::for_label(label.as_bytes())) {
            Some(encoding) => encoding.decode(&bytes).0.into_owned().into_bytes(),
            None => bytes,
        }
    }

    fn text(&self) -> Vec<u8> {
        unescaped(&self.plain()).trim_ascii().to_vec()
    }

    /// The parts of a name, in the order in which they are said: family, given, more, before, after.
    fn parts(&self) -> Vec<u8> {
        let plain = self.plain();
        let parts = split(&plain);
        let said = [3, 1, 2, 0, 4].into_iter().filter_map(|place| parts.get(place)).filter(|part| !part.is_empty());
        said.cloned().collect::<Vec<_>>().join(&b' ')
    }

    fn organization(&self) -> Vec<u8> {
        let parts = split(&self.plain());
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&b", "[..])
    }
}

/// The parts of a value between semicolons that are not escaped, each without its escapes.
fn split(value: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (place, byte) in value.iter().enumerate() {
        if *byte == b';' && !escaped {
            parts.push(unescaped(&value[start..place]).trim_ascii().to_vec());
            start = place + 1;
        }
        escaped = *byte == b'\\' && !escaped;
    }
    parts.push(unescaped(&value[start..]).trim_ascii().to_vec());
    parts
}

/// RFC 6350 §3.4: a backslash before a comma, a semicolon, a backslash or the `n` of a line break.
fn unescaped(value: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(value.len());
    let mut bytes = value.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        let escaped = bytes.peek().copied().filter(|next| byte == b'\\' && b",;:\\nN".contains(next));
        if let Some(next) = escaped {
            bytes.next();
            text.push(if next.eq_ignore_ascii_case(&b'n') { b'\n' } else { next });
        } else {
            text.push(byte);
        }
    }
    text
}

/// Whether a line or its parameters say so. vCard 2.1 lets the word stand alone.
fn is_quoted_printable(line: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or(line);
    let mut words = head.split(|byte| matches!(byte, b';' | b'='));
    words.any(|word| word.trim_ascii().eq_ignore_ascii_case(b"QUOTED-PRINTABLE"))
}

/// Text out of quoted-printable (RFC 2045 §6.7). What is no escape stays as it is.
fn unquoted(value: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut text = Vec::with_capacity(value.len());
    let mut at = 0;
    while let Some(&byte) = value.get(at) {
        match (byte, digit(value.get(at + 1)), digit(value.get(at + 2))) {
            (b'=', Some(high), Some(low)) => {
                text.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                text.push(byte);
                at += 1;
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &[u8], book: Book) -> io::Result<Vec<Contact>> {
        let mut contacts = Contacts::new(Box::new(io::Cursor::new(text.to_vec())), book);
        let mut all = Vec::new();
        while let Some(contact) = contacts.next()? {
            all.push(contact);
        }
        Ok(all)
    }

    /// Each contact as `name|organization|phone|email|email`.
    #[track_caller]
    fn check(text: &str, book: Book, expected: &[&str]) {
        let shown = |contact: &Contact| {
            let mut cells = vec![&contact.name, &contact.organization, &contact.phone];
            cells.extend(&contact.emails);
            cells.iter().map(|cell| String::from_utf8_lossy(cell)).collect::<Vec<_>>().join("|")
        };
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let contacts = read(text.as_bytes(), book).expect("whole");
            assert_eq!(contacts.iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn cards_of_all_versions_are_read() {
        check(
            "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann;;Dr.;\nFN:Dr. Ann Lee\nORG:Acme\\, Inc.;Sales\nTEL;TYPE=CELL:+1 555\n\
             item1.EMAIL;type=INTERNET:ann@gmail.com\nitem1.X-ABLabel:work\nEMAIL;TYPE=HOME:ann.lee@exam\n ple.org\nEND:VCARD\n",
            Book::Cards,
            &["Dr. Ann Lee|Acme, Inc., Sales|+1 555|ann@gmail.com|ann.lee@example.org"],
        );
        check(
            "BEGIN:VCARD\nVERSION:4.0\nFN;LANGUAGE=\"a:b\":Bob \\; Co\nemail;PREF=1:bob@gmail.com\nend:vcard\n\n\n\
             begin:vcard\nVERSION:4.0\nN:王;小明\nEND:VCARD",
            Book::Cards,
            &["Bob ; Co|||bob@gmail.com", "小明 王||"],
        );
        check(
            "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCll=\ner;J=C3=B6rg;;;\n\
             EMAIL;INTERNET;QUOTED-PRINTABLE:joerg=40gmail.com\nPHOTO;ENCODING=BASE64:AAAA\n EMAIL:no@no.no\n\nEND:VCARD\n",
            Book::Cards,
            &["Jörg Müller|||joerg@gmail.com"],
        );
        let latin = b"BEGIN:VCARD\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller\nEND:VCARD\n";
        assert_eq!(read(latin, Book::Cards).expect("whole")[0].name, "Müller".as_bytes());
    }

    #[test]
    fn entries_of_ldif_are_read() {
        check(
            "version: 1\n# a comment\n that goes on\ndn: cn=Ann Lee,ou=people,\n dc=example\nobjectClass: person\ncn: Ann Lee\nmail: ann@exam\n \
             ple.org\nmail;lang-en: ann2@gmail.com\no: Acme\n\ndn:: Y249Sg==\ncn:: SsO2cmc=\nmail:: am9lcmdAZ21haWwuY29t\n\n\ndn: cn=list\n",
            Book::Ldif,
            &["Ann Lee|Acme||ann@example.org|ann2@gmail.com", "Jörg|||joerg@gmail.com", "||"],
        );
    }

    #[test]
    fn no_card_is_lost_however_it_is_nested_or_broken() {
        check(
            "BEGIN:VCARD\nFN:Ann\nEMAIL:a@b.com\nAGENT:\nBEGIN:VCARD\nFN:Bob\nEMAIL:b@b.com\nEND:VCARD\nEMAIL:a2@b.com\nEND:VCARD\n",
            Book::Cards,
            &["Ann|||a@b.com", "Bob|||b@b.com", "|||a2@b.com"],
        );
        check(
            "BEGIN:VCARD\nno colon\nFN:Ann\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nEND:VCARD\n",
            Book::Cards,
            &["Ann||", "Bob||"],
        );
        let error = read(b"BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nEMAIL:a@b.c", Book::Cards).expect_err("cut off");
        assert_eq!(error.to_string(), "the file ends in the middle of card 2; export or copy it again");
    }

    #[test]
    fn address_books_are_told_from_text() {
        assert_eq!(begins(b"\xef\xbb\xbfBEGIN:VCARD\r\nVERSION:3.0\r\n"), Some(Book::Cards));
        assert_eq!(begins(b"\n# people\nversion: 1\n\ndn: cn=Ann,dc=x\n"), Some(Book::Ldif));
        for text in [&b"dn: x\n"[..], b"begin: vcard", b"email\nann@x.com\n", b"version: 1\nann@x.com\n", b""] {
            assert_eq!(begins(text), None, "{}", String::from_utf8_lossy(text));
        }
    }

    proptest! {
        /// Whatever the bytes, there are no more contacts than lines, and nothing panics.
        #[test]
        fn any_bytes_are_read(lines in prop::collection::vec("(BEGIN:VCARD|END:VCARD|EMAIL:a@b|N;ENCODING=QUOTED-PRINTABLE:=|dn: x=|mail:: ?|[ =;:\\\\\"a]{0,6})", 0..12)) {
            for book in [Book::Cards, Book::Ldif] {
                if let Ok(contacts) = read(lines.join("\n").as_bytes(), book) {
                    prop_assert!(contacts.len() <= lines.len());
                }
            }
        }
    }
}
