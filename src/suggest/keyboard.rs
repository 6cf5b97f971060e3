//! Which keys lie side by side, and which letters stand in for each other because of how they look or sound.
//!
//! Only relations between characters live here; what a slip costs is decided in `slip`.

/// The three layouts that most addresses are typed on. Each row is given with how far it is shifted to the right of the
/// row of digits, in quarters of a key.
const LAYOUTS: [[(&[u8], i32); 4]; 3] = [
    [(b"1234567890-", 0), (b"qwertyuiop", 2), (b"asdfghjkl;", 3), (b"zxcvbnm,./", 5)],
    [(b"1234567890", 0), (b"qwertzuiop", 2), (b"asdfghjkl", 3), (b"yxcvbnm,.-", 5)],
    [(b"1234567890", 0), (b"azertyuiop", 2), (b"qsdfghjklm", 3), (b"wxcvbn,.:", 5)],
];

/// How two different keys lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keys {
    /// Side by side on QWERTY.
    Adjacent,
    /// Side by side on QWERTZ or AZERTY only, or the same key of two layouts, as `y` and `z`.
    AdjacentElsewhere,
    Apart,
}

/// How two keys lie to each other. The same key counts as [`Keys::Apart`].
pub fn keys(a: u8, b: u8) -> Keys {
    match TABLE[usize::from(a & 127)][usize::from(b & 127)] {
        _ if !a.is_ascii() || !b.is_ascii() => Keys::Apart,
        0 => Keys::Apart,
        mask if mask & 1 != 0 => Keys::Adjacent,
        _ => Keys::AdjacentElsewhere,
    }
}

/// Whether one letter is often written for the other: they look alike, sound alike, or are one sound to many speakers
/// (the finals and initials that pinyin typists mix up: n and l, f and h, r and l).
pub fn alike(a: u8, b: u8) -> bool {
    const PAIRS: [(u8, u8); 26] = [
        (b'l', b'1'),
        (b'i', b'1'),
        (b'i', b'l'),
        (b'o', b'0'),
        (b's', b'5'),
        (b'b', b'8'),
        (b'b', b'6'),
        (b'q', b'9'),
        (b'e', b'3'),
        (b'g', b'9'),
        (b'm', b'n'),
        (b'u', b'v'),
        (b'v', b'w'),
        (b'c', b'k'),
        (b'c', b's'),
        (b's', b'z'),
        (b'i', b'y'),
        (b'i', b'j'),
        (b'q', b'g'),
        (b'g', b'j'),
        (b'n', b'l'),
        (b'r', b'l'),
        (b'f', b'h'),
        (b'b', b'd'),
        (b'd', b't'),
        (b'k', b'q'),
    ];
    PAIRS.contains(&(a, b)) || PAIRS.contains(&(b, a))
}

/// Whether both are vowels, which are mixed up by ear.
pub fn vowels(a: u8, b: u8) -> bool {
    b"aeiou".contains(&a) && b"aeiou".contains(&b)
}

/// For each pair of ASCII characters a bit per layout on which they lie side by side, and one for the keys that change
/// places between layouts.
static TABLE: std::sync::LazyLock<[[u8; 128]; 128]> = std::sync::LazyLock::new(|| {
    let mut table = [[0; 128]; 128];
    for (layout, rows) in LAYOUTS.iter().enumerate() {
        let placed = || {
            rows.iter().zip(0i32..).flat_map(|(&(row, shift), y)| {
                row.iter().zip(0i32..).map(move |(&key, x)| (usize::from(key), x * 4 + shift, y))
            })
        };
        for (a, ax, ay) in placed() {
            for (b, bx, by) in placed() {
                let beside = ay == by && (ax - bx).abs() == 4;
                let above = (ay - by).abs() == 1 && (ax - bx).abs() <= 3;
                if beside || above {
                    table[a][b] |= 1 << layout;
                }
            }
        }
    }
    for (a, b) in [(b'y', b'z'), (b'a', b'q'), (b'z', b'w'), (b'm', b',')] {
        table[usize::from(a)][usize::from(b)] |= 8;
        table[usize::from(b)][usize::from(a)] |= 8;
    }
    table
});

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: Keys, pairs: &str) {
        for pair in pairs.split(' ') {
            let [a, b] = [pair.as_bytes()[0], pair.as_bytes()[1]];
            assert_eq!(keys(a, b), expected, "{pair}");
            assert_eq!(keys(b, a), expected, "{pair} reversed");
        }
    }

    #[test]
    fn keys_side_by_side_are_known_on_each_layout() {
        check(Keys::Adjacent, "qw as io mn nb ty gh lo l. m, .l 12 qa wa gt gy sz ,.");
        check(Keys::AdjacentElsewhere, "yz tz zu lm");
        check(Keys::Apart, "qp am cg gl oe aa");
    }

    #[test]
    fn other_characters_have_no_keys() {
        assert_eq!(keys(200, b'a'), Keys::Apart);
        assert_eq!(keys(0, 0), Keys::Apart);
    }
}
