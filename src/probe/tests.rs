//! Sessions with scripted hosts, in one table; and sessions with hosts that say anything.

use super::extensions::{Extensions, Size};
use super::session::{End, Failed, Heard, Session, Stage};
use proptest::prelude::*;
use std::time::Duration;

const HELO: &str = "mail.sender.example";
const BUDGET: Duration = Duration::from_secs(20);

/// What a scripted host does.
#[derive(Clone, Debug)]
enum Act {
    /// Says this at once.
    Say(Vec<u8>),
    /// Waits for a line of ours.
    Hear(&'static str),
    /// Lets so much time pass.
    Wait(u64),
    Close,
    Break,
}

fn say(text: &str) -> Act {
    Act::Say(text.as_bytes().to_vec())
}

/// Plays a script, its octets cut into pieces of `piece`. A host that has nothing more to do is silent. Gives what was heard, and all
/// that was sent.
fn play(script: &[Act], piece: usize) -> (Heard, String) {
    let mut now = Duration::ZERO;
    let mut session = Session::begin(HELO, now, BUDGET);
    let (mut sent, mut unread) = (String::new(), String::new());
    let mut collect = |session: &mut Session, unread: &mut String| {
        let output = String::from_utf8(session.take_output()).expect("ASCII");
        sent.push_str(&output);
        unread.push_str(&output);
    };
    for act in script {
        collect(&mut session, &mut unread);
        match act {
            Act::Say(octets) => {
                for part in octets.chunks(piece) {
                    session.received(part, now);
                    collect(&mut session, &mut unread);
                }
            }
            Act::Hear(line) => {
                let heard = unread.split_inclusive("\r\n").next().unwrap_or_default().to_owned();
                assert_eq!(heard, format!("{line}\r\n"), "{script:?}");
                unread.drain(..heard.len());
            }
            Act::Wait(seconds) => {
                let until = now + Duration::from_secs(*seconds);
                while !session.is_over() && session.due() < until {
                    now = session.due();
                    session.tick(now);
                }
                now = until;
            }
            Act::Close => session.closed(now),
            Act::Break => session.broke(now),
        }
    }
    // Silence.
    while !session.is_over() {
        collect(&mut session, &mut unread);
        now = session.due().max(now);
        session.tick(now);
    }
    collect(&mut session, &mut unread);
    (session.into_heard().expect("all ends"), sent)
}

fn ehlo() -> Act {
    Act::Hear("EHLO mail.sender.example")
}

fn helo() -> Act {
    Act::Hear("HELO mail.sender.example")
}

fn quit() -> Act {
    Act::Hear("QUIT")
}

/// A script, and how it must come out: one word, and the stage.
fn behaviours() -> Vec<(&'static str, Vec<Act>, &'static str, Stage)> {
    use Stage::{Ehlo, Greeting, Helo};
    let greets = |script: &[Act]| [&[say("220 mx.example.net ESMTP\r\n"), ehlo()], script].concat();
    let endless = |text: &str, octets: usize| Act::Say(text.repeat(octets / text.len() + 1).into_bytes());
    vec![
        ("plain", greets(&[say("250 mx\r\n"), quit(), say("221 bye\r\n")]), "answered", Ehlo),
        ("extensions", greets(&[say("250-mx\r\n250-SIZE 10\r\n250 HELP\r\n"), quit()]), "answered", Ehlo),
        ("multi-line greeting", vec![say("220-a\r\n220-b\r\n220 c\r\n"), ehlo(), say("250 x\r\n")], "answered", Ehlo),
        ("greeting without text", vec![say("220\r\n"), ehlo(), say("250\r\n")], "answered", Ehlo),
        ("greeting with a space only", vec![say("220 \r\n"), ehlo(), say("250 \r\n")], "answered", Ehlo),
        (
            "8-bit greeting",
            vec![Act::Say(b"220 \xe9\xff\xfe\x80 M\xfcnchen\r\n".to_vec()), ehlo(), say("250 x\r\n")],
            "answered",
            Ehlo,
        ),
        ("UTF-8 greeting", vec![say("220 邮件服务器 ESMTP\r\n"), ehlo(), say("250 x\r\n")], "answered", Ehlo),
        ("bare LF", vec![say("220 a\n"), ehlo(), say("250-x\n250 SIZE 1\n"), quit()], "answered", Ehlo),
        ("CR CR LF", vec![say("220 a\r\r\n"), ehlo(), say("250 x\r\r\n")], "answered", Ehlo),
        ("late greeting", vec![Act::Wait(15), say("220 a\r\n"), ehlo(), say("250 x\r\n")], "answered", Ehlo),
        (
            "greets twice",
            vec![say("220 a\r\n220 b\r\n"), ehlo(), say("250-x\r\n250 STARTTLS\r\n"), quit()],
            "answered",
            Ehlo,
        ),
        (
            "greeting in text lines",
            vec![say("220-hello\r\nwelcome to us\r\n220 go\r\n"), ehlo(), say("250 x\r\n")],
            "answered",
            Ehlo,
        ),
        ("greeting with 250", vec![say("250 hello\r\n"), ehlo(), say("250 x\r\n")], "answered", Ehlo),
        (
            "greeting with a long line",
            vec![Act::Say([b"220 ".to_vec(), vec![b'x'; 5_000], b"\r\n".to_vec()].concat()), ehlo(), say("250 x\r\n")],
            "answered",
            Ehlo,
        ),
        ("busy greeting", vec![say("421 too many connections\r\n"), quit()], "busy", Greeting),
        ("greylisting greeting", vec![say("450 4.7.1 come back\r\n"), quit()], "busy", Greeting),
        ("multi-line 421", vec![say("421-4.7.0 x\r\n421 4.7.0 y\r\n"), quit(), Act::Close], "busy", Greeting),
        ("421 and closes", vec![say("421 go away\r\n"), Act::Close], "busy", Greeting),
        ("no service", vec![say("554 No SMTP service here\r\n"), quit()], "refused", Greeting),
        ("521", vec![say("521 host does not accept mail\r\n"), quit()], "refused", Greeting),
        ("block list", vec![say("554 5.7.1 blocked using bl.example\r\n"), Act::Close], "refused", Greeting),
        ("550 in the greeting", vec![say("550 user unknown\r\n"), quit()], "refused", Greeting),
        ("220 that turns into 554", vec![say("220-wait\r\n554 no\r\n"), quit()], "refused", Greeting),
        ("silence", vec![], "timeout", Greeting),
        ("half a greeting", vec![say("220 mx.exam")], "timeout", Greeting),
        (
            "endless multi-line with pauses",
            vec![say("220-a\r\n"), Act::Wait(10), say("220-b\r\n"), Act::Wait(11), say("220 c\r\n")],
            "timeout",
            Greeting,
        ),
        ("closes at once", vec![Act::Close], "closed", Greeting),
        ("closes in a greeting", vec![say("220-a\r\n22"), Act::Close], "closed", Greeting),
        ("breaks at once", vec![Act::Break], "broken", Greeting),
        ("SSH", vec![say("SSH-2.0-OpenSSH_9.2\r\n")], "no smtp", Greeting),
        ("HTTP", vec![say("HTTP/1.1 400 Bad Request\r\n\r\n")], "no smtp", Greeting),
        ("POP3", vec![say("+OK ready\r\n")], "no smtp", Greeting),
        ("an empty line", vec![say("\r\n220 a\r\n")], "no smtp", Greeting),
        ("354 in the greeting", vec![say("354 go on\r\n")], "no smtp", Greeting),
        ("code without a space", vec![say("220hello\r\n")], "no smtp", Greeting),
        ("TLS from the start", vec![Act::Say(b"\x15\x03\x01\x00\x02\x02\x0a".to_vec())], "no smtp", Greeting),
        ("endless line", vec![endless("x", 70_000)], "too much", Greeting),
        ("endless NUL", vec![endless("\0", 70_000)], "too much", Greeting),
        ("endless multi-line", vec![endless("220-x\r\n", 70_000)], "too much", Greeting),
        ("500 to EHLO", greets(&[say("500 what?\r\n"), helo(), say("250 mx\r\n"), quit()]), "answered", Helo),
        (
            "502 to EHLO",
            greets(&[say("502 5.5.1 not implemented\r\n"), helo(), say("250 mx\r\n"), quit()]),
            "answered",
            Helo,
        ),
        (
            "504 to EHLO",
            greets(&[say("504-no\r\n504 no\r\n"), helo(), say("250-mx\r\n250 SIZE 9\r\n")]),
            "answered",
            Helo,
        ),
        (
            "550 to EHLO and HELO",
            greets(&[say("550 5.7.1 bad name\r\n"), helo(), say("550 5.7.1 bad name\r\n"), quit()]),
            "refused",
            Helo,
        ),
        ("554 to EHLO and closes", greets(&[say("554 no\r\n"), Act::Close]), "refused", Helo),
        ("502 to EHLO and breaks", greets(&[say("502 no\r\n"), Act::Break]), "refused", Helo),
        ("closes after HELO 250-", greets(&[say("502 no\r\n"), helo(), say("250-a\r\n"), Act::Close]), "refused", Helo),
        ("421 to HELO", greets(&[say("500 x\r\n"), helo(), say("421 x\r\n"), quit()]), "busy", Helo),
        ("silence after HELO", greets(&[say("500 x\r\n"), helo()]), "timeout", Helo),
        ("421 to EHLO", greets(&[say("421 4.3.2 shutting down\r\n"), quit(), Act::Close]), "busy", Ehlo),
        ("450 to EHLO", greets(&[say("450 4.7.1 later\r\n"), quit()]), "busy", Ehlo),
        ("silence after EHLO", greets(&[]), "timeout", Ehlo),
        ("closes after EHLO", greets(&[Act::Close]), "closed", Ehlo),
        ("closes within the extensions", greets(&[say("250-mx\r\n250-SIZE 10\r\n"), Act::Close]), "closed", Ehlo),
        ("breaks within the extensions", greets(&[say("250-mx\r\n250-SI"), Act::Break]), "broken", Ehlo),
        ("garbage after EHLO", greets(&[say("what?\r\n")]), "no smtp", Ehlo),
        ("334 after EHLO", greets(&[say("334 VXNlcm5hbWU6\r\n")]), "no smtp", Ehlo),
        ("endless extensions", greets(&[endless("250-SIZE 1\r\n", 70_000)]), "too much", Ehlo),
        ("endless greetings", greets(&[endless("220 a\r\n", 400_000)]), "too much", Ehlo),
        (
            "NUL and escapes in the reply",
            greets(&[Act::Say(b"250-\x1b[31m\0mx\r\n250 \x1b]0;x\x07\0SIZE\r\n".to_vec()), quit()]),
            "answered",
            Ehlo,
        ),
        ("silence after QUIT", greets(&[say("250 x\r\n"), quit(), Act::Wait(60)]), "answered", Ehlo),
        ("nonsense after QUIT", greets(&[say("250 x\r\n"), quit(), Act::Say(vec![0xff; 9_000])]), "answered", Ehlo),
        ("breaks after the answer", greets(&[say("250 x\r\n"), Act::Break]), "answered", Ehlo),
        ("all at once", vec![say("220 a\r\n250-x\r\n250 SIZE 5\r\n221 bye\r\n")], "answered", Ehlo),
    ]
}

fn word(end: &End) -> &'static str {
    match end {
        End::Answered(_) => "answered",
        End::Refused(_) => "refused",
        End::Busy(_) => "busy",
        End::Failed(Failed::Timeout) => "timeout",
        End::Failed(Failed::Closed) => "closed",
        End::Failed(Failed::Broken) => "broken",
        End::Failed(Failed::Garbage) => "no smtp",
        End::Failed(Failed::TooMuch) => "too much",
        End::Failed(Failed::ConnectionRefused | Failed::NoRoute) => "not connected",
    }
}

/// Whether only EHLO, HELO and QUIT were said, with the name alone.
fn is_harmless(sent: &str) -> bool {
    let allowed = ["EHLO mail.sender.example", "HELO mail.sender.example", "QUIT"];
    sent.is_empty() || (sent.ends_with("\r\n") && sent.trim_end().split("\r\n").all(|line| allowed.contains(&line)))
}

#[test]
fn every_behaviour_comes_out_as_it_is_however_its_octets_are_cut() {
    let behaviours = behaviours();
    assert!(behaviours.len() >= 40);
    for (name, script, expected, stage) in behaviours {
        let whole = play(&script, usize::MAX);
        assert_eq!((word(&whole.0.end), whole.0.stage), (expected, stage), "{name}");
        assert!(is_harmless(&whole.1), "{name}: {}", whole.1);
        // An endless host may be cut off at another octet, so only the rest is held against the whole.
        for piece in [1, 2, 3, 7, 512] {
            assert_eq!(play(&script, piece), whole, "{name} in pieces of {piece}");
        }
    }
}

#[test]
fn no_session_is_longer_than_its_budget_and_the_farewell() {
    for (name, script, ..) in behaviours() {
        let (heard, _) = play(&script, usize::MAX);
        assert!(heard.took <= BUDGET.max(Duration::from_secs(21)), "{name}: {:?}", heard.took);
    }
}

#[test]
fn the_standard_bounds_a_session_with_a_larger_budget() {
    let mut session = Session::begin(HELO, Duration::ZERO, Duration::from_secs(3_600));
    assert_eq!(session.due(), Duration::from_secs(300), "RFC 5321 §4.5.3.2.1");
    session.received(b"220 a\r\n", Duration::from_secs(200));
    assert_eq!(session.due(), Duration::from_secs(500));
    session.tick(Duration::from_secs(499));
    assert!(!session.is_over());
    session.tick(Duration::from_secs(500));
    assert!(session.is_over());
}

#[test]
fn what_was_said_is_kept_as_evidence() {
    let script = [say("220-a\r\n220 b\r\n"), ehlo(), say("250-mx\r\n250-SIZE 77\r\n250 LIMITS RCPTMAX=9\r\n"), quit()];
    let (heard, sent) = play(&script, 4);
    assert_eq!(sent, "EHLO mail.sender.example\r\nQUIT\r\n");
    assert_eq!(heard.greeting.expect("a greeting").lines, ["a", "b"]);
    assert_eq!(heard.hello.expect("an answer").lines, ["mx", "SIZE 77", "LIMITS RCPTMAX=9"]);
    let expected = Extensions { size: Size::Octets(77), rcpt_max: Some(9), ..Extensions::default() };
    assert_eq!(heard.end, End::Answered(expected));
    let (heard, _) = play(&[say("554-5.7.1 you\r\n554 5.7.1 are blocked\r\n")], 1);
    let End::Refused(reply) = heard.end else { panic!("{heard:?}") };
    assert_eq!((reply.code, reply.enhanced.as_deref()), (554, Some("5.7.1")));
    assert_eq!(reply.text(), "5.7.1 you 5.7.1 are blocked");
}

#[test]
fn helo_has_no_extensions_whatever_stands_below_it() {
    let script = [say("220 a\r\n"), ehlo(), say("500 x\r\n"), helo(), say("250-x\r\n250 SIZE 9\r\n")];
    assert_eq!(play(&script, 1).0.end, End::Answered(Extensions::default()));
}

/// Octets of which many are such as replies are made of.
fn octets() -> impl Strategy<Value = Vec<u8>> {
    let word = prop_oneof![
        4 => "(220|250|221|421|450|500|554|334)[ -]?[a-zA-Z0-9=. ]{0,12}(\r\n|\n|\r)?".prop_map(String::into_bytes),
        2 => proptest::collection::vec(any::<u8>(), 0..30),
        1 => (any::<u8>(), 0_usize..9_000).prop_map(|(octet, many)| vec![octet; many]),
        1 => (0_usize..400).prop_map(|many| b"220-x\r\n".repeat(many)),
    ];
    proptest::collection::vec(word, 0..24).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_octets_cut_in_any_way_end_and_are_bounded(octets in octets(), cuts in proptest::collection::vec(1_usize..2_000, 1..9), closes: bool) {
        let mut now = Duration::ZERO;
        let mut session = Session::begin(HELO, now, BUDGET);
        let (mut rest, mut sent, mut turn) = (octets.as_slice(), Vec::new(), 0);
        while !rest.is_empty() && !session.is_over() {
            let (part, others) = rest.split_at(cuts[turn % cuts.len()].min(rest.len()));
            session.received(part, now);
            sent.extend(session.take_output());
            (rest, turn) = (others, turn + 1);
        }
        if closes {
            session.closed(now);
        }
        for _ in 0..9 {
            now = session.due().max(now);
            session.tick(now);
            sent.extend(session.take_output());
        }
        prop_assert!(session.is_over());
        prop_assert!(is_harmless(&String::from_utf8(sent).expect("ASCII")));
        let heard = session.into_heard().expect("it ended");
        prop_assert!(heard.took <= BUDGET);
        let kept: usize = [&heard.greeting, &heard.hello].into_iter().flatten().flat_map(|reply| &reply.lines).map(String::len).sum();
        // An octet that is no UTF-8 is kept as three.
        prop_assert!(kept <= 2 * 3 * super::reply::REPLY_OCTETS_MAX);
        // Cut in another way it is the same.
        let mut again = Session::begin(HELO, Duration::ZERO, BUDGET);
        again.received(&octets, Duration::ZERO);
        if closes {
            again.closed(Duration::ZERO);
        }
        for _ in 0..9 {
            again.tick(again.due());
        }
        prop_assert_eq!(again.into_heard(), Some(heard));
    }
}
