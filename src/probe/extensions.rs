//! What a host offers in its reply to EHLO (RFC 5321 §4.1.1.1).

use super::reply::Reply;

/// The extensions that matter to whoever sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extensions {
    pub size: Size,
    /// The most recipients of one message (RFC 9422).
    pub rcpt_max: Option<u32>,
    /// The most messages of one connection (RFC 9422).
    pub mail_max: Option<u32>,
    pub starttls: bool,
    pub smtputf8: bool,
    pub pipelining: bool,
    pub eight_bit_mime: bool,
}

/// How large a message may be (RFC 1870).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// The host does not say.
    #[default]
    Untold,
    /// It looks at sizes and has no fixed limit, or names none.
    NoFixedLimit,
    /// The most octets of a message.
    Octets(u64),
}

impl Size {
    /// The limit, if there is one.
    pub fn limit(self) -> Option<u64> {
        if let Size::Octets(octets) = self { Some(octets) } else { None }
    }

    /// Of two limits the smaller one counts, and any more than none.
    fn and(self, other: Size) -> Size {
        match (self, other) {
            (Size::Octets(one), Size::Octets(two)) => Size::Octets(one.min(two)),
            (Size::Octets(one), _) | (_, Size::Octets(one)) => Size::Octets(one),
            (Size::NoFixedLimit, _) | (_, Size::NoFixedLimit) => Size::NoFixedLimit,
            (Size::Untold, Size::Untold) => Size::Untold,
        }
    }
}

impl Extensions {
    /// Reads the lines behind the first, which holds the host's name. What is not understood is passed over.
    pub fn of(reply: &Reply) -> Extensions {
        let mut extensions = Extensions::default();
        for line in reply.lines.iter().skip(1) {
            // Before RFC 1869 was settled some hosts wrote `SIZE=1000`.
            let (keyword, values) = line.trim().split_once([' ', '\t', '=']).unwrap_or((line.trim(), ""));
            match keyword.to_ascii_uppercase().as_str() {
                "SIZE" => extensions.size = extensions.size.and(size(values)),
                "LIMITS" => extensions.take_limits(values),
                "STARTTLS" => extensions.starttls = true,
                "SMTPUTF8" => extensions.smtputf8 = true,
                "PIPELINING" => extensions.pipelining = true,
                "8BITMIME" => extensions.eight_bit_mime = true,
                _ => {}
            }
        }
        extensions
    }

    fn take_limits(&mut self, values: &str) {
        for (name, value) in values.split_ascii_whitespace().filter_map(|limit| limit.split_once('=')) {
            let kept = match name.to_ascii_uppercase().as_str() {
                "RCPTMAX" => &mut self.rcpt_max,
                "MAILMAX" => &mut self.mail_max,
                _ => continue,
            };
            if let Some(value) = limit(value) {
                *kept = Some(kept.map_or(value, |before| before.min(value)));
            }
        }
    }
}

/// `SIZE 0` is no fixed limit (RFC 1870 §4), nor is a value that cannot be read.
fn size(values: &str) -> Size {
    let value = values.split_ascii_whitespace().next().unwrap_or_default();
    if value.is_empty() || !value.bytes().all(|octet| octet.is_ascii_digit()) {
        return Size::NoFixedLimit;
    }
    // RFC 1870 §4 allows 20 digits, which is more than fits.
    match value.parse().unwrap_or(u64::MAX) {
        0 => Size::NoFixedLimit,
        octets => Size::Octets(octets),
    }
}

/// One to six digits, the first not zero (RFC 9422 §4).
fn limit(value: &str) -> Option<u32> {
    let fits = (1..=6).contains(&value.len()) && value.bytes().all(|octet| octet.is_ascii_digit());
    fits.then(|| value.parse().ok()).flatten().filter(|limit| *limit > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str]) -> Extensions {
        let lines = std::iter::once("mx.example.net").chain(lines.iter().copied()).map(str::to_owned).collect();
        Extensions::of(&Reply { code: 250, enhanced: None, lines })
    }

    #[test]
    fn keywords_are_read_in_any_case() {
        let all = of(&["PIPELINING", "size 100", "StartTLS", "8BITMIME ", "SMTPUTF8\t", "X-FOO"]);
        let expected = Extensions {
            size: Size::Octets(100),
            starttls: true,
            smtputf8: true,
            pipelining: true,
            eight_bit_mime: true,
            ..Extensions::default()
        };
        assert_eq!(all, expected);
        assert_eq!(of(&["XSTARTTLS", "STARTTLSX", "NOSIZE 5", ""]), Extensions::default());
    }

    #[test]
    fn odd_sizes_make_no_limit_smaller_than_it_is() {
        for (lines, expected) in [
            (&["SIZE"][..], Size::NoFixedLimit),
            (&["SIZE "], Size::NoFixedLimit),
            (&["SIZE 0"], Size::NoFixedLimit),
            (&["SIZE 000"], Size::NoFixedLimit),
            (&["SIZE 10485760"], Size::Octets(10_485_760)),
            (&["SIZE=2048"], Size::Octets(2_048)),
            (&["SIZE 007"], Size::Octets(7)),
            (&["SIZE 99999999999999999999"], Size::Octets(u64::MAX)),
            (&["SIZE 10MB"], Size::NoFixedLimit),
            (&["SIZE -1"], Size::NoFixedLimit),
            (&["SIZE unlimited"], Size::NoFixedLimit),
            (&["SIZE ３０"], Size::NoFixedLimit),
            (&["SIZE 30 40"], Size::Octets(30)),
            (&["SIZE 30", "SIZE 40"], Size::Octets(30)),
            (&["SIZE 0", "SIZE 40"], Size::Octets(40)),
            (&["SIZE", "SIZE"], Size::NoFixedLimit),
            (&[], Size::Untold),
        ] {
            assert_eq!(of(lines).size, expected, "{lines:?}");
        }
    }

    #[test]
    fn limits_are_read_as_rfc_9422_writes_them() {
        let both = of(&["LIMITS RCPTMAX=20 MAILMAX=5 RCPTDOMAINMAX=1"]);
        assert_eq!((both.rcpt_max, both.mail_max), (Some(20), Some(5)));
        for odd in ["LIMITS", "LIMITS RCPTMAX", "LIMITS RCPTMAX=0", "LIMITS RCPTMAX=1000000", "LIMITS RCPTMAX=+5"] {
            assert_eq!(of(&[odd]).rcpt_max, None, "{odd}");
        }
        assert_eq!(of(&["limits rcptmax=9", "LIMITS RCPTMAX=7 RCPTMAX=8"]).rcpt_max, Some(7));
    }
}
