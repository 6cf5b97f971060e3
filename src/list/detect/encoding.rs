//! Which encoding a list is in, from its beginning.
//!
//! The surest sign first: a byte order mark, then the NULs of UTF-16, then escapes, then UTF-8, which other text is hardly ever by
//! chance. Only what is left is guessed, with what a mailing list offers beyond any text: the words of its header, and the
//! countries of its addresses.

use super::{alphabets, header, look};
use crate::list::encoding::Encoding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding as Legacy;
use std::collections::HashMap;

/// The encodings whose marks are looked for; those first that begin with another's.
const MARKED: [Encoding; 6] = [
    Encoding::Utf8,
    Encoding::Utf32Le,
    Encoding::Utf32Be,
    Encoding::Utf16Le,
    Encoding::Utf16Be,
    Encoding::Other(encoding_rs::GB18030),
];

/// The encodings that words of headers are looked for in, likeliest first.
static LEGACY: [&Legacy; 22] = [
    encoding_rs::GBK,
    encoding_rs::BIG5,
    encoding_rs::SHIFT_JIS,
    encoding_rs::EUC_JP,
    encoding_rs::EUC_KR,
    encoding_rs::WINDOWS_1252,
    encoding_rs::WINDOWS_1251,
    encoding_rs::KOI8_R,
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1254,
    encoding_rs::WINDOWS_1253,
    encoding_rs::WINDOWS_1255,
    encoding_rs::WINDOWS_1256,
    encoding_rs::WINDOWS_1257,
    encoding_rs::WINDOWS_1258,
    encoding_rs::WINDOWS_874,
    encoding_rs::ISO_8859_2,
    encoding_rs::ISO_8859_5,
    encoding_rs::ISO_8859_7,
    encoding_rs::KOI8_U,
    encoding_rs::IBM866,
    encoding_rs::MACINTOSH,
];

/// Octets that a guess is made from.
const GUESSED_OCTETS_MAX: usize = 256 << 10;

/// Lines among which a header is looked for.
const HEADER_LINES: usize = 4;

/// The encoding of a list, and whether it begins with its mark.
pub(in crate::list) fn detect(sample: &[u8]) -> (Encoding, bool) {
    if let Some(marked) = MARKED.into_iter().find(|encoding| sample.starts_with(encoding.mark())) {
        return (marked, true);
    }
    let encoding = wide(sample)
        .or_else(|| escapes(sample).then_some(Encoding::Other(encoding_rs::ISO_2022_JP)))
        .or_else(|| utf8(sample).then_some(Encoding::Utf8))
        .unwrap_or_else(|| Encoding::Other(guess(&sample[..sample.len().min(GUESSED_OCTETS_MAX)])));
    (encoding, false)
}

/// UTF-16 and UTF-32 without a mark: ASCII, of which a list of addresses holds much, has NULs at every other octet, or at three of
/// four.
pub(in crate::list) fn wide(head: &[u8]) -> Option<Encoding> {
    let head = &head[..head.len().min(4096)];
    let quads = head.len() / 4;
    if head.len() < 4 || !head.contains(&0) {
        return None;
    }
    let nuls = |of: usize, place: usize| head.chunks_exact(of).filter(|unit| unit[place] == 0).count();
    let by_place = [0, 1, 2, 3].map(|place| nuls(4, place));
    if quads >= 2 {
        let all = |place: usize| by_place[place] == quads;
        if all(2) && all(3) && by_place[0] * 10 < quads {
            return Some(Encoding::Utf32Le);
        }
        if all(0) && all(1) && by_place[3] * 10 < quads {
            return Some(Encoding::Utf32Be);
        }
    }
    let pairs = head.len() / 2;
    let (even, odd) = (nuls(2, 0), nuls(2, 1));
    let few_and_many = |few: usize, many: usize| many * 6 >= pairs && few * 20 <= many;
    // The signs that every list holds stand there as UTF-16 writes them, so that a file padded with NULs is not taken for it.
    let signs = |first: usize| {
        let sign = |byte| matches!(byte, b'@' | b'.' | b'\n' | b'\r' | b',' | b';' | b'\t');
        head.chunks_exact(2).any(|unit| unit[1 - first] == 0 && sign(unit[first]))
    };
    if few_and_many(even, odd) && signs(0) {
        Some(Encoding::Utf16Le)
    } else if few_and_many(odd, even) && signs(1) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// The changes of ISO-2022-JP between ASCII and Japanese, in a text that is ASCII otherwise.
fn escapes(sample: &[u8]) -> bool {
    let starts = |mark: &[u8]| memchr::memmem::find(sample, mark).is_some();
    sample.is_ascii() && (starts(b"\x1b$B") || starts(b"\x1b$@") || starts(b"\x1b(I") || starts(b"\x1b(J"))
}

/// UTF-8, but for a character that the sample cuts, and but for a few wrong bytes among many right ones.
fn utf8(sample: &[u8]) -> bool {
    let (mut characters, mut wrong) = (0_usize, 0_usize);
    let mut rest = sample;
    loop {
        let (text, bad) = match std::str::from_utf8(rest) {
            Ok(text) => (text, None),
            Err(error) => {
                let (good, bad) = rest.split_at(error.valid_up_to());
                (std::str::from_utf8(good).unwrap_or_default(), Some((bad, error.error_len())))
            }
        };
        if !text.is_ascii() {
            characters += text.chars().filter(|c| !c.is_ascii()).count();
        }
        match bad {
            Some((bad, Some(octets))) => {
                wrong += 1;
                rest = &bad[octets..];
            }
            _ => break,
        }
    }
    wrong == 0 || characters >= wrong * 5
}

/// The likeliest of the encodings that have no mark of their own.
fn guess(sample: &[u8]) -> &'static Legacy {
    let country = country(sample);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guessed = alphabets::better(detector.guess(country, Utf8Detection::Deny), sample);
    let end = memchr::memchr_iter(b'\n', sample).nth(HEADER_LINES - 1).unwrap_or(sample.len().min(4096));
    let head = &sample[..end];
    let mut best = (known_words(guessed, head), guessed);
    for legacy in LEGACY {
        let words = known_words(legacy, head);
        if words > best.0 && decodes(legacy, sample) {
            best = (words, legacy);
        }
    }
    let same = |other: &'static Legacy| {
        other.decode_without_bom_handling(sample) == best.1.decode_without_bom_handling(sample)
    };
    match best.1 {
        // GBK is read and written as the standard that holds it.
        legacy if legacy == encoding_rs::GBK => encoding_rs::GB18030,
        // The Ukrainian one has four letters more; without them it is the common one.
        legacy if legacy == encoding_rs::KOI8_U && same(encoding_rs::KOI8_R) => encoding_rs::KOI8_R,
        legacy => legacy,
    }
}

fn decodes(legacy: &'static Legacy, sample: &[u8]) -> bool {
    // The sample may end within a character.
    let whole = &sample[..memchr::memrchr(b'\n', sample).unwrap_or(sample.len())];
    !legacy.decode_without_bom_handling(whole).1
}

/// Words beyond ASCII in the first lines that headers are made of.
fn known_words(legacy: &'static Legacy, head: &[u8]) -> usize {
    let (text, _) = legacy.decode_without_bom_handling(head);
    text.split(['\n', '\r', ',', ';', '\t', '|', '"', ':'])
        .filter(|word| !word.is_ascii() && header::is_known(look::trim(word.as_bytes())))
        .count()
}

/// The country that most addresses of a list speak of, by the ending of their domains or by a provider that is at home in one.
fn country(sample: &[u8]) -> Option<&'static [u8]> {
    let mut counts: HashMap<&'static [u8], usize> = HashMap::new();
    for at in memchr::memchr_iter(b'@', sample).take(2_000) {
        let domain = &sample[at + 1..];
        let length =
            domain.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')).count();
        let domain = String::from_utf8_lossy(&domain[..length.min(255)]).to_ascii_lowercase();
        let provider = PROVIDERS.iter().find(|(name, _)| *name == domain).map(|(_, country)| *country);
        let ending = domain.rsplit('.').next().filter(|_| domain.contains('.')).unwrap_or_default();
        let ending = COUNTRIES.iter().find(|country| **country == ending).copied();
        if let Some(country) = provider.or(ending) {
            *counts.entry(country.as_bytes()).or_default() += 1;
        }
    }
    // Where the countries are mixed, none says anything.
    let all: usize = counts.values().sum();
    let most = counts.into_iter().max_by_key(|(country, count)| (*count, *country));
    most.filter(|(_, count)| count * 2 > all).map(|(country, _)| country)
}

/// Providers whose names end in .com or .net, and the country where nearly all of their customers are.
const PROVIDERS: [(&str, &str); 29] = [
    ("qq.com", "cn"),
    ("163.com", "cn"),
    ("126.com", "cn"),
    ("139.com", "cn"),
    ("sina.com", "cn"),
    ("sohu.com", "cn"),
    ("foxmail.com", "cn"),
    ("yeah.net", "cn"),
    ("aliyun.com", "cn"),
    ("21cn.com", "cn"),
    ("189.cn", "cn"),
    ("naver.com", "kr"),
    ("daum.net", "kr"),
    ("hanmail.net", "kr"),
    ("nate.com", "kr"),
    ("kakao.com", "kr"),
    ("hinet.net", "tw"),
    ("seed.net.tw", "tw"),
    ("nifty.com", "jp"),
    ("ezweb.ne.jp", "jp"),
    ("yandex.com", "ru"),
    ("gmx.net", "de"),
    ("t-online.de", "de"),
    ("ukr.net", "ua"),
    ("i.ua", "ua"),
    ("netvigator.com", "hk"),
    ("walla.com", "il"),
    ("mynet.com", "tr"),
    ("abv.bg", "bg"),
];

/// Endings that say something of the script. Those that the whole world uses, such as .io and .me, are left out.
const COUNTRIES: [&str; 63] = [
    "ae", "am", "ar", "at", "az", "ba", "be", "bg", "br", "by", "ch", "cl", "cn", "cy", "cz", "de", "dk", "ee", "eg",
    "es", "fi", "fr", "ge", "gr", "hk", "hr", "hu", "il", "ir", "is", "it", "jp", "kr", "kz", "lt", "lu", "lv", "mk",
    "mo", "mx", "nl", "no", "pl", "pt", "ro", "rs", "ru", "sa", "se", "sg", "si", "sk", "su", "th", "tr", "tw", "ua",
    "uz", "vn", "ma", "dz", "jo", "iq",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, encoding: &str) {
        let wanted = Encoding::named(encoding).expect(encoding);
        let mut bytes = Vec::new();
        wanted.encode(text, &mut bytes);
        let (found, mark) = detect(&bytes);
        let same_text = {
            let mut decoded = String::new();
            found.decode(&bytes, &mut decoded) && decoded == text
        };
        assert!(!mark && same_text, "{encoding} was found to be {found}: {text}");
    }

    #[test]
    fn small_lists_in_common_encodings_are_known() {
        check("姓名,邮箱\n张伟,zw@163.com\n", "gbk");
        check("张伟,zw@163.com\n李娜,ln@qq.com\n", "gb18030");
        check("姓名,電子郵件\n陳大文,chen@pchome.com.tw\n", "big5");
        check("氏名,メールアドレス\n山田太郎,yamada@docomo.ne.jp\n", "shift_jis");
        check("氏名,メールアドレス\n山田太郎,yamada@docomo.ne.jp\n", "euc-jp");
        check("山田太郎,yamada@docomo.ne.jp\n佐藤,sato@example.co.jp\n", "iso-2022-jp");
        check("이름,이메일\n김철수,kim@naver.com\n", "euc-kr");
        check("Имя;Почта\nАнна;anna@mail.ru\n", "windows-1251");
        check("Имя;Почта\nАнна;anna@mail.ru\n", "koi8-r");
        check("Jürgen;j@web.de\nUte Maß;ute@gmx.de\n", "latin1");
        check("Imię;Nazwisko\nŁukasz;l@wp.pl\nŚwiętosława;s@onet.pl\n", "windows-1250");
        check("Ad;Şehir\nAyşe;a@mynet.com\nİsmail;İzmir@ttmail.com.tr\n", "windows-1254");
        check("Όνομα;Email\nΓιώργος;g@otenet.gr\n", "windows-1253");
        check("שם;אימייל\nדוד;d@walla.co.il\n", "windows-1255");
    }

    #[test]
    fn wide_text_is_known_without_its_mark() {
        for encoding in ["utf-16le", "utf-16be", "utf-32le", "utf-32be"] {
            check("name,email\r\n张伟,zw@example.com\r\n", encoding);
            check("a@b.de\n", encoding);
            check("公司,联系人,邮箱\n北京科技有限公司,张伟,zw@163.com\n上海贸易有限公司,李娜,ln@qq.com\n", encoding);
        }
        assert_eq!(detect(b"\xff\xfea\0"), (Encoding::Utf16Le, true));
        assert_eq!(detect(b"\xff\xfe\0\0a\0\0\0"), (Encoding::Utf32Le, true));
        assert_eq!(detect(b"ann@example.com\0\0\0\0\nbob@example.com\0\0\0\0\n"), (Encoding::Utf8, false));
    }

    #[test]
    fn a_few_wrong_bytes_do_not_make_another_encoding() {
        assert_eq!(detect("é".repeat(20).as_bytes()), (Encoding::Utf8, false));
        assert_eq!(detect(&["éèêëà".repeat(4).as_bytes(), b"\xff"].concat()), (Encoding::Utf8, false));
        assert_eq!(detect(&"张伟".as_bytes()[..5]), (Encoding::Utf8, false));
        assert_eq!(detect(b"\xef\xbb\xbfa"), (Encoding::Utf8, true));
    }
}
