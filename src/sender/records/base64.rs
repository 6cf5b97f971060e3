//! Base64 as keys are published in (RFC 4648 §4, RFC 6376 §2.10): blanks may stand anywhere.

/// The longest key that is decoded: RSA of 16,384 bits has under 3,000 octets.
const OCTETS_MAX: usize = 16 * 1024;

/// Decodes. `None` when a character is foreign, the length is wrong, or the text is far longer than any key.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    if digits.len() > OCTETS_MAX || !digits.len().is_multiple_of(4) {
        return None;
    }
    let padding = digits.iter().rev().take_while(|&&b| b == b'=').count();
    if padding > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(digits.len() / 4 * 3);
    for group in digits[..digits.len() - padding].chunks(4) {
        let mut bits = 0u32;
        for &digit in group {
            bits = (bits << 6) | u32::from(value(digit)?);
        }
        bits <<= 6 * (4 - group.len());
        let octets = bits.to_be_bytes();
        out.extend_from_slice(&octets[1..group.len()]);
    }
    Some(out)
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_standard_decode() {
        for (text, want) in [
            ("", Some("")),
            ("Zg==", Some("f")),
            ("Zm8=", Some("fo")),
            ("Zm9v", Some("foo")),
            ("Zm9v YmFy", Some("foobar")),
            ("Zg=", None),
            ("Zm9", None),
            ("Z===", None),
            ("Zm9_", None),
            ("====", None),
            ("Zg==Zg==", None),
        ] {
            assert_eq!(decode(text).as_deref(), want.map(str::as_bytes), "{text}");
        }
    }
}
