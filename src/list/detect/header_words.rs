//! The words that headers are made of, in many languages, reduced to letters and digits in lower case.
//!
//! Only words: what follows from them is decided in `header`. Each string holds several words, with spaces between them. To add a
//! word, leave out its spaces, hyphens and points.

/// Names that mean e-mail itself.
#[rustfmt::skip]
pub(in crate::list) const EMAIL: &[&str] = &[
    // English and what programs call it
    "email emails mail mails emailaddress emailaddresses emailaddr emailid emailids mailaddress mailid",
    "emailadr useremail youremail electronicmail emails1 email1 emailaddress1 email1value emailprimary",
    "primaryemail subscriberemail contactemail customeremail",
    // German, Dutch, Nordic
    "emailadresse emailadressen mailadresse emailadres epost epostadress epostadresse epostaddress",
    "epostadressen sähköposti sähköpostiosoite netfang tölvupóstur",
    // Romance
    "correo correos correoelectronico correoelectrónico direcciondecorreo direccióndecorreo",
    "mailelectronico courriel courriels adresseemail adressemail adressecourriel adresseélectronique mél",
    "indirizzoemail postaelettronica emailindirizzo endereçodeemail enderecodeemail correioeletrônico",
    "correioeletronico correu correuelectrònic adresăemail adresadeemail poștăelectronică",
    // Slavic, Baltic, Hungarian, Turkish, Greek
    "adresemail adresaemail pocztaelektroniczna poczta почта электроннаяпочта элпочта элпочты имейл емейл",
    "эмейл мейл пошта електроннапошта адресэлектроннойпочты електроннапоща eпошта ímél emailcím eposta",
    "epostaadresi elpaštas epasts ηλεκτρονικόταχυδρομείο ηλταχυδρομείο",
    // Chinese, Japanese, Korean, Vietnamese, Thai, Indonesian
    "邮箱 邮箱地址 电子邮箱 电子邮箱地址 邮件 邮件地址 电子邮件 电子邮件地址 电邮 电邮地址 信箱 郵箱 電子郵件 電子郵件地址 電子郵箱 電郵 電郵地址 電子信箱 郵件 联系邮箱 工作邮箱",
    "用户邮箱 客户邮箱 メール メールアドレス eメール 電子メール メアド 이메일 이메일주소 메일 메일주소 전자우편 전자메일 thưđiệntử hộpthư อีเมล surel",
    "alamatemail",
    // Those of lists with one more word
    "email地址 邮箱email email邮箱 収信先 yourmail kontaktmail subscriber subscribers",
    "emailovaadresa emailováadresa электронныйадрес адресэлпочты διεύθυνσηemail ηλδιεύθυνση emailmủa địachỉemail",
    "البريد بريد عنوانالبريدالإلكتروني عنوانالبريد الايميل כתובתמייל כתובתאימייל מייל דואראלקטרוני כתובתדואל",
    // Arabic, Hebrew, Persian, Hindi
    "البريدالإلكتروني البريدالالكتروني بريدإلكتروني الإيميل ايميل ایمیل אימייל דואל דוארא ईमेल",
];

/// Parts of a name that show that it has to do with e-mail.
#[rustfmt::skip]
pub(in crate::list) const RELATED: &[&str] = &[
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

/// Names of columns with the people on the list.
#[rustfmt::skip]
pub(in crate::list) const PEOPLE: &[&str] = &[
    "to toaddress cc ccaddress bcc bccaddress recipient recipients rcpt rcptto addressee an empfänger kopie blindkopie à destinataire destinataires copie para",
    "destinatario destinatarios destinatari destinatário destinatários copia cópia aan odbiorca кому получатель копия alıcı",
    "收件人 收件者 收信人 抄送 副本 密送 宛先 受信者 受取人 받는사람 수신자 수신인 참조",
];

/// Names of columns with the addresses of others, or with names to log in with.
#[rustfmt::skip]
pub(in crate::list) const OTHERS: &[&str] = &[
    "de da от returnpath replyto mailfrom envelopefrom envelopesender upn userprincipalname principalname messageid salesrep salesperson",
    "accountmanager accountexec accountexecutive createdby assignedto reportsto login loginname userlogin samaccountname imaddress sip sipaddress",
    "jid xmpp skype teams username",
];

/// Words in a name that say the same.
#[rustfmt::skip]
pub(in crate::list) const OTHERS_PARTS: &[&str] = &[
    "from sender owner sales rep salesrep agent seller salesperson assignee assigned creator by manager supervisor advisor adviser referrer recruiter",
    "approver reporter upn sip absender von besitzer betreuer verkäufer vertreter zuständig bearbeiter sachbearbeiter vertriebler",
    "expéditeur expediteur propriétaire proprietaire commercial vendeur gestionnaire conseiller remitente propietario",
    "agente vendedor responsable mittente proprietario venditore responsabile remetente proprietário responsável afzender eigenaar nadawca właściciel",
    "отправитель владелец менеджер менеджера gönderen",
    "organizer organiser organizador organisateur organizzatore veranstalter teacher coach instructor trainer lehrer lehrerin enseignant profesor professeur",
    "profesora vorgesetzter vorgesetzte vorgesetzten hausarzt hausärztin superior supérieur jefe capo chef руководитель руководителя учитель учителя",
    "password passwort passwd pwd kennwort hash ssh token secret contraseña senha пароль",
];

/// Of these, the names of who wrote.
#[rustfmt::skip]
pub(in crate::list) const SENDERS: &[&str] = &[
    "from sender absender von expéditeur expediteur remitente mittente remetente afzender nadawca отправитель gönderen de da от",
];

/// The same in scripts that put no spaces between words.
pub(in crate::list) const SENDERS_WITHIN: &[&str] =
    &["发件人", "發件人", "寄件者", "寄件人", "发送人", "发送者", "差出人", "送信者", "送信元", "보낸사람", "발신자"];

/// Parts of a name that say the same, in scripts that put no spaces between words.
#[rustfmt::skip]
pub(in crate::list) const OTHERS_WITHIN: &[&str] = &[
    "发件人", "發件人", "寄件者", "寄件人", "发送人", "发送者", "负责人", "負責人", "业务员", "業務員", "销售", "所有者", "归属人", "创建人", "客户经理", "差出人", "送信者", "送信元", "営業担当",
    "作成者", "担当者", "主催者", "老师", "老師", "主办", "教师", "密码", "密碼", "跟进人", "跟單", "betreuer", "sachbearbeit", "vertriebs", "보낸사람", "발신자", "담당자", "소유자",
];

/// Other names that headers commonly hold.
#[rustfmt::skip]
pub(in crate::list) const OTHER: &[&str] = &[
    "name names fullname firstname lastname surname middlename givenname familyname nickname username",
    "user title salutation gender sex age id no nr number customerid contactid userid uid guid phone",
    "phonenumber telephone tel mobile cell fax company companyname organization organisation department",
    "position jobtitle role address street city town state zip zipcode postcode postalcode country region",
    "language locale date created createdat updatedat signupdate status source tags tag group segment",
    "notes note comment comments website url ip birthday dob type category score amount vorname nachname",
    "anrede firma straße strasse plz ort stadt land telefon handy datum kunde kundennummer bemerkung",
    "notiz nom prénom prenom société societe ville pays téléphone codepostal nombre apellido apellidos",
    "empresa ciudad país pais teléfono telefono nome cognome azienda città sobrenome cidade telefone naam",
    "voornaam achternaam bedrijf imię nazwisko miasto имя фамилия телефон компания город дата 姓名 名字 名称 姓",
    "名 电话 手机 手机号 手机号码 联系电话 公司 公司名称 单位 部门 职位 地址 城市 省份 国家 备注 日期 序号 编号 性别 年龄 客户 客户名称 联系人 電話 手機 備註 公司名稱 氏名 会社",
    "会社名 電話番号 住所 担当者 이름 성명 전화 전화번호 회사 회사명 주소 isim ad soyad şirket jméno příjmení név cím nimi puhelin",
    "الشركة المدينة التاريخ ملاحظات المبلغ חברה עיר תאריך הערות επώνυμο όνομα εταιρεία πόλη τηλέφωνο miasto firma",
    "město prezime ime grad tvrtka keresztnév vezetéknév város прізвище ім’я місто дата сумма примечание тел фирма",
    "namn förnamn efternamn företag navn fornavn etternavn الاسم الهاتف שם טלפון नाम",
];
