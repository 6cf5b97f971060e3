//! How often the sniffer is right, over small lists made at random from what people and programs write.
//!
//! Each list is made with a seed, from a country with its names, words and encodings, a delimiter, a header or none, and the oddities of
//! exports. The four things that are sniffed are counted apart. `SNIFF_SHOW=1` shows the lists that were misread, `SNIFF_SEED=N` makes
//! others.

use presend::list::sniff;
use presend::list::{Encoding, LayoutOptions};
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};

const LISTS: u64 = 1_000;
const RIGHT_AT_LEAST: f64 = 0.99;

struct Country {
    encodings: &'static [&'static str],
    email: &'static [&'static str],
    /// Headers of: first name, last name, company, city, phone, date, amount, note.
    headers: [&'static str; 8],
    first: &'static [&'static str],
    last: &'static [&'static str],
    company: &'static [&'static str],
    city: &'static [&'static str],
    domains: &'static [&'static str],
    note: &'static [&'static str],
}

const COUNTRIES: [Country; 15] = [
    Country {
        encodings: &["utf-8", "utf-8", "utf-16le", "windows-1252"],
        email: &[
            "Email",
            "E-mail Address",
            "email_address",
            "EMAIL",
            "Work Email",
            "Contact e-mail",
            "mail",
            "Recipient",
            "user_email",
        ],
        headers: ["First Name", "Last Name", "Company", "City", "Phone", "Signup Date", "Amount", "Notes"],
        first: &["Olivia", "Noah", "Zoë", "Liam", "Renée", "Jack"],
        last: &["Smith", "O'Connor", "Baker-Hill", "Jones", "Núñez", "Patel"],
        company: &["Acme, Inc.", "Blue Bird Ltd", "Smith & Sons", "Initech", "Café Royal; London"],
        city: &["Leeds", "New York", "St. John's", "Boston"],
        domains: &["gmail.com", "yahoo.com", "outlook.com", "acme.co.uk", "blue-bird.io"],
        note: &["call back, please", "met @ the fair", "see https://x.io/a?b=1;c", "VIP", "5\" screen"],
    },
    Country {
        encodings: &["utf-8", "windows-1252", "utf-16le", "iso-8859-15"],
        email: &["E-Mail", "E-Mail-Adresse", "Mailadresse", "email", "Kontakt-Mail"],
        headers: ["Vorname", "Nachname", "Firma", "Ort", "Telefon", "Datum", "Umsatz", "Bemerkung"],
        first: &["Jürgen", "Käthe", "Björn", "Ute", "Zoë", "Heinz"],
        last: &["Müller", "Groß", "Schäfer", "Weiß", "Kühn", "Lange"],
        company: &["Bäckerei Öhler GmbH", "Straßenbau Süd AG", "Müller & Söhne, Köln"],
        city: &["Köln", "München", "Düsseldorf", "Bonn"],
        domains: &["web.de", "gmx.de", "t-online.de", "bäckerei.de", "firma-süd.de"],
        note: &["ruft zurück", "mag Äpfel; Birnen", "z.B. früh, nie spät"],
    },
    Country {
        encodings: &["utf-8", "windows-1252", "utf-16be"],
        email: &["Courriel", "Adresse e-mail", "Adresse électronique", "E-mail", "Mél"],
        headers: ["Prénom", "Nom", "Société", "Ville", "Téléphone", "Date d'inscription", "Montant", "Commentaire"],
        first: &["Élodie", "François", "Chloé", "Zoé", "Jérôme"],
        last: &["Lefèvre", "Dupont", "Bérenger", "Noël", "Garçon"],
        company: &["Société Générale de l'Été", "Boulangerie Gérard, fils", "Île & Co"],
        city: &["Orléans", "Besançon", "Lyon", "Nîmes"],
        domains: &["orange.fr", "free.fr", "laposte.net", "wanadoo.fr"],
        note: &["à rappeler", "intéressé, mais occupé", "déjà client"],
    },
    Country {
        encodings: &["utf-8", "windows-1252"],
        email: &["Correo electrónico", "Correo", "email", "Dirección de correo"],
        headers: ["Nombre", "Apellidos", "Empresa", "Ciudad", "Teléfono", "Fecha", "Importe", "Notas"],
        first: &["José", "Begoña", "Íñigo", "Lucía", "Ana"],
        last: &["Muñoz", "Peña", "García", "Ibáñez"],
        company: &["Construcción Ñandú, S.A.", "Óptica León", "Café Año Nuevo"],
        city: &["Cádiz", "León", "Málaga", "Bogotá"],
        domains: &["hotmail.es", "gmail.com", "telefonica.net", "correo.mx"],
        note: &["llamar mañana", "¿cliente?", "añadir a la lista"],
    },
    Country {
        encodings: &["utf-8", "windows-1250", "iso-8859-2"],
        email: &["E-mail", "Adres e-mail", "Poczta", "email"],
        headers: ["Imię", "Nazwisko", "Firma", "Miasto", "Telefon", "Data", "Kwota", "Uwagi"],
        first: &["Łukasz", "Świętosława", "Żaneta", "Grażyna", "Michał"],
        last: &["Wiśniewski", "Wójcik", "Kamińska", "Dąbrowski", "Źródłowska"],
        company: &["Zakład Usługowy Żuk", "Piekarnia Świeża, sp. z o.o."],
        city: &["Łódź", "Kraków", "Gdańsk", "Częstochowa"],
        domains: &["wp.pl", "onet.pl", "interia.pl", "o2.pl"],
        note: &["oddzwonić później", "stały klient", "brak zgody"],
    },
    Country {
        encodings: &["utf-8", "windows-1250"],
        email: &["E-mail", "E-mailová adresa", "email"],
        headers: ["Jméno", "Příjmení", "Firma", "Město", "Telefon", "Datum", "Částka", "Poznámka"],
        first: &["Jiří", "Zdeněk", "Růžena", "Tomáš", "Věra"],
        last: &["Dvořák", "Černý", "Šťastná", "Kučera"],
        company: &["Pekařství Růže", "Železárny Kladno, a.s."],
        city: &["Plzeň", "Třebíč", "Ústí nad Labem"],
        domains: &["seznam.cz", "email.cz", "centrum.cz"],
        note: &["zavolat příště", "dlouholetý zákazník"],
    },
    Country {
        encodings: &["utf-8", "windows-1251", "koi8-r", "windows-1251", "utf-16le"],
        email: &["Почта", "Эл. почта", "E-mail", "Электронная почта", "Адрес эл. почты"],
        headers: ["Имя", "Фамилия", "Компания", "Город", "Телефон", "Дата", "Сумма", "Примечание"],
        first: &["Анна", "Иван", "Ольга", "Пётр", "Юлия"],
        last: &["Иванова", "Петров", "Щукин", "Жукова"],
        company: &["ООО «Ромашка»", "Завод Прогресс, ОАО", "ИП Сидоров"],
        city: &["Москва", "Санкт-Петербург", "Казань"],
        domains: &["mail.ru", "yandex.ru", "bk.ru", "list.ru", "rambler.ru"],
        note: &["перезвонить завтра", "постоянный клиент; скидка"],
    },
    Country {
        encodings: &["utf-8", "windows-1254"],
        email: &["E-posta", "E-Posta Adresi", "eposta", "Email"],
        headers: ["Ad", "Soyad", "Şirket", "Şehir", "Telefon", "Tarih", "Tutar", "Not"],
        first: &["Ayşe", "Işıl", "Gökhan", "Çağla", "İsmail"],
        last: &["Yılmaz", "Öztürk", "Şahin", "Doğan"],
        company: &["Güneş Gıda A.Ş.", "Işık Elektrik, Ltd. Şti."],
        city: &["İstanbul", "Eskişehir", "Muğla"],
        domains: &["hotmail.com.tr", "mynet.com", "ttmail.com", "firma.com.tr"],
        note: &["yarın aranacak", "müşteri değil"],
    },
    Country {
        encodings: &["utf-8", "windows-1253", "iso-8859-7"],
        email: &["Email", "Ηλεκτρονικό ταχυδρομείο", "Διεύθυνση email"],
        headers: ["Όνομα", "Επώνυμο", "Εταιρεία", "Πόλη", "Τηλέφωνο", "Ημερομηνία", "Ποσό", "Σχόλια"],
        first: &["Γιώργος", "Ελένη", "Νίκος", "Μαρία"],
        last: &["Παπαδόπουλος", "Νικολάου", "Γεωργίου"],
        company: &["Φούρνος Αθηνών", "Μεταφορές Βορρά"],
        city: &["Αθήνα", "Πάτρα", "Ηράκλειο"],
        domains: &["otenet.gr", "forthnet.gr", "yahoo.gr"],
        note: &["να καλέσω αύριο", "παλιός πελάτης"],
    },
    Country {
        encodings: &["utf-8", "gb18030", "gb18030", "utf-16le", "gbk"],
        email: &["邮箱", "电子邮箱", "邮箱地址", "电子邮件", "E-mail", "Email地址", "联系邮箱"],
        headers: ["名", "姓", "公司", "城市", "手机", "日期", "金额", "备注"],
        first: &["伟", "秀英", "志强", "丽娟", "晨曦"],
        last: &["张", "王", "李", "欧阳", "诸葛"],
        company: &["北京科技有限公司", "上海贸易（集团）有限公司", "深圳市腾飞电子"],
        city: &["北京", "上海", "深圳", "乌鲁木齐"],
        domains: &["qq.com", "163.com", "126.com", "sina.com.cn", "139.com"],
        note: &["明天回电", "老客户，勿扰", "展会认识"],
    },
    Country {
        encodings: &["utf-8", "big5", "utf-16le"],
        email: &["電子郵件", "電郵地址", "Email", "電子信箱"],
        headers: ["名字", "姓氏", "公司名稱", "城市", "電話", "日期", "金額", "備註"],
        first: &["大文", "淑芬", "志明", "春嬌"],
        last: &["陳", "林", "黃", "蔡"],
        company: &["台北電腦股份有限公司", "功學社貿易", "許蓋國際"],
        city: &["臺北", "高雄", "臺中"],
        domains: &["hinet.net", "yahoo.com.tw", "pchome.com.tw", "gmail.com"],
        note: &["明日回電", "老客戶", "請勿打擾"],
    },
    Country {
        encodings: &["utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "shift_jis"],
        email: &["メールアドレス", "メール", "E-mail", "Eメール", "電子メール"],
        headers: ["名", "姓", "会社名", "市区町村", "電話番号", "登録日", "金額", "備考"],
        first: &["太郎", "花子", "健一", "さくら", "ケンジ"],
        last: &["山田", "佐藤", "鈴木", "髙橋"],
        company: &["株式会社山田商店", "テクノソリューションズ", "鈴木工業"],
        city: &["東京都", "大阪市", "札幌市", "横浜市"],
        domains: &["docomo.ne.jp", "yahoo.co.jp", "ezweb.ne.jp", "gmail.com", "nifty.com"],
        note: &["折り返し電話", "常連のお客様", "展示会で名刺交換"],
    },
    Country {
        encodings: &["utf-8", "euc-kr", "euc-kr"],
        email: &["이메일", "이메일 주소", "메일", "E-mail", "전자우편"],
        headers: ["이름", "성", "회사명", "도시", "전화번호", "등록일", "금액", "비고"],
        first: &["철수", "영희", "민준", "서연"],
        last: &["김", "이", "박", "최"],
        company: &["한국전자 주식회사", "서울무역", "대한물산"],
        city: &["서울", "부산", "대구", "인천"],
        domains: &["naver.com", "daum.net", "hanmail.net", "nate.com"],
        note: &["내일 전화", "단골 고객", "박람회에서 만남"],
    },
    Country {
        encodings: &["utf-8", "windows-1255", "utf-8"],
        email: &["אימייל", "דוא\"ל", "Email", "כתובת מייל"],
        headers: ["שם פרטי", "שם משפחה", "חברה", "עיר", "טלפון", "תאריך", "סכום", "הערות"],
        first: &["דוד", "שרה", "יעקב", "רחל"],
        last: &["כהן", "לוי", "מזרחי"],
        company: &["מאפיית השכונה", "תוכנה בעם"],
        city: &["חיפה", "תל אביב", "ירושלים"],
        domains: &["walla.co.il", "gmail.com", "bezeqint.net"],
        note: &["להתקשר מחר", "לקוח ותיק"],
    },
    Country {
        encodings: &["utf-8", "windows-1256", "utf-16le"],
        email: &["البريد الإلكتروني", "Email", "الإيميل", "البريد"],
        headers: ["الاسم الأول", "اسم العائلة", "الشركة", "المدينة", "الهاتف", "التاريخ", "المبلغ", "ملاحظات"],
        first: &["محمد", "فاطمة", "أحمد", "ليلى"],
        last: &["العلي", "حسن", "الخطيب"],
        company: &["شركة النور للتجارة", "مؤسسة البناء الحديث"],
        city: &["الرياض", "القاهرة", "دبي"],
        domains: &["gmail.com", "hotmail.com", "stc.com.sa", "etisalat.ae"],
        note: &["الاتصال غدا", "عميل قديم"],
    },
];

/// A list, and what is to be seen in it.
struct Made {
    text: String,
    bytes: Vec<u8>,
    encoding: &'static str,
    delimiter: Option<char>,
    header: bool,
    column: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Id,
    First,
    Last,
    Full,
    Company,
    City,
    Phone,
    Date,
    Amount,
    Note,
    Flag,
    Handle,
    Owner,
    Second,
    Email,
}

const LATIN: [&str; 12] = [
    "anna", "j.smith", "lee_77", "mueller", "kim.cs", "info2", "x.y-z", "pat+news", "sato1990", "dev.team", "r2d2",
    "olga",
];

fn pick<'a>(rng: &mut StdRng, from: &[&'a str]) -> &'a str {
    from.choose(rng).expect("words")
}

fn address(rng: &mut StdRng, country: &Country) -> String {
    let local = format!("{}{}", pick(rng, &LATIN), rng.random_range(0..9_999));
    let address = format!("{local}@{}", pick(rng, country.domains));
    if rng.random_bool(0.1) { address.to_uppercase() } else { address }
}

fn cell(rng: &mut StdRng, country: &Country, kind: Kind, number: usize, missing: f64) -> String {
    match kind {
        Kind::Id => format!("{}", 1000 + number),
        Kind::First => pick(rng, country.first).to_owned(),
        Kind::Last => pick(rng, country.last).to_owned(),
        Kind::Full => format!("{}, {}", pick(rng, country.last), pick(rng, country.first)),
        Kind::Company => pick(rng, country.company).to_owned(),
        Kind::City => pick(rng, country.city).to_owned(),
        Kind::Phone => {
            format!("+{} {:03} {:04}", rng.random_range(1..99), rng.random_range(0..999), rng.random_range(0..9999))
        }
        Kind::Date => {
            format!("{:02}.{:02}.{}", rng.random_range(1..28), rng.random_range(1..12), rng.random_range(1999..2026))
        }
        Kind::Amount => format!("{},{:02}", rng.random_range(0..5_000), rng.random_range(0..99)),
        Kind::Note if rng.random_bool(0.3) => String::new(),
        Kind::Note => pick(rng, country.note).to_owned(),
        Kind::Flag => pick(rng, &["yes", "no", "1", "0", "TRUE"]).to_owned(),
        Kind::Handle => format!("@{}", pick(rng, &LATIN)),
        Kind::Owner => "sales@our-house.com".to_owned(),
        Kind::Second if rng.random_bool(0.7) => String::new(),
        Kind::Email if rng.random_bool(missing) => pick(rng, &["", "", "n/a", "unknown", "-"]).to_owned(),
        Kind::Email if rng.random_bool(0.04) => {
            pick(rng, &["ann@", "bob.example.com", "cem@@x.de", "dee at web.de"]).to_owned()
        }
        Kind::Second | Kind::Email => address(rng, country),
    }
}

fn title(rng: &mut StdRng, country: &Country, kind: Kind) -> String {
    match kind {
        Kind::Id => pick(rng, &["ID", "Nr.", "#", "No", "customer_id"]).to_owned(),
        Kind::First => country.headers[0].to_owned(),
        Kind::Last => country.headers[1].to_owned(),
        Kind::Full => pick(rng, &["Name", "Contact", "Full Name"]).to_owned(),
        Kind::Company => country.headers[2].to_owned(),
        Kind::City => country.headers[3].to_owned(),
        Kind::Phone => country.headers[4].to_owned(),
        Kind::Date => country.headers[5].to_owned(),
        Kind::Amount => country.headers[6].to_owned(),
        Kind::Note => country.headers[7].to_owned(),
        Kind::Flag => pick(rng, &["Opt-in", "Newsletter", "active"]).to_owned(),
        Kind::Handle => pick(rng, &["Twitter", "Handle", "Instagram"]).to_owned(),
        Kind::Owner => pick(rng, &["Owner", "Account manager", "Assigned to"]).to_owned(),
        Kind::Second => pick(rng, &["Email 2", "Alternative e-mail", "Backup"]).to_owned(),
        Kind::Email => pick(rng, country.email).to_owned(),
    }
}

fn made(seed: u64) -> Made {
    let rng = &mut StdRng::seed_from_u64(seed);
    let country = COUNTRIES.choose(rng).expect("a country");
    let one_column = rng.random_bool(0.25);
    let header = rng.random_bool(0.6);
    let rows = match rng.random_range(0..10) {
        0 => 1,
        1 => 2,
        2..6 => rng.random_range(3..9),
        _ => rng.random_range(9..60),
    };
    let end = *["\n", "\n", "\r\n", "\r\n", "\r"].choose(rng).expect("a line end");
    let mut lines: Vec<String> = Vec::new();
    let (delimiter, column) = if one_column {
        one_column_list(rng, country, header, rows, &mut lines)
    } else {
        table(rng, country, header, rows, &mut lines)
    };
    let mut text = lines.join(end);
    if rng.random_bool(0.85) {
        text += end;
    }
    if rng.random_bool(0.08) {
        text += end;
    }
    let mut encoding = pick(rng, country.encodings);
    let can_write = |name: &str| match Encoding::named(name) {
        Some(Encoding::Other(legacy)) => !legacy.encode(&text).2,
        _ => true,
    };
    if !can_write(encoding) {
        encoding = "utf-8";
    }
    let mark = match encoding {
        "utf-16le" | "utf-16be" => rng.random_bool(0.6),
        "utf-8" => rng.random_bool(0.3),
        _ => false,
    };
    let named = Encoding::named(encoding).expect("an encoding");
    let mut bytes = if mark { named.mark().to_vec() } else { Vec::new() };
    match named {
        Encoding::Utf8 => bytes.extend(text.bytes()),
        Encoding::Utf16Le => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
        Encoding::Utf16Be => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
        Encoding::Other(legacy) => bytes.extend_from_slice(&legacy.encode(&text).0),
        _ => unreachable!("no list is made in UTF-32"),
    }
    Made { text, bytes, encoding, delimiter, header, column }
}

fn one_column_list(
    rng: &mut StdRng,
    country: &Country,
    header: bool,
    rows: usize,
    lines: &mut Vec<String>,
) -> (Option<char>, usize) {
    if header {
        lines.push(pick(rng, country.email).to_owned());
    } else if rng.random_bool(0.05) {
        lines.push("# exported by the shop".to_owned());
    }
    let style = rng.random_range(0..9);
    let broken = rng.random_bool(0.3);
    for number in 0..rows {
        let address = address(rng, country);
        let name = format!("{} {}", pick(rng, country.first), pick(rng, country.last));
        lines.push(match style {
            0 => format!("{name} <{address}>"),
            1 => format!("\"{name}\" <{address}>"),
            2 => format!("\"{address}\""),
            3 if rows > 2 => format!("{address}{}", pick(rng, &[",", ";"])),
            4 if number > 2 && rng.random_bool(0.2) => format!("{address}; {}", self::address(rng, country)),
            5 if rng.random_bool(0.1) => String::new(),
            _ if broken && number > 1 && rng.random_bool(0.2) => {
                pick(rng, &["bob.example.com", "nobody", "ann@", "cem@gmail,com", "x@y", "dee@@web.de"]).to_owned()
            }
            _ => address,
        });
    }
    (None, 0)
}

fn table(
    rng: &mut StdRng,
    country: &Country,
    header: bool,
    rows: usize,
    lines: &mut Vec<String>,
) -> (Option<char>, usize) {
    use Kind::*;
    let delimiter = *[',', ',', ',', ';', ';', ';', '\t', '\t', '|', '|'].choose(rng).expect("a delimiter");
    let mut kinds = vec![Id, First, Last, Full, Company, City, Phone, Date, Amount, Note, Flag, Handle];
    if header {
        kinds.extend([Owner, Second]);
    }
    kinds.shuffle(rng);
    let count = rng.random_range(1..7);
    kinds.truncate(count);
    let column = rng.random_range(0..=count);
    kinds.insert(column, Email);
    let missing = match rng.random_range(0..6) {
        0 if header && rows > 5 => 0.6,
        1 if rows > 5 => 0.3,
        _ => 0.0,
    };
    let quote_all = rng.random_bool(0.25);
    let written = |text: &str| {
        let special = text.contains([delimiter, '"', '\n']);
        if quote_all || special { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    };
    let trailing = rng.random_bool(0.06);
    let finish = |cells: Vec<String>| {
        let mut line = cells.join(&delimiter.to_string());
        if trailing {
            line.push(delimiter);
        }
        line
    };
    if header {
        match rng.random_range(0..25) {
            0 => lines.push(format!("sep={delimiter}")),
            1 => lines.push("# exported on 2024-05-01".to_owned()),
            2 if rows > 1 => lines.extend(["Contacts 2024".to_owned(), String::new()]),
            _ => {}
        }
        let titles = kinds.iter().map(|kind| written(&title(rng, country, *kind))).collect();
        lines.push(finish(titles));
    }
    for number in 0..rows {
        if number > 1 && rng.random_bool(0.02) {
            lines.push(String::new());
        }
        let row_missing = if number == 0 && !header { 0.0 } else { missing };
        let mut cells: Vec<String> =
            kinds.iter().map(|kind| written(&cell(rng, country, *kind, number, row_missing))).collect();
        if number > 3 && rng.random_bool(0.02) {
            cells.pop();
        }
        lines.push(finish(cells));
    }
    (Some(delimiter), column)
}

#[test]
fn the_sniffer_is_right_in_ninety_nine_of_a_hundred_lists() {
    let first = std::env::var("SNIFF_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1_u64);
    let show = std::env::var_os("SNIFF_SHOW").is_some();
    let mut right = [0_u64; 4];
    let mut report = String::new();
    for seed in first..first + LISTS {
        let made = made(seed * 7919);
        let found = sniff(&made.bytes, &LayoutOptions::default());
        let seen = match &found {
            Ok(found) => {
                let same_text = {
                    let from = if found.bom { found.encoding.mark().len() } else { 0 };
                    decoded(found.encoding, &made.bytes[from..]) == made.text
                };
                let delimiter = found.delimiter.map(char::from);
                [same_text, delimiter == made.delimiter, found.header == made.header, found.email_column == made.column]
            }
            Err(_) => [false; 4],
        };
        right.iter_mut().zip(seen).for_each(|(right, seen)| *right += u64::from(seen));
        if seen != [true; 4] && show {
            let told =
                found.map_or_else(|error| error.to_string(), |layout| layout.describe(presend::reason::Lang::En));
            let head: String = made.text.chars().take(300).collect();
            report += &format!(
                "--- {seed} {seen:?} {} {:?} header {} column {}\n    {told}\n{head}\n",
                made.encoding,
                made.delimiter,
                made.header,
                made.column + 1
            );
        }
    }
    let share = right.map(|right| right as f64 / LISTS as f64);
    let words = ["encoding", "delimiter", "header", "e-mail column"];
    let figures: Vec<String> =
        words.iter().zip(share).map(|(word, share)| format!("{word} {:.1} %", share * 100.0)).collect();
    assert!(share.iter().all(|&share| share >= RIGHT_AT_LEAST) && !show, "{}\n{report}", figures.join(", "));
}

fn decoded(encoding: Encoding, bytes: &[u8]) -> String {
    match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Utf16Le => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
        Encoding::Utf16Be => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
        Encoding::Other(legacy) => legacy.decode_without_bom_handling(bytes).0.into_owned(),
        Encoding::Utf32Le | Encoding::Utf32Be => String::new(),
    }
}
