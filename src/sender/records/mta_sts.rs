//! The policy file of MTA-STS (RFC 8461 §3.2): which hosts take the domain's mail, and what senders do where TLS fails.

use super::certificate::stands_for;

/// The longest max_age: a year (RFC 8461 §3.2).
const MAX_AGE_MAX: u64 = 31_557_600;
/// Patterns that are kept.
const MX_MAX: usize = 200;

/// What senders do where TLS to a host fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// They do not deliver.
    Enforce,
    /// They deliver, and report it.
    Testing,
    /// The policy is withdrawn.
    None,
}

impl Mode {
    /// The word that stands in the policy.
    pub fn word(self) -> &'static str {
        match self {
            Mode::Enforce => "enforce",
            Mode::Testing => "testing",
            Mode::None => "none",
        }
    }
}

/// A policy that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    pub mode: Mode,
    /// Seconds for which senders keep it.
    pub max_age: u64,
    /// Names of hosts, and patterns such as `*.example.com`.
    pub mx: Vec<String>,
}

impl Policy {
    /// Reads a policy, or tells what is wrong with it, as a clause.
    pub fn read(octets: &[u8]) -> Result<Policy, String> {
        let text = std::str::from_utf8(octets).map_err(|_| "it is not UTF-8".to_owned())?;
        let (mut version, mut mode, mut max_age, mut mx) = (None, None, None, Vec::new());
        // The line ends are CRLF or LF; of a field that may stand once the first counts.
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_end_matches([' ', '\t', '\r']);
            if line.is_empty() {
                continue;
            }
            let Some((name, value)) = line.split_once(':') else {
                return Err(format!("line {} is no field with a colon", number + 1));
            };
            let value = value.trim_matches([' ', '\t']);
            match name {
                "version" => version = version.or(Some(value)),
                "mode" => mode = mode.or(Some(value)),
                "max_age" => max_age = max_age.or(Some(value)),
                "mx" if mx.len() < MX_MAX => mx.push(value.to_ascii_lowercase()),
                // Fields of later standards are passed over.
                _ => {}
            }
        }
        match version {
            Some("STSv1") => {}
            Some(_) => return Err("its version is not STSv1".to_owned()),
            None => return Err("it has no version".to_owned()),
        }
        let mode = match mode {
            Some("enforce") => Mode::Enforce,
            Some("testing") => Mode::Testing,
            Some("none") => Mode::None,
            Some(_) => return Err("its mode is none of enforce, testing and none".to_owned()),
            None => return Err("it has no mode".to_owned()),
        };
        let max_age = match max_age {
            None => return Err("it has no max_age".to_owned()),
            Some(digits) if digits.is_empty() || digits.len() > 10 || !digits.bytes().all(|b| b.is_ascii_digit()) => {
                return Err("its max_age is no number of seconds".to_owned());
            }
            Some(digits) => digits.parse().unwrap_or(u64::MAX),
        };
        if max_age > MAX_AGE_MAX {
            return Err(format!("its max_age is more than a year ({MAX_AGE_MAX} seconds)"));
        }
        if mx.is_empty() && mode != Mode::None {
            return Err("it has no mx".to_owned());
        }
        match mx.iter().position(|pattern| !is_pattern(pattern)) {
            Some(place) => Err(format!("mx number {} is neither a name of a host nor *. before one", place + 1)),
            None => Ok(Policy { mode, max_age, mx }),
        }
    }

    /// Whether it lists this host.
    pub fn lists(&self, host: &str) -> bool {
        self.mx.iter().any(|pattern| stands_for(pattern, host))
    }
}

fn is_pattern(pattern: &str) -> bool {
    let name = pattern.strip_prefix("*.").unwrap_or(pattern);
    let is_label = |label: &str| {
        !label.is_empty() && label.len() <= 63 && label.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_read_as_the_standard_has_them() {
        let good = "version: STSv1\r\nmode: enforce\r\nmx: mail.shop.com\r\nmx: *.shop.net\r\nmax_age: 604800\r\n";
        let read = Policy::read(good.as_bytes()).expect("a policy");
        assert_eq!((read.mode, read.max_age), (Mode::Enforce, 604_800));
        for (host, listed) in [
            ("MAIL.shop.com", true),
            ("a.shop.net", true),
            ("shop.net", false),
            ("a.b.shop.net", false),
            ("x.com", false),
        ] {
            assert_eq!(read.lists(host), listed, "{host}");
        }
        let odd = "version:STSv1 \nmax_age:1\nmode:\ttesting\nmode: enforce\nfuture: x\nmx:A.example\n";
        let read = Policy::read(odd.as_bytes()).expect("a policy");
        assert_eq!((read.mode, read.max_age, read.mx), (Mode::Testing, 1, vec!["a.example".to_owned()]));
        assert!(Policy::read(b"version: STSv1\nmode: none\nmax_age: 0\n").is_ok(), "a policy that is withdrawn");
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (text, why) in [
            ("", "no version"),
            ("<!DOCTYPE html>", "line 1"),
            ("version: STSv2\nmode: none\nmax_age: 1", "not STSv1"),
            ("version: STSv1\nmax_age: 1", "no mode"),
            ("version: STSv1\nmode: Enforce\nmx: a.example\nmax_age: 1", "none of"),
            ("version: STSv1\nmode: enforce\nmx: a.example", "no max_age"),
            ("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 1w", "no number"),
            ("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 31557601", "more than a year"),
            ("version: STSv1\nmode: enforce\nmax_age: 86400", "no mx"),
            ("version: STSv1\nmode: testing\nmx: a.example\nmx: a.*.example\nmax_age: 86400", "number 2"),
            ("version: STSv1\nmode: testing\nmx: .a.example\nmax_age: 86400", "number 1"),
            ("version: STSv1\nmode: testing\nmx: 10 a.example\nmax_age: 86400", "number 1"),
        ] {
            let said = Policy::read(text.as_bytes()).expect_err(text);
            assert!(said.contains(why), "{text}: {said}");
        }
        assert!(Policy::read(b"version: \xff").unwrap_err().contains("UTF-8"));
    }
}
