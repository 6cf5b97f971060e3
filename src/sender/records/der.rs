//! Just enough of DER (X.690) to see how long an RSA key is, and what a certificate says: a bounded reader that never trusts a length.

/// What an octet string turned out to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PublicKey {
    /// The modulus' length in bits.
    Rsa { bits: u32 },
    /// A key of another algorithm in the form of RFC 5280.
    Other,
}

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OBJECT: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
/// rsaEncryption, 1.2.840.113549.1.1.1 (RFC 8017 Appendix A.1).
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

/// Reads a key: SubjectPublicKeyInfo (RFC 5280 §4.1), or RSAPublicKey alone (RFC 8017 Appendix A.1.1). `None` when it is
/// neither, or when something follows it.
pub(super) fn public_key(octets: &[u8]) -> Option<PublicKey> {
    let (inside, rest) = element(octets, SEQUENCE)?;
    if !rest.is_empty() {
        return None;
    }
    if inside.first() == Some(&INTEGER) {
        return rsa(inside);
    }
    let (algorithm, rest) = element(inside, SEQUENCE)?;
    let (object, _) = element(algorithm, OBJECT)?;
    let (bits, rest) = element(rest, BIT_STRING)?;
    if !rest.is_empty() {
        return None;
    }
    if object != RSA {
        return Some(PublicKey::Other);
    }
    // The first octet counts unused bits, and there are none (X.690 §8.6.2).
    let (key, rest) = element(bits.strip_prefix(&[0])?, SEQUENCE)?;
    if rest.is_empty() { rsa(key) } else { None }
}

/// The modulus and the exponent, two positive integers.
fn rsa(inside: &[u8]) -> Option<PublicKey> {
    let (modulus, rest) = element(inside, INTEGER)?;
    let (exponent, rest) = element(rest, INTEGER)?;
    let negative = |number: &[u8]| number.first().is_none_or(|&first| first >= 0x80);
    if !rest.is_empty() || negative(modulus) || negative(exponent) {
        return None;
    }
    let zeros = modulus.iter().take_while(|&&b| b == 0).count();
    let first = *modulus.get(zeros)?;
    let bits = (modulus.len() - zeros) as u32 * 8 - first.leading_zeros();
    Some(PublicKey::Rsa { bits })
}

/// Takes one element of this type off the front: what is in it, and what follows.
pub(super) fn element(octets: &[u8], kind: u8) -> Option<(&[u8], &[u8])> {
    let (&first, rest) = octets.split_first()?;
    let (&length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(length), rest),
        // More than 64 KiB cannot come out of a TXT record, nor stands in a certificate of a server.
        0x81 | 0x82 => {
            let count = usize::from(length & 0x7f);
            let (digits, rest) = rest.split_at_checked(count)?;
            (digits.iter().fold(0, |sum, &digit| (sum << 8) | usize::from(digit)), rest)
        }
        _ => return None,
    };
    if first == kind { rest.split_at_checked(length) } else { None }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn wrap(kind: u8, inside: &[u8]) -> Vec<u8> {
        let length = inside.len();
        let mut out = vec![kind];
        match length {
            0..=0x7f => out.push(length as u8),
            0x80..=0xff => out.extend([0x81, length as u8]),
            _ => out.extend([0x82, (length >> 8) as u8, length as u8]),
        }
        out.extend_from_slice(inside);
        out
    }

    /// An RSA key of this many bits, in neither form a real one.
    pub(in super::super) fn bare_rsa(bits: usize) -> Vec<u8> {
        let mut modulus = vec![0xff; bits.div_ceil(8)];
        modulus[0] >>= (8 - bits % 8) % 8;
        if modulus[0] >= 0x80 {
            modulus.insert(0, 0);
        }
        wrap(SEQUENCE, &[wrap(INTEGER, &modulus), wrap(INTEGER, &[1, 0, 1])].concat())
    }

    pub(in super::super) fn spki(object: &[u8], key: &[u8]) -> Vec<u8> {
        let algorithm = wrap(SEQUENCE, &[wrap(OBJECT, object), vec![0x05, 0x00]].concat());
        wrap(SEQUENCE, &[algorithm, wrap(BIT_STRING, &[&[0], key].concat())].concat())
    }

    pub(in super::super) fn rsa_spki(bits: usize) -> Vec<u8> {
        spki(RSA, &bare_rsa(bits))
    }

    #[test]
    fn the_length_of_a_key_is_seen() {
        for bits in [384, 512, 768, 1023, 1024, 1025, 2047, 2048, 4096, 8192] {
            let want = Some(PublicKey::Rsa { bits: bits as u32 });
            assert_eq!(public_key(&bare_rsa(bits)), want, "{bits} bare");
            assert_eq!(public_key(&rsa_spki(bits)), want, "{bits} with its algorithm");
        }
    }

    #[test]
    fn other_and_broken_keys_are_told_apart() {
        assert_eq!(public_key(&spki(&[0x2b, 0x65, 0x70], &[7; 32])), Some(PublicKey::Other));
        let whole = rsa_spki(1024);
        for cut in 0..whole.len() {
            assert_eq!(public_key(&whole[..cut]), None, "cut at {cut}");
        }
        assert_eq!(public_key(&[&whole[..], &[0]].concat()), None);
        assert_eq!(public_key(&[SEQUENCE, 0x84, 0xff, 0xff, 0xff, 0xff]), None);
        assert_eq!(public_key(&[0; 32]), None);
    }
}
