//! A fast hash of octets that is the same on every machine and in every version, because what it gives stands in files.
//! It finds damage and spreads keys; it is no defence against somebody who may write the file.

/// Odd numbers without a pattern: the first digits of the square roots of 2 and 3.
const MULTIPLIERS: [u64; 2] = [0x6a09_e667_f3bc_c909, 0xbb67_ae85_84ca_a73b];

/// The hash of these octets. Hashes of several texts are chained by the seed.
pub(super) fn hash(seed: u64, octets: &[u8]) -> u64 {
    let mut sum = fold(seed ^ MULTIPLIERS[1], MULTIPLIERS[0] ^ octets.len() as u64);
    let (words, rest) = octets.as_chunks::<8>();
    for word in words {
        sum = fold(sum ^ u64::from_le_bytes(*word), MULTIPLIERS[0]);
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    fold(sum ^ u64::from_le_bytes(last), MULTIPLIERS[1])
}

/// Both halves of the product, so that every bit of the factors counts.
fn fold(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn what_stands_in_files_does_not_change() {
        let given = [hash(0, b""), hash(1, b"a"), hash(2, b"example.net"), hash(3, b"12345678")];
        assert_eq!(given, [0x1602_0ac7_6c2d_ba44, 0xe4cf_5886_a4da_28ea, 0x7568_f96d_51ab_4d77, 0x2c6d_6343_2a63_e591]);
    }

    #[test]
    fn texts_that_differ_a_little_have_other_hashes() {
        let mut seen = HashSet::new();
        for number in 0..100_000 {
            assert!(seen.insert(hash(7, format!("n{number}.com").as_bytes())), "{number}");
        }
        for octets in [&b""[..], b"\0", b"\0\0", b"\0\0\0\0\0\0\0\0", b"\0\0\0\0\0\0\0\0\0"] {
            assert!(seen.insert(hash(7, octets)), "{octets:?}");
        }
    }
}
