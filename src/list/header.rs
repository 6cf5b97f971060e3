//! Whether a row names the columns, and whether a name means "e-mail".
//!
//! A header row that is taken for data costs a junk row; a data row that is taken for a header costs an address. So a row with
//! anything that looks like an address is never a header.

use super::look::{self, Look};
use std::collections::HashSet;
use std::sync::LazyLock;

/// How much a name says that its column holds e-mail addresses, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Names {
    Nothing,
    /// Something around e-mail, such as `work_email` or `E-Mail Status`.
    Related,
    /// E-mail itself, such as `E-Mail`, `Email Address`, `邮箱`.
    Email,
}

/// Names that mean e-mail, reduced as [`reduced`] does.
const EMAIL: &[&str] = &[
    // English and what programs call it
    "email",
    "emails",
    "mail",
    "mails",
    "emailaddress",
    "emailaddresses",
    "emailaddr",
    "emailid",
    "emailids",
    "mailaddress",
    "mailid",
    "emailadr",
    "useremail",
    "youremail",
    "electronicmail",
    "emails1",
    "email1",
    "emailaddress1",
    "email1value",
    "emailprimary",
    "primaryemail",
    "subscriberemail",
    "contactemail",
    "customeremail",
    // German, Dutch, Nordic
    "emailadresse",
    "emailadressen",
    "mailadresse",
    "emailadres",
    "epost",
    "epostadress",
    "epostadresse",
    "epostaddress",
    "epostadressen",
    "sähköposti",
    "sähköpostiosoite",
    "netfang",
    "tölvupóstur",
    // Romance
    "correo",
    "correos",
    "correoelectronico",
    "correoelectrónico",
    "direcciondecorreo",
    "direccióndecorreo",
    "mailelectronico",
    "courriel",
    "courriels",
    "adresseemail",
    "adressemail",
    "adressecourriel",
    "adresseélectronique",
    "mél",
    "mel",
    "indirizzoemail",
    "postaelettronica",
    "emailindirizzo",
    "endereçodeemail",
    "enderecodeemail",
    "correioeletrônico",
    "correioeletronico",
    "correu",
    "correuelectrònic",
    "adresăemail",
    "adresadeemail",
    "poștăelectronică",
    // Slavic, Baltic, Hungarian, Turkish, Greek
    "adresemail",
    "adresaemail",
    "pocztaelektroniczna",
    "poczta",
    "почта",
    "электроннаяпочта",
    "элпочта",
    "элпочты",
    "имейл",
    "емейл",
    "эмейл",
    "мейл",
    "пошта",
    "електроннапошта",
    "адресэлектроннойпочты",
    "електроннапоща",
    "eпошта",
    "ímél",
    "emailcím",
    "eposta",
    "epostaadresi",
    "elpaštas",
    "epasts",
    "ηλεκτρονικόταχυδρομείο",
    "ηλταχυδρομείο",
    // Chinese, Japanese, Korean, Vietnamese, Thai, Indonesian
    "邮箱",
    "邮箱地址",
    "电子邮箱",
    "电子邮箱地址",
    "邮件",
    "邮件地址",
    "电子邮件",
    "电子邮件地址",
    "电邮",
    "电邮地址",
    "信箱",
    "郵箱",
    "電子郵件",
    "電子郵件地址",
    "電子郵箱",
    "電郵",
    "電郵地址",
    "電子信箱",
    "郵件",
    "联系邮箱",
    "工作邮箱",
    "用户邮箱",
    "客户邮箱",
    "メール",
    "メールアドレス",
    "eメール",
    "電子メール",
    "メアド",
    "이메일",
    "이메일주소",
    "메일",
    "메일주소",
    "전자우편",
    "전자메일",
    "thưđiệntử",
    "hộpthư",
    "อีเมล",
    "surel",
    "alamatemail",
    // Arabic, Hebrew, Persian, Hindi
    "البريدالإلكتروني",
    "البريدالالكتروني",
    "بريدإلكتروني",
    "الإيميل",
    "ايميل",
    "ایمیل",
    "אימייל",
    "דואל",
    "דוארא",
    "ईमेल",
];

/// Parts of a name that show that it is about e-mail.
const RELATED: &[&str] = &[
    "email",
    "邮箱",
    "邮件",
    "郵箱",
    "郵件",
    "电邮",
    "電郵",
    "メール",
    "이메일",
    "correoelec",
    "courriel",
    "почт",
    "eposta",
    "epostad",
];

/// Other names that headers hold, reduced.
const OTHER: &[&str] = &[
    "name",
    "names",
    "fullname",
    "firstname",
    "lastname",
    "surname",
    "middlename",
    "givenname",
    "familyname",
    "nickname",
    "username",
    "user",
    "title",
    "salutation",
    "gender",
    "sex",
    "age",
    "id",
    "no",
    "nr",
    "number",
    "customerid",
    "contactid",
    "userid",
    "uid",
    "guid",
    "phone",
    "phonenumber",
    "telephone",
    "tel",
    "mobile",
    "cell",
    "fax",
    "company",
    "companyname",
    "organization",
    "organisation",
    "department",
    "position",
    "jobtitle",
    "role",
    "address",
    "street",
    "city",
    "town",
    "state",
    "zip",
    "zipcode",
    "postcode",
    "postalcode",
    "country",
    "region",
    "language",
    "locale",
    "date",
    "created",
    "createdat",
    "updatedat",
    "signupdate",
    "status",
    "source",
    "tags",
    "tag",
    "group",
    "segment",
    "notes",
    "note",
    "comment",
    "comments",
    "website",
    "url",
    "ip",
    "birthday",
    "dob",
    "type",
    "category",
    "score",
    "amount",
    "vorname",
    "nachname",
    "anrede",
    "firma",
    "straße",
    "strasse",
    "plz",
    "ort",
    "stadt",
    "land",
    "telefon",
    "handy",
    "datum",
    "kunde",
    "kundennummer",
    "bemerkung",
    "notiz",
    "nom",
    "prénom",
    "prenom",
    "société",
    "societe",
    "ville",
    "pays",
    "téléphone",
    "telephone",
    "codepostal",
    "nombre",
    "apellido",
    "apellidos",
    "empresa",
    "ciudad",
    "país",
    "pais",
    "teléfono",
    "telefono",
    "nome",
    "cognome",
    "azienda",
    "città",
    "sobrenome",
    "cidade",
    "telefone",
    "naam",
    "voornaam",
    "achternaam",
    "bedrijf",
    "imię",
    "nazwisko",
    "firma",
    "telefon",
    "miasto",
    "имя",
    "фамилия",
    "телефон",
    "компания",
    "город",
    "дата",
    "姓名",
    "名字",
    "名称",
    "姓",
    "名",
    "电话",
    "手机",
    "手机号",
    "手机号码",
    "联系电话",
    "公司",
    "公司名称",
    "单位",
    "部门",
    "职位",
    "地址",
    "城市",
    "省份",
    "国家",
    "备注",
    "日期",
    "序号",
    "编号",
    "性别",
    "年龄",
    "客户",
    "客户名称",
    "联系人",
    "電話",
    "手機",
    "備註",
    "公司名稱",
    "氏名",
    "会社",
    "会社名",
    "電話番号",
    "住所",
    "担当者",
    "이름",
    "성명",
    "전화",
    "전화번호",
    "회사",
    "회사명",
    "주소",
    "isim",
    "ad",
    "soyad",
    "şirket",
    "jméno",
    "příjmení",
    "név",
    "cím",
    "nimi",
    "puhelin",
    "namn",
    "förnamn",
    "efternamn",
    "företag",
    "navn",
    "fornavn",
    "etternavn",
    "الاسم",
    "الهاتف",
    "שם",
    "טלפון",
    "नाम",
];

/// A name reduced to its letters and digits in lower case, so that `E-Mail`, `e_mail` and `"email:"` are the same.
pub(super) fn reduced(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// What the name of a column says about e-mail.
pub(super) fn names(name: &[u8]) -> Names {
    let name = reduced(name);
    static KNOWN: LazyLock<HashSet<String>> =
        LazyLock::new(|| EMAIL.iter().map(|known| reduced(known.as_bytes())).collect());
    if KNOWN.contains(&name) {
        Names::Email
    } else if RELATED.iter().any(|part| name.contains(part)) {
        Names::Related
    } else {
        Names::Nothing
    }
}

/// Whether a name is one that headers commonly hold, e-mail aside.
fn common(name: &[u8]) -> bool {
    let name = reduced(name);
    let stem = name.trim_end_matches(|last: char| last.is_ascii_digit());
    !stem.is_empty() && OTHER.contains(&stem)
}

/// Whether a row names the columns beyond doubt: one of its cells is a name for e-mail, and none holds an `@`.
///
/// `below` are the rows after it. A word that comes again and again in its column is a value, such as `email` among ways to
/// reach a customer, and no name.
pub(super) fn sure(row: &[&[u8]], below: &[Vec<&[u8]>]) -> bool {
    if row.iter().any(|cell| look::cell(cell) != Look::None) {
        return false;
    }
    row.iter().enumerate().any(|(column, cell)| names(cell) > Names::Nothing && !value(cell, column, below))
}

/// Whether a row probably names the columns, judged from what stands below it. `email` is the column of the addresses.
pub(super) fn likely(row: &[&[u8]], email: usize, below: &[Vec<&[u8]>]) -> bool {
    if row.iter().any(|cell| look::cell(cell) != Look::None || numeric(cell)) {
        return false;
    }
    let filled: Vec<(usize, &[u8])> =
        row.iter().map(|cell| look::trim(cell)).enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    if filled.is_empty() || filled.iter().any(|&(column, cell)| value(cell, column, below)) {
        return false;
    }
    let known = filled.iter().filter(|(_, cell)| common(cell)).count();
    if known >= 2 || (known == 1 && filled.len() <= 2) {
        return true;
    }
    let Some(name) = row.get(email) else { return false };
    let addresses =
        below.iter().filter(|row| row.get(email).is_some_and(|cell| look::cell(cell) >= Look::Broken)).count();
    let distinct =
        filled.iter().enumerate().all(|(at, (_, cell))| !filled[..at].iter().any(|(_, other)| other == cell));
    wordlike(name) && distinct && addresses * 5 >= below.len() * 3 && (filled.len() >= 2 || row.len() == 1)
}

/// A cell that could be the name of a column: short, letters, no sign of an address that lost its `@`, no word for "nothing".
fn wordlike(cell: &[u8]) -> bool {
    const NOTHING: [&str; 12] =
        ["na", "none", "null", "nil", "unknown", "missing", "noemail", "noname", "keine", "无", "没有", "unsubscribed"];
    let text = look::trim(cell);
    let name = reduced(text);
    !name.is_empty()
        && text.len() <= 60
        && !NOTHING.contains(&name.as_str())
        && !text.contains(&b'.')
        && !text.iter().any(u8::is_ascii_digit)
        && !text.starts_with(b"#")
}

/// Whether a cell is made of digits for the greater part: numbers, dates, telephone numbers.
fn numeric(cell: &[u8]) -> bool {
    let digits = cell.iter().filter(|byte| byte.is_ascii_digit()).count();
    digits > 0 && digits * 2 >= cell.len()
}

/// Whether a cell of the first row comes again below, as names of columns do not.
fn value(cell: &[u8], column: usize, below: &[Vec<&[u8]>]) -> bool {
    let again = |row: &&Vec<&[u8]>| {
        row.get(column).is_some_and(|other| look::trim(other).eq_ignore_ascii_case(look::trim(cell)))
    };
    // One more could be a second export appended to the first with its header.
    let times = below.iter().filter(again).count();
    times >= 2 || (times == 1 && below.len() < 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_for_e_mail_are_known_in_many_languages() {
        for name in [
            "email",
            "E-Mail",
            "e_mail",
            " EMAIL ",
            "E-mail:",
            "Email Address",
            "EmailAddress",
            "邮箱",
            "电子邮箱",
            "電子郵件",
            "メールアドレス",
            "이메일",
            "correo",
            "Correo electrónico",
            "Courriel",
            "Adresse e-mail",
            "E-Mail-Adresse",
            "E-posta",
            "Эл. почта",
            "sähköposti",
            "البريد الإلكتروني",
            "ईमेल",
            "Emailadres",
            "*Email",
        ] {
            assert_eq!(names(name.as_bytes()), Names::Email, "{name}");
        }
        for name in ["work_email", "Email 2", "E-Mail Status", "备用邮箱"] {
            assert_eq!(names(name.as_bytes()), Names::Related, "{name}");
        }
        for name in ["name", "Mailing City", "gmail", "mailchimp id", "", "12", "Postleitzahl", "邮编"] {
            assert_eq!(names(name.as_bytes()), Names::Nothing, "{name}");
        }
    }

    fn rows<'a>(rows: &[&[&'a str]]) -> Vec<Vec<&'a [u8]>> {
        rows.iter().map(|row| row.iter().map(|cell| cell.as_bytes()).collect()).collect()
    }

    #[test]
    fn a_word_that_comes_again_is_no_name() {
        let below = rows(&[&["Bob", "email"], &["Cem", "phone"], &["Dee", "email"]]);
        assert!(!sure(&[b"Ann", b"email"], &below));
        assert!(sure(&[b"Name", b"Email"], &rows(&[&["Ann", "ann@example.org"]])));
    }

    #[test]
    fn a_row_with_an_address_or_a_number_is_no_header() {
        let below = rows(&[&["7", "bob@example.org"]]);
        assert!(!sure(&[b"email", b"ann@example.org"], &below));
        assert!(!likely(&[b"6", b"address"], 1, &below));
        assert!(!likely(&[b"Ann", b"ann.example.org"], 1, &below));
        assert!(!likely(&[b"Ann", b"n/a"], 1, &below));
        assert!(!likely(&[b"Ann", b""], 1, &below));
        assert!(likely(&[b"Kontakt", b"Adresse"], 1, &below));
    }
}
