//! URLs, names of folders, and answers of servers, read from text.

use super::answer::{Answer, Code, Status, answer};
use super::session::modified_utf7;
use super::wire::Response;
use super::*;
use std::collections::BTreeMap;

#[track_caller]
fn check(url: &str, host: &str, port: u16, user: &str, folder: &str) {
    let mailbox = Mailbox::parse(url).expect("a mailbox");
    assert_eq!(
        (&*mailbox.host, mailbox.port, &*mailbox.user, &*mailbox.folder),
        (host, port, user, folder),
        "{url}: {mailbox:?}"
    );
    assert_eq!(Mailbox::parse(&mailbox.key()), Ok(mailbox), "the key is a URL of the same mailbox");
}

#[test]
fn urls_are_read_as_rfc_5092_and_people_write_them() {
    check("imaps://ann@mail.example.com/INBOX", "mail.example.com", 993, "ann", "INBOX");
    check("IMAP://ann@LocalHost", "localhost", 143, "ann", "INBOX");
    check("imaps://ann%40example.com@mail.example.com/", "mail.example.com", 993, "ann@example.com", "INBOX");
    check("imaps://ann@example.com@mail.example.com:1993/a/b", "mail.example.com", 1993, "ann@example.com", "a/b");
    check("imaps://a%3Ab%2F%25@[2001:db8::1]:7/x%20y%3F", "2001:db8::1", 7, "a:b/%", "x y?");
    check("imaps://ann@mail.example.com/%E9%80%80%E4%BF%A1", "mail.example.com", 993, "ann", "退信");
    check("imaps://ann@mail.example.com/a@b", "mail.example.com", 993, "ann", "a@b");
    let mailbox = Mailbox::parse("imaps://ann@mail.example.com/x y").expect("a mailbox");
    assert_eq!(mailbox.shown(), "imaps://mail.example.com/x%20y");
}

#[test]
fn urls_that_hold_too_much_or_too_little_are_refused() {
    for (url, expected) in [
        ("imaps://ann:pw@mail.example.com/INBOX", UrlError::Password),
        ("imaps://ann:@mail.example.com", UrlError::Password),
        ("imaps://ann@example.com:p/w@mail.example.com/INBOX", UrlError::Password),
        ("imaps://ann:p@w@mail.example.com/INBOX", UrlError::Password),
        ("imaps://mail.example.com/INBOX", UrlError::NoUser),
        ("imaps://@mail.example.com", UrlError::NoUser),
        ("imaps://ann@", UrlError::NoHost),
        ("imaps://ann@mail example", UrlError::NoHost),
        ("imaps://ann@[mail]", UrlError::NoHost),
        ("imaps://ann@mail.example.com:0", UrlError::Port),
        ("imaps://ann@mail.example.com:x", UrlError::Port),
        ("imaps://ann@mail.example.com/%", UrlError::Percent),
        ("imaps://ann@mail.example.com/%+1", UrlError::Percent),
        ("imaps://ann@mail.example.com/%ff", UrlError::Percent),
        ("imaps://ann@mail.example.com/a%0d%0aLOGOUT", UrlError::Control),
        ("imaps://a%00nn@mail.example.com", UrlError::Control),
        ("imaps://ann;AUTH=*@mail.example.com", UrlError::Part),
        ("imaps://ann@mail.example.com/INBOX;UIDVALIDITY=3", UrlError::Part),
        ("imaps://ann@mail.example.com/INBOX?SUBJECT", UrlError::Part),
    ] {
        assert_eq!(Mailbox::parse(url), Err(expected), "{url}");
    }
    assert!(!Mailbox::is_url("imaps"), "a file");
    assert!(!Mailbox::is_url("bounces/imaps:"), "a file");
}

#[test]
fn folders_have_the_names_of_rfc_3501() {
    for (name, expected) in [
        ("INBOX", "INBOX"),
        ("A & B", "A &- B"),
        ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
        ("退信", "&kABP4Q-"),
        ("é&é", "&AOk-&-&AOk-"),
        ("📧", "&2D3c5w-"),
    ] {
        assert_eq!(modified_utf7(name), expected);
    }
}

fn response(text: &str, literals: &[&str]) -> Option<Answer> {
    let literals = literals.iter().map(|literal| literal.as_bytes().to_vec()).collect();
    answer(Response { text: text.as_bytes().to_vec(), literals })
}

#[test]
fn answers_mean_what_rfc_3501_says() {
    let fetched = |uid, raw: Option<&str>| Some(Answer::Fetched { uid, raw: raw.map(|raw| raw.as_bytes().to_vec()) });
    for (text, literals, expected) in [
        ("* 3 FETCH (UID 7 BODY[]<0> {3} FLAGS (\\Seen))", &["abc"][..], fetched(Some(7), Some("abc"))),
        ("* 3 fetch (body[] {3} uid 7)", &["abc"], fetched(Some(7), Some("abc"))),
        ("* 3 FETCH (X (a \"(\" {1} (b)) BODY[HEADER.FIELDS (To)] {2} UID 7)", &["y", "zz"], fetched(Some(7), None)),
        ("* 3 FETCH (UID 7 BODY[] NIL)", &[], fetched(Some(7), None)),
        ("* 3 FETCH (UID 7 BODY[] \"a\\\"\")", &[], fetched(Some(7), Some("a\""))),
        ("* 3 FETCH (FLAGS ())", &[], fetched(None, None)),
        ("* 3 FETCH (UID 99999999999)", &[], fetched(None, None)),
        ("* 3 FETCH (UID 7 BODY[] {3}", &[], fetched(Some(7), None)),
        ("* 3 FETCH", &[], Some(Answer::Other)),
        ("* 172 EXISTS", &[], Some(Answer::Exists(172))),
        (
            "* CAPABILITY imap4rev1 Auth=Plain",
            &[],
            Some(Answer::Capabilities(vec!["IMAP4REV1".into(), "AUTH=PLAIN".into()])),
        ),
        ("* LIST () \"/\" x", &[], Some(Answer::Other)),
        ("+ ", &[], Some(Answer::GoOn)),
        ("", &[], None),
        ("*", &[], None),
        ("a1 MAYBE", &[], None),
    ] {
        assert_eq!(response(text, literals), expected, "{text}");
    }
    let code = |text: &str| match response(text, &[]) {
        Some(Answer::Untagged { status: Status::Ok, code, .. }) => code,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(code("* OK [UIDVALIDITY 17] valid"), Code::UidValidity(17));
    assert_eq!(code("* ok [uidnext 4294967295]"), Code::UidNext(u32::MAX));
    assert_eq!(code("* OK [UIDVALIDITY 0] none"), Code::Other);
    assert_eq!(code("* OK [UIDVALIDITY 17"), Code::None);
    assert_eq!(code("* OK"), Code::None);
}

#[test]
fn no_answer_makes_a_panic() {
    let alphabet =
        ["* ", "1 ", "FETCH ", "(", ")", "{1}", "\"", "\\", "[", "]", "BODY[]", "UID ", "OK ", " ", "é", "<0>"];
    let mut seed = 7_u32;
    for _ in 0..50_000 {
        let mut text = if seed.is_multiple_of(3) { "* 1 FETCH (".to_owned() } else { String::new() };
        for _ in 0..seed % 12 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text += alphabet[(seed >> 16) as usize % alphabet.len()];
        }
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let _ = response(&text, &["x"]);
    }
}

#[test]
fn what_was_read_is_remembered_whole_or_not_at_all() {
    let temp = tempfile::tempdir().expect("a folder");
    let path = temp.path().join("state.csv");
    let mark = |last_uid| Mark { uidvalidity: 3, last_uid };
    let first = StateFile::load_or_new(&path).expect("new");
    let second = first.clone();
    first.remember(&BTreeMap::from([("imaps://a@b/c,d".to_owned(), mark(5))])).expect("written");
    second.remember(&BTreeMap::from([("imaps://x@b/c".to_owned(), mark(6))])).expect("written");
    let both = StateFile::load_or_new(&path).expect("read");
    assert_eq!((both.get("imaps://a@b/c,d"), both.get("imaps://x@b/c")), (Some(mark(5)), Some(mark(6))));
    for (content, expected) in [
        ("", "is no file in which presend remembers"),
        ("email\na\n", "is no file in which presend remembers"),
        ("mailbox,uidvalidity,last_uid\nx,1\n", ":2: is damaged"),
        ("mailbox,uidvalidity,last_uid\nx,-1,2\n", ":2: is damaged"),
    ] {
        std::fs::write(&path, content).expect("written");
        let error = StateFile::load_or_new(&path).expect_err(content).to_string();
        assert!(error.contains(expected), "{content:?}: {error}");
    }
}
