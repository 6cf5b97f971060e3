//! Domains typed while the keyboard was set to another alphabet: `пьфшд.сщь` is `gmail.com` on the keys of a Russian one.

use unicode_normalization::UnicodeNormalization;

/// The letters of the Russian layout (ГОСТ 6431-90 as Windows has it) with the QWERTY keys that they stand on.
const RUSSIAN: (&str, &str) = ("йцукенгшщзфывапролдячсмитью", "qwertyuiopasdfghjklzxcvbnm.");

/// The jamo of the Korean two-set layout (KS X 5002), by their names in Unicode without the part that tells their place, with
/// the keys that they stand on.
const KOREAN: [(&str, &str); 3] = [
    // Leading consonants, from U+1100.
    ("ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ", "r R s e E f a q Q t T d w W c z x v g"),
    // Vowels, from U+1161.
    ("ᅡᅢᅣᅤᅥᅦᅧᅨᅩᅪᅫᅬᅭᅮᅯᅰᅱᅲᅳᅴᅵ", "k o i O j p u P h hk ho hl y n nj np nl b m ml l"),
    // Trailing consonants, from U+11A8.
    ("ᆨᆩᆪᆫᆬᆭᆮᆯᆰᆱᆲᆳᆴᆵᆶᆷᆸᆹᆺᆻᆼᆽᆾᆿᇀᇁᇂ", "r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g"),
];

/// The text on the keys of QWERTY, lower-case; `None` when it is in no alphabet of another layout.
pub(super) fn on_latin_keys(text: &str) -> Option<String> {
    let mut keys = String::new();
    let mut changed = false;
    for c in text.nfkd().flat_map(char::to_lowercase).nfkd() {
        match key(c) {
            Some(key) => {
                keys.push_str(&key.to_ascii_lowercase());
                changed = true;
            }
            None if c.is_ascii() => keys.push(c),
            None => return None,
        }
    }
    changed.then_some(keys)
}

fn key(c: char) -> Option<&'static str> {
    let (letters, keys) = RUSSIAN;
    if let Some(place) = letters.chars().position(|letter| letter == c) {
        return keys.get(place..=place);
    }
    let (jamo, keys) = KOREAN.iter().find(|(jamo, _)| jamo.contains(c))?;
    keys.split(' ').nth(jamo.chars().position(|letter| letter == c)?)
}

#[cfg(test)]
mod tests {
    use super::super::suggest;
    use super::*;

    #[test]
    fn each_jamo_has_its_key() {
        for (jamo, keys) in KOREAN {
            assert_eq!(jamo.chars().count(), keys.split(' ').count());
        }
        assert_eq!(RUSSIAN.0.chars().count(), RUSSIAN.1.len());
    }

    #[test]
    fn providers_typed_on_another_layout_are_found() {
        for (typed, meant) in [
            ("пьфшд.сщь", "gmail.com"),
            ("ьфшдюкг", "mail.ru"),
            ("нфтвучюкг", "yandex.ru"),
            ("ㅜㅁㅍㄷㄱ.채ㅡ", "naver.com"),
            ("흐먀ㅣ.채ㅡ", "gmail.com"),
            ("ㅗ무ㅡ먀ㅣ.ㅜㄷㅅ", "hanmail.net"),
        ] {
            assert_eq!(
                suggest(typed).map(|said| said.domain).as_deref(),
                Some(meant),
                "{typed} {:?}",
                on_latin_keys(typed)
            );
        }
        for typed in ["почта.рф", "яндекс.рф", "한국.kr", "bücher.de"] {
            assert_eq!(suggest(typed).map(|said| said.domain), None, "{typed}");
        }
    }
}
