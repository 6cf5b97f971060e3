//! What hosts put off by greylisting, kept from one run to the next in a small CSV: `sender,domain,kind,key,since`. Such hosts take an address
//! when the same sender asks for it again after some minutes. Addresses and senders stand in it as hashes, so that it tells nobody's
//! name; names that nobody has stand as they are, to be said again. The file is replaced whole or not at all, and what is no such file is left alone.

use super::answer::is_greylisting;
use super::{Mailbox, OfDomain, Wanted};
use crate::bounce::suppression_file::replace;
use crate::reason::{Lang, escape, refusal, say, shown_in_english};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

const COLUMNS: [&str; 5] = ["sender", "domain", "kind", "key", "since"];
/// The most octets of a file.
const FILE_OCTETS_MAX: u64 = 32 << 20;
/// The most rows of a file. The youngest are kept.
const ROWS_MAX: usize = 100_000;
/// Who comes again sooner is put off for longer. Postgrey wants 300 seconds.
pub const NOT_BEFORE: Duration = Duration::from_secs(300);
/// After this time hosts have forgotten who asked.
const KEPT_SECONDS: u64 = 24 * 60 * 60;

/// Why the file is of no use.
#[derive(Debug, thiserror::Error)]
pub enum GreylistError {
    Io { path: PathBuf, error: io::Error },
    Foreign { path: PathBuf },
    Row { path: PathBuf, line: u64 },
}

impl GreylistError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Io { path, error } => {
                say!(lang, "greylist-error-io", file = escape::file(path), error = refusal(error, lang))
            }
            Self::Foreign { path } => say!(lang, "greylist-error-foreign", file = escape::file(path)),
            Self::Row { path, line } => {
                say!(lang, "greylist-error-row", file = escape::file(path), line = line.to_string())
            }
        }
    }
}

shown_in_english!(GreylistError);

/// Of whom a row tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    sender: String,
    domain: String,
    kind: Kind,
    key: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The key is the hash of an address that was put off.
    Address,
    /// The key is the local-part that nobody has, by which the host is judged.
    Nobody,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Address => "address",
            Kind::Nobody => "nobody",
        }
    }
}

/// The file, and what stands in it for one sender.
#[derive(Clone, Debug)]
pub struct Greylist {
    path: PathBuf,
    sender: String,
    rows: BTreeMap<Key, u64>,
}

impl Greylist {
    /// Reads the file. One that is not there yet is made when something is remembered. Hosts know who asks by the address of MAIL FROM and by
    /// the machine, for which the name in EHLO stands; what another was told is not used. `now` is in seconds since 1970.
    pub fn open(path: &Path, mail_from: &str, helo: &str, now: u64) -> Result<Greylist, GreylistError> {
        let sender = hash(&[&mail_from.to_lowercase(), &helo.to_lowercase()]);
        Ok(Greylist { path: path.into(), sender, rows: load(path, now)? })
    }

    /// Tells what is to be asked of what was put off before: the name that nobody has is the same one again, and who was put off a moment
    /// ago is not asked for yet.
    pub fn prepare(&self, wanted: &mut [Wanted], now: u64) {
        for one in wanted {
            let first = self.key(one.domain.as_str(), Kind::Address, String::new());
            let of_domain = self.rows.range(first..).take_while(|(key, _)| self.is_of(key, one.domain.as_str()));
            let mut early: HashSet<&str> = HashSet::new();
            for (key, since) in of_domain {
                match key.kind {
                    Kind::Address if now.saturating_sub(*since) < NOT_BEFORE.as_secs() => drop(early.insert(&key.key)),
                    Kind::Address => {}
                    Kind::Nobody => one.nobody = Some(key.key.clone()),
                }
            }
            let is_early = |address: &&String| early.contains(&*hash(&[&address.to_lowercase()]));
            one.too_early = one.addresses.iter().map(|(address, _)| address).filter(is_early).cloned().collect();
        }
    }

    /// Keeps what was put off, and forgets what was answered. What another run has written meanwhile of others stays.
    pub fn remember(&self, asked: &[OfDomain], now: u64) -> Result<(), GreylistError> {
        let mut rows = load(&self.path, now)?;
        let before = rows.clone();
        for of_domain in asked {
            let Some(first) = of_domain.mailboxes.first() else { continue };
            let domain = first.domain.as_str();
            for mailbox in of_domain.mailboxes.iter().filter(|mailbox| mailbox.said.is_some()) {
                let key = self.key(domain, Kind::Address, hash(&[&mailbox.address.to_lowercase()]));
                if is_put_off(mailbox) {
                    rows.insert(key, now);
                } else {
                    rows.remove(&key);
                }
            }
            let is_nobody = |key: &Key| key.kind == Kind::Nobody && self.is_of(key, domain);
            let has_some = rows.keys().any(|key| key.kind == Kind::Address && self.is_of(key, domain));
            let name = of_domain.control.random.as_ref().and_then(|(address, _)| address.rsplit_once('@'));
            if !has_some || name.is_some() {
                rows.retain(|key, _| !is_nobody(key));
            }
            if let Some((name, _)) = name.filter(|_| has_some) {
                rows.insert(self.key(domain, Kind::Nobody, name.to_owned()), now);
            }
        }
        if rows == before {
            return Ok(());
        }
        write(&self.path, &rows).map_err(|error| GreylistError::Io { path: self.path.clone(), error })
    }

    fn key(&self, domain: &str, kind: Kind, key: String) -> Key {
        Key { sender: self.sender.clone(), domain: domain.to_owned(), kind, key }
    }

    fn is_of(&self, key: &Key, domain: &str) -> bool {
        key.sender == self.sender && key.domain == domain
    }
}

/// Whether the host put off this very address.
pub fn is_put_off(mailbox: &Mailbox) -> bool {
    mailbox.said.as_ref().is_some_and(|reply| is_greylisting(reply, &mailbox.address))
}

/// Half of a SHA-256, in hexadecimal.
fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    HEXLOWER.encode(&hash.finalize()[..16])
}

fn load(path: &Path, now: u64) -> Result<BTreeMap<Key, u64>, GreylistError> {
    let failed = |error| GreylistError::Io { path: path.into(), error };
    let foreign = || GreylistError::Foreign { path: path.into() };
    let mut octets = Vec::new();
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(failed(error)),
        // A pipe would let the reader wait for ever.
        Ok(there) if !there.is_file() => return Err(foreign()),
        Ok(_) => {
            File::open(path).map_err(failed)?.take(FILE_OCTETS_MAX + 1).read_to_end(&mut octets).map_err(failed)?
        }
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(octets.as_slice());
    let is_ours = reader.headers().is_ok_and(|header| header.iter().eq(COLUMNS));
    if !is_ours || octets.len() as u64 > FILE_OCTETS_MAX {
        return Err(foreign());
    }
    let mut rows = BTreeMap::new();
    for (line, record) in (2..).zip(reader.records()) {
        let damaged = || GreylistError::Row { path: path.into(), line };
        let (key, since) = record.ok().as_ref().and_then(row).ok_or_else(damaged)?;
        // A time that is yet to come was written by another clock.
        if since <= now && now - since < KEPT_SECONDS {
            rows.insert(key, since);
        }
    }
    Ok(rows)
}

fn row(record: &csv::StringRecord) -> Option<(Key, u64)> {
    let [sender, domain, kind, key, since] = record.iter().collect::<Vec<_>>().try_into().ok()?;
    let is_hash = |text: &str| text.len() == 32 && text.bytes().all(|octet| octet.is_ascii_hexdigit());
    let is_name = |text: &str| (1..=64).contains(&text.len()) && text.bytes().all(|octet| octet.is_ascii_lowercase());
    let kind = match kind {
        "address" if is_hash(key) => Kind::Address,
        // It is said to a host: nothing else than such a name may be.
        "nobody" if is_name(key) => Kind::Nobody,
        _ => return None,
    };
    let row = Key { sender: sender.to_owned(), domain: domain.to_owned(), kind, key: key.to_owned() };
    Some((row, since.parse().ok().filter(|_| is_hash(sender))?))
}

fn write(path: &Path, rows: &BTreeMap<Key, u64>) -> io::Result<()> {
    let mut youngest: Vec<(&Key, u64)> = rows.iter().map(|(key, since)| (key, *since)).collect();
    if youngest.len() > ROWS_MAX {
        youngest.sort_by_key(|(_, since)| std::cmp::Reverse(*since));
        youngest.truncate(ROWS_MAX);
        youngest.sort();
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    replace(path, &|output| {
        let mut writer = csv::Writer::from_writer(output);
        writer.write_record(COLUMNS)?;
        for (key, since) in &youngest {
            writer.write_record([&key.sender, &key.domain, key.kind.word(), &key.key, &since.to_string()])?;
        }
        writer.flush()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::reply::Reply;
    use super::super::{Control, Outcome, Whose};
    use super::*;
    use crate::domain::Domain;

    const NOW: u64 = 1_800_000_000;
    const LATER: &str = "4.2.0 Greylisted, come again in 5 minutes";

    fn reply(code: u16, text: &str) -> Reply {
        Reply { code, enhanced: text.split(' ').next().map(str::to_owned), lines: vec![text.to_owned()] }
    }

    fn asked(said: &[(&str, Option<Reply>)]) -> Vec<OfDomain> {
        let domain = Domain::new("d.example").expect("a name");
        let mailbox = |(address, said): &(&str, Option<Reply>)| Mailbox {
            address: (*address).to_owned(),
            domain: domain.clone(),
            rows: 1,
            outcome: Outcome::NotTold(Whose::Host),
            host: None,
            ip: None,
            said: said.clone(),
            failed: None,
        };
        let random = Some(("bafeko@d.example".to_owned(), reply(450, LATER)));
        vec![OfDomain { mailboxes: said.iter().map(mailbox).collect(), control: Control { random, witness: None } }]
    }

    fn wanted() -> Vec<Wanted> {
        let addresses = ["ann@d.example", "bob@d.example"].map(|address| (address.to_owned(), 1));
        vec![Wanted {
            domain: Domain::new("d.example").expect("a name"),
            hosts: Vec::new(),
            busy: Vec::new(),
            has_best: true,
            others: Vec::new(),
            keys: std::sync::Arc::default(),
            rcpt_max: None,
            addresses: addresses.to_vec(),
            silent: Whose::Host,
            nobody: None,
            too_early: HashSet::new(),
        }]
    }

    fn prepared(path: &Path, from: &str, now: u64) -> Wanted {
        let mut wanted = wanted();
        Greylist::open(path, from, "mail.sender.example", now).expect("the file").prepare(&mut wanted, now);
        wanted.remove(0)
    }

    #[test]
    fn what_was_put_off_is_asked_again_after_the_time_with_the_same_names_by_the_same_sender_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/greylist.csv");
        let open = |now| Greylist::open(&path, "a@sender.example", "mail.sender.example", now).expect("the file");
        let said = [("ann@d.example", Some(reply(450, LATER))), ("bob@d.example", Some(reply(250, "2.1.5 ok")))];
        open(NOW).remember(&asked(&said), NOW).expect("it is written");
        let text = fs::read_to_string(&path).expect("the file");
        assert!(text.contains("bafeko") && !text.contains("ann") && !text.contains("sender.example"), "{text}");
        let soon = prepared(&path, "A@sender.example", NOW + 60);
        assert_eq!(soon.too_early, HashSet::from(["ann@d.example".to_owned()]));
        assert_eq!(soon.nobody.as_deref(), Some("bafeko"));
        let due = prepared(&path, "a@sender.example", NOW + 301);
        assert!(due.too_early.is_empty() && due.nobody.as_deref() == Some("bafeko"));
        for (from, now) in [
            ("b@sender.example", NOW + 60),
            ("a@sender.example", NOW + KEPT_SECONDS + 1),
            ("a@sender.example", NOW - 5),
        ] {
            let other = prepared(&path, from, now);
            assert!(other.too_early.is_empty() && other.nobody.is_none(), "{from} {now}");
        }
        let said = [("ann@d.example", Some(reply(250, "2.1.5 ok")))];
        open(NOW + 400).remember(&asked(&said), NOW + 400).expect("it is written");
        assert_eq!(fs::read_to_string(&path).expect("the file").trim(), COLUMNS.join(","));
    }

    #[test]
    fn a_file_that_is_damaged_or_of_somebody_else_is_told_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("greylist.csv");
        let head = COLUMNS.join(",");
        let sender = "0".repeat(32);
        for (text, told) in [
            ("".to_owned(), "is no file"),
            ("a,b\n1,2\n".to_owned(), "is no file"),
            ("\0\u{1}\u{2}".to_owned(), "is no file"),
            (format!("{head}\n{sender},d,address,12,5\n"), ":2 is damaged"),
            (format!("{head}\n{sender},d,nobody,baf eko\\r\\nDATA,5\n"), ":2 is damaged"),
            (format!("{head}\n{sender},d,nobody,bafeko,5\n{sender},d\n"), ":3 is damaged"),
            (format!("{head}\n{sender},d,nobody,bafeko,-5\n"), ":2 is damaged"),
        ] {
            fs::write(&path, &text).expect("a file");
            let error = Greylist::open(&path, "a@b.c", "d", NOW).expect_err(&text).to_string();
            assert!(error.contains(told), "{text:?}: {error}");
            assert_eq!(fs::read_to_string(&path).expect("the file"), text);
        }
        let error = Greylist::open(folder.path(), "a@b.c", "d", NOW).expect_err("a folder").to_string();
        assert!(error.contains("is no file"), "{error}");
    }

    #[test]
    fn only_the_youngest_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("greylist.csv");
        let key = |number: usize| Key {
            sender: hash(&["s"]),
            domain: "d".to_owned(),
            kind: Kind::Address,
            key: hash(&[&number.to_string()]),
        };
        let rows: BTreeMap<Key, u64> =
            (0..ROWS_MAX + 10).map(|number| (key(number), NOW - number as u64 % 1000)).collect();
        write(&path, &rows).expect("it is written");
        let kept = load(&path, NOW).expect("it is read");
        assert_eq!(kept.len(), ROWS_MAX);
    }
}
