//! The names of the benchmark and what is true of each. Nothing is stored: the fate of a name follows from its letters, so
//! that the responder knows as many names as are asked for.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Mail providers of the world. Each has two hosts.
pub const PROVIDERS: u64 = 300;

/// The length of the random labels that presend asks for. No name of the world is as long.
const CANARY_OCTETS: usize = 20;

/// What is true of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Mail goes to a provider's hosts.
    Mx(u64),
    NullMx,
    AddressOnly,
    /// An alias of a name with MX.
    Alias,
    Absent,
    /// A host of a provider.
    Host,
}

/// What the network does to the questions about a name, in shares of a hundred.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trouble {
    pub dead: u64,
    pub servfail: u64,
    pub slow: u64,
}

/// What happens to all questions about a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lot {
    Fine,
    Dead,
    ServFail,
    Slow,
}

/// FNV-1a with a final mix.
pub fn hash(seed: u64, octets: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for octet in octets {
        hash = (hash ^ u64::from(octet.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

/// The fate of a name in presentation form, without the final dot: 80 in 100 have MX, 2 a null MX, 6 an address only,
/// 2 are aliases, 10 do not exist.
pub fn fate(name: &[u8]) -> Fate {
    if name.len() > 4 && name[..2].eq_ignore_ascii_case(b"mx") && name.iter().filter(|&&b| b == b'.').count() == 2 {
        return Fate::Host;
    }
    // presend asks for such names to see whether a resolver invents answers.
    if name.split(|&octet| octet == b'.').next().is_some_and(|label| label.len() == CANARY_OCTETS) {
        return Fate::Absent;
    }
    let hash = hash(1, name);
    match hash % 100 {
        0..80 => Fate::Mx((hash >> 8) % PROVIDERS),
        80..82 => Fate::NullMx,
        82..88 => Fate::AddressOnly,
        88..90 => Fate::Alias,
        _ => Fate::Absent,
    }
}

/// What the network does to this name. Providers' hosts are spared, for they would take their domains with them.
pub fn lot(name: &[u8], trouble: Trouble) -> Lot {
    let roll = hash(2, name) % 100;
    if fate(name) == Fate::Host {
        Lot::Fine
    } else if roll < trouble.dead {
        Lot::Dead
    } else if roll < trouble.dead + trouble.servfail {
        Lot::ServFail
    } else if roll < trouble.dead + trouble.servfail + trouble.slow {
        Lot::Slow
    } else {
        Lot::Fine
    }
}

/// A name that looks like one of a list, always the same for a number.
pub fn name(number: u64) -> String {
    const ONSETS: [&str; 16] = ["b", "br", "d", "dr", "f", "g", "gr", "k", "kl", "l", "m", "n", "p", "st", "t", "v"];
    const RIMES: [&str; 10] = ["a", "e", "i", "o", "u", "ar", "en", "il", "on", "us"];
    let mut mixed = hash(3, &number.to_le_bytes());
    let mut name = String::new();
    for _ in 0..3 {
        name.push_str(ONSETS[(mixed % 16) as usize]);
        name.push_str(RIMES[(mixed / 16 % 10) as usize]);
        mixed /= 160;
    }
    let mut rest = number;
    while rest > 0 {
        name.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    let _ = write!(name, ".{}", ["com", "net", "org", "de"][(mixed % 4) as usize]);
    name
}

/// The verdict that presend must reach on a name.
pub fn verdict(name: &str, trouble: Trouble) -> &'static str {
    if matches!(lot(name.as_bytes(), trouble), Lot::Dead | Lot::ServFail) {
        return "unknown";
    }
    match fate(name.as_bytes()) {
        Fate::Mx(_) | Fate::Alias | Fate::Host => "ok",
        Fate::AddressOnly => "review",
        Fate::NullMx | Fate::Absent => "reject",
    }
}

/// A list of addresses, each at a domain of its own, and the same names as dnsperf and massdns read them.
pub fn write_lists(folder: &Path, names: u64) -> io::Result<()> {
    let create = |name: &str| Ok::<_, io::Error>(BufWriter::new(File::create(folder.join(name))?));
    let (mut list, mut names_only, mut queries) = (create("list.csv")?, create("names.txt")?, create("queries.txt")?);
    writeln!(list, "id,name,email")?;
    for number in 0..names {
        let name = name(number);
        writeln!(list, "{number},Customer {number},customer{number}@{name}")?;
        writeln!(names_only, "{name}")?;
        writeln!(queries, "{name} MX")?;
    }
    list.flush()?;
    names_only.flush()?;
    queries.flush()
}
