//! `presend probe --mailboxes` against hosts that are truthful, careful, busy or broken, each on an address of loopback of its own. At every one of
//! them live the same people; no good mailbox may be called bad, and at truthful hosts every missing one is found.
#![cfg(target_os = "linux")]

use crate::support::command::{Desk, Ran};
use crate::support::{loopback, postfix::postfix_with};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const GOOD: [&str; 4] = ["ann", "bob", "cem", "dora"];
const GONE: [&str; 3] = ["gone", "nobody", "x.ghost"];

/// What a host remembers, over all its connections.
#[derive(Debug, Default)]
struct Memory {
    lines: Vec<String>,
    connections: usize,
    now: usize,
    most_at_once: usize,
    first_asked: BTreeMap<String, Instant>,
    asked_at: Vec<Instant>,
}

/// What a host knows while it answers a line.
struct Moment<'m> {
    verb: &'m str,
    line: &'m str,
    /// The local-part of RCPT.
    name: &'m str,
    /// RCPT in this session so far, and those of them that were refused.
    rcpts: usize,
    refused: usize,
    memory: &'m mut Memory,
}

impl Moment<'_> {
    fn is_good(&self) -> bool {
        GOOD.contains(&self.name) || self.name == "postmaster"
    }

    /// As an open and truthful host answers.
    fn plainly(&self, refusal: &str) -> String {
        match self.verb {
            "" => "220 mx.example.net ESMTP\r\n".to_owned(),
            "EHLO" => "250-mx.example.net\r\n250 PIPELINING\r\n".to_owned(),
            "QUIT" => "221 bye\r\n".to_owned(),
            "RCPT" if !self.is_good() => format!("{refusal}\r\n"),
            _ => "250 2.1.5 ok\r\n".to_owned(),
        }
    }
}

/// Says what is to be answered; `CLOSE` and `HANG` do so.
type Way = fn(&mut Moment<'_>) -> String;

const UNKNOWN: &str = "550 5.1.1 Recipient address rejected: User unknown in virtual mailbox table";

fn truthful(moment: &mut Moment<'_>) -> String {
    moment.plainly(UNKNOWN)
}

/// Says this to RCPT, whoever it is for.
fn to_all(moment: &Moment<'_>, reply: &str) -> String {
    if moment.verb == "RCPT" { format!("{reply}\r\n") } else { moment.plainly(UNKNOWN) }
}

struct Host {
    domain: String,
    memory: Arc<Mutex<Memory>>,
}

fn ip(number: usize) -> Ipv4Addr {
    Ipv4Addr::new(127, 78, 0, number as u8 + 1)
}

/// Starts a host for each way, all on one port, at `dN.net`.
fn start(ways: &[Way]) -> (u16, Vec<Host>) {
    for _ in 0..100 {
        let port = crate::support::free_port();
        let bound: Result<Vec<TcpListener>, _> =
            (0..ways.len()).map(|number| TcpListener::bind((ip(number), port))).collect();
        let Ok(bound) = bound else { continue };
        let hosts = bound.into_iter().zip(ways).enumerate().map(|(number, (listener, &way))| {
            let memory = Arc::new(Mutex::new(Memory::default()));
            let shared = memory.clone();
            thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    let memory = shared.clone();
                    {
                        let mut memory = memory.lock().expect("the memory");
                        memory.connections += 1;
                        memory.now += 1;
                        memory.most_at_once = memory.most_at_once.max(memory.now);
                    }
                    thread::spawn(move || {
                        let mut has_left = false;
                        drop(speak(&stream, way, &memory, &mut has_left));
                        if !has_left {
                            memory.lock().expect("the memory").now -= 1;
                        }
                    });
                }
            });
            Host { domain: format!("d{number}.net"), memory }
        });
        return (port, hosts.collect());
    }
    panic!("no port is free at all addresses");
}

fn speak(stream: &TcpStream, way: Way, memory: &Mutex<Memory>, has_left: &mut bool) -> std::io::Result<()> {
    let mut output = stream.try_clone()?;
    let mut input = BufReader::new(stream.try_clone()?);
    let (mut line, mut rcpts, mut refused) = (String::new(), 0, 0);
    loop {
        let verb = line.split([' ', '\r', '\n']).next().unwrap_or_default().to_owned();
        let reply = {
            let mut memory = memory.lock().expect("the memory");
            if !line.is_empty() {
                memory.lines.push(line.trim_end().to_owned());
            }
            let name = line.split_once("TO:<").and_then(|(_, rest)| rest.split('@').next()).unwrap_or_default();
            if verb == "RCPT" {
                memory.asked_at.push(Instant::now());
            }
            let reply = way(&mut Moment { verb: &verb, line: &line, name, rcpts, refused, memory: &mut memory });
            let is_odd = reply.contains("HANG")
                || reply.lines().filter(|line| line.as_bytes().get(3) == Some(&b' ')).count() != 1;
            if !*has_left && (verb == "QUIT" || reply.contains("CLOSE") || is_odd) {
                // Who is told goodbye, or nonsense, may leave and come back before this side notices.
                memory.now -= 1;
                *has_left = true;
            }
            reply
        };
        rcpts += usize::from(verb == "RCPT");
        refused += usize::from(verb == "RCPT" && reply.starts_with('5'));
        for piece in reply.split_inclusive("\r\n") {
            match piece.trim_end() {
                "CLOSE" => return Ok(()),
                "HANG" => return input.read_line(&mut line).map(drop),
                _ => output.write_all(piece.as_bytes())?,
            }
        }
        line.clear();
        if verb == "QUIT" || input.read_line(&mut line)? == 0 {
            return Ok(());
        }
    }
}

fn zone(hosts: &[Host]) -> String {
    let of_sender = "1.0.0.127.in-addr.arpa. PTR mail.sender.example.\nmail.sender.example. A 127.0.0.1\n\
                     sender.example. TXT \"v=spf1 ip4:127.0.0.1 -all\"\nmail.sender.example. TXT \"v=spf1 a -all\"\n\
                     sender.example. MX 10 mail.sender.example.\n";
    let of_host = |(number, host): (usize, &Host)| {
        format!("{}. MX 10 mx{number}.net.\nmx{number}.net. A {}\n", host.domain, ip(number))
    };
    of_sender.to_owned() + &hosts.iter().enumerate().map(of_host).collect::<String>()
}

fn probe(desk: &Desk, port: u16, more: &[&str]) -> Ran {
    let port = port.to_string();
    let usual = ["probe", "--mailboxes", "--mail-from", "check@sender.example", "--helo", "mail.sender.example"];
    let lab = ["--dns", "zone:world.zone", "--allow-non-public", "--port", &port, "--host-timeout", "2"];
    let pace: &[&str] = if more.contains(&"--interval") { &[] } else { &["--interval", "0.05"] };
    desk.run(&[&usual[..], &lab, pace, more].concat())
}

/// Asks all hosts for the same people, and gives the outcome of each: the good ones, then those that are gone.
fn ask(ways: &[Way], more: &[&str]) -> (Vec<Vec<String>>, Vec<Host>, Value) {
    let (port, hosts) = start(ways);
    let desk = Desk::new();
    let people: Vec<&str> = GOOD.into_iter().chain(GONE).collect();
    let rows = hosts.iter().flat_map(|host| people.iter().map(move |name| format!("{name}@{}\n", host.domain)));
    desk.put("list.txt", rows.collect::<String>()).put("world.zone", zone(&hosts));
    let ran = probe(&desk, port, &[&["list.txt", "--format", "json"], more].concat());
    let page: Value =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", ran.stdout, ran.stderr));
    let mailboxes = page["mailboxes"].as_array().expect("mailboxes");
    let outcome = |address: String| -> String {
        let found = mailboxes.iter().find(|one| one["address"] == address.as_str());
        found.unwrap_or_else(|| panic!("no {address} in {page:#}"))["outcome"].as_str().expect("a word").to_owned()
    };
    let outcomes =
        hosts.iter().map(|host| people.iter().map(|name| outcome(format!("{name}@{}", host.domain))).collect());
    (outcomes.collect(), hosts, page)
}

/// Nobody was spoken to twice at once, or told anything that sends mail.
#[track_caller]
fn check_manners(hosts: &[Host]) {
    for host in hosts {
        let memory = host.memory.lock().expect("the memory");
        assert!(memory.most_at_once <= 1, "{} had {} connections at once", host.domain, memory.most_at_once);
        for line in &memory.lines {
            let verb = line.split(' ').next().unwrap_or_default();
            assert!(["EHLO", "HELO", "MAIL", "RCPT", "RSET", "QUIT"].contains(&verb), "{}: {line}", host.domain);
        }
    }
}

#[track_caller]
fn check(name: &str, way: Way, good: &str, gone: &str) {
    let (outcomes, hosts, page) = ask(&[way], &[]);
    check_manners(&hosts);
    let (of_good, of_gone) = outcomes[0].split_at(GOOD.len());
    assert!(of_good.iter().all(|outcome| good.split('|').any(|one| one == outcome)), "{name}: {of_good:?} {page:#}");
    assert!(of_gone.iter().all(|outcome| gone.split('|').any(|one| one == outcome)), "{name}: {of_gone:?} {page:#}");
}

#[test]
fn truthful_hosts_are_believed_in_whatever_words_they_refuse() {
    const WAYS: &[(&str, Way)] = &[
        ("postfix", truthful),
        ("bare", |m| m.plainly("550 Requested action not taken: mailbox unavailable")),
        ("access denied", |m| m.plainly("550 5.4.1 Recipient address rejected: Access denied")),
        ("exim", |m| m.plainly("550 Unrouteable address")),
        ("several lines", |m| {
            m.plainly("550-5.1.1 The email account that you tried to reach does\r\n550 5.1.1 not exist.")
        }),
        ("cPanel", |m| {
            let line = "550-The mail server could not deliver mail to you.  The account or domain may";
            m.plainly(&format!("{line}\r\n550 not exist, they may be blacklisted, or missing the proper dns entries."))
        }),
        ("553", |m| m.plainly("553 sorry, no mailbox here by that name (#5.7.1)").replace("(#5.7.1)", "(#5.1.1)")),
        ("HELO only", |m| if m.verb == "EHLO" { "502 what?\r\n".into() } else { m.plainly(UNKNOWN) }),
        ("EHLO refused with 554", |m| if m.verb == "EHLO" { "554 what?\r\n".into() } else { m.plainly(UNKNOWN) }),
        ("name amidst letters", |m| m.plainly(&format!("550 用户{}不存在", m.name))),
        ("name behind a sign", |m| m.plainly(&format!("550 5.1.1 user={} not found", m.name))),
        ("501", |m| m.plainly("501 5.1.1 user unknown")),
        ("hangs up on the second recipient", |m| {
            if m.verb == "RCPT" && m.rcpts >= 1 { "CLOSE\r\n".into() } else { m.plainly(UNKNOWN) }
        }),
        ("few recipients", |m| {
            if m.verb == "RCPT" && m.rcpts >= 2 {
                "452 4.5.3 Too many recipients\r\n".into()
            } else {
                m.plainly(UNKNOWN)
            }
        }),
        ("one recipient", |m| {
            if m.verb == "RCPT" && m.rcpts >= 1 { "451 4.5.3 one at a time\r\n".into() } else { m.plainly(UNKNOWN) }
        }),
        ("LIMITS", |m| if m.verb == "EHLO" { "250-mx\r\n250 LIMITS RCPTMAX=3\r\n".into() } else { m.plainly(UNKNOWN) }),
        ("8-bit", |m| m.plainly("550 5.1.1 Empf\u{e4}nger unbekannt: user unknown").replace('\u{e4}', "\u{fffd}")),
        ("hangs up on the second refusal", |m| {
            if m.verb == "RCPT" && m.refused >= 1 && !m.is_good() {
                "421 4.7.0 too many errors\r\nCLOSE\r\n".into()
            } else {
                m.plainly(UNKNOWN)
            }
        }),
    ];
    for (name, way) in WAYS {
        check(name, *way, "exists", "does_not_exist");
    }
}

#[test]
fn what_is_about_us_or_for_now_or_for_everybody_is_held_against_nobody() {
    const WAYS: &[(&str, Way)] = &[
        ("block list", |m| to_all(m, "550 5.7.1 Service unavailable; client host blocked using zen.example")),
        ("unknown, to everybody", |m| to_all(m, UNKNOWN)),
        ("unavailable, but for postmaster", |m| {
            if m.name == "postmaster" { "250 ok\r\n".into() } else { to_all(m, "550 mailbox unavailable") }
        }),
        ("unknown, but for roles", |m| {
            if ["postmaster", "abuse", "info"].contains(&m.name) { "250 ok\r\n".into() } else { to_all(m, UNKNOWN) }
        }),
        ("unknown names are disabled", |m| m.plainly("550 5.2.1 The mailbox is disabled")),
        ("busy", |m| to_all(m, "451 4.3.0 try again")),
        ("unknown for now", |m| m.plainly("450 4.1.1 User unknown in local recipient table")),
        ("greylisting", |m| to_all(m, "450 4.7.1 Greylisted, come again in 5 minutes")),
        ("421 at once", |m| if m.verb == "RCPT" { "421 4.7.0 busy\r\nCLOSE\r\n".into() } else { m.plainly(UNKNOWN) }),
        ("says nothing to RCPT", |m| if m.verb == "RCPT" { "HANG\r\n".into() } else { m.plainly(UNKNOWN) }),
        ("hangs up on RCPT", |m| if m.verb == "RCPT" { "CLOSE\r\n".into() } else { m.plainly(UNKNOWN) }),
        ("nonsense", |m| to_all(m, "what do you want")),
        ("cannot tell", |m| to_all(m, "252 Cannot VRFY user, but will accept message")),
        ("refuses MAIL", |m| if m.verb == "MAIL" { "550 5.1.8 sender unknown\r\n".into() } else { m.plainly(UNKNOWN) }),
        ("puts MAIL off", |m| if m.verb == "MAIL" { "451 4.7.1 later\r\n".into() } else { m.plainly(UNKNOWN) }),
        ("wants a login", |m| to_all(m, "530 5.7.0 Authentication required")),
        ("no relay", |m| to_all(m, "554 5.7.1 Relay access denied")),
        ("syntax", |m| to_all(m, "501 5.1.3 Bad recipient address syntax")),
        ("SPF", |m| to_all(m, "550 SPF check failed for sender.example")),
        ("two replies to each", |m| if m.verb == "RCPT" { m.plainly(UNKNOWN).repeat(2) } else { m.plainly(UNKNOWN) }),
    ];
    for (name, way) in WAYS {
        check(name, *way, "not_told", "not_told");
    }
}

#[test]
fn a_host_that_takes_every_name_proves_nothing_and_mailboxes_may_be_full_or_closed() {
    check("takes all", |m| to_all(m, "250 ok"), "accepts_anything", "accepts_anything");
    // It refuses some, but takes a name that nobody has.
    check(
        "takes nearly all",
        |m| if GONE.contains(&m.name) { format!("{UNKNOWN}\r\n") } else { to_all(m, "250 ok") },
        "accepts_anything",
        "not_told",
    );
    check(
        "full",
        |m| if m.name == "ann" { "452 4.2.2 Mailbox full\r\n".into() } else { m.plainly(UNKNOWN) },
        "exists|full",
        "does_not_exist",
    );
    check(
        "disabled",
        |m| if m.name == "bob" { "550 5.2.1 The mailbox is disabled\r\n".into() } else { m.plainly(UNKNOWN) },
        "exists|disabled",
        "does_not_exist",
    );
}

#[test]
fn a_group_for_its_own_people_does_not_hide_who_is_missing() {
    let way: Way = |m| for_ann(m, "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required");
    check("group", way, "exists|not_told", "does_not_exist");
}

/// How often a line with this verb came, in all sessions.
fn said_before(memory: &Memory, verb: &str) -> usize {
    memory.lines.iter().filter(|line| line.starts_with(verb)).count()
}

fn takes_all_unless(moment: &mut Moment<'_>, still_tells: bool) -> String {
    if moment.verb == "RCPT" && !still_tells { "250 2.1.5 ok\r\n".into() } else { moment.plainly(UNKNOWN) }
}

/// Each tells good names from bad ones for a while, or in a part of its sessions, and takes every name in the others.
#[test]
fn a_host_that_takes_every_name_now_and_then_shows_of_none_that_it_exists() {
    const WAYS: &[(&str, Way)] = &[
        ("refuses the first of a session, then takes all", |m| {
            if m.verb == "RCPT" && m.rcpts == 0 { format!("{UNKNOWN}\r\n") } else { takes_all_unless(m, false) }
        }),
        ("refuses the first two of a session, then takes all", |m| {
            if m.verb == "RCPT" && m.rcpts < 2 { format!("{UNKNOWN}\r\n") } else { takes_all_unless(m, false) }
        }),
        ("refuses the first three ever, then takes all", |m| {
            let is_first = m.memory.asked_at.len() <= 3;
            if m.verb == "RCPT" && is_first { format!("{UNKNOWN}\r\n") } else { takes_all_unless(m, false) }
        }),
        ("takes nobody until MAIL FROM came again", |m| {
            let is_first = said_before(m.memory, "MAIL") < 2;
            if m.verb == "RCPT" && is_first { format!("{UNKNOWN}\r\n") } else { takes_all_unless(m, false) }
        }),
        ("tells in every second session", |m| {
            let tells = said_before(m.memory, "MAIL").is_multiple_of(2);
            takes_all_unless(m, tells)
        }),
        ("tells from the second session on", |m| {
            let tells = said_before(m.memory, "MAIL") >= 2;
            takes_all_unless(m, tells)
        }),
        ("tells in the first session only", |m| {
            let tells = said_before(m.memory, "MAIL") < 2;
            takes_all_unless(m, tells)
        }),
        ("takes all after a time in the session", |m| {
            // The addresses are asked for with a pause between them.
            let tells = m.rcpts < 5;
            takes_all_unless(m, tells)
        }),
        ("takes all after a time for ever", |m| {
            let now = Instant::now();
            let first = *m.memory.first_asked.entry(String::new()).or_insert(now);
            takes_all_unless(m, first.elapsed() < Duration::from_millis(2_600))
        }),
        ("delays after each refusal, then takes all", |m| {
            if m.verb == "RCPT" && m.refused > 0 {
                thread::sleep(Duration::from_millis(100 * m.refused.min(5) as u64));
            }
            let tells = m.refused < 2;
            takes_all_unless(m, tells)
        }),
        ("two bad ones in a session, then 250 for all", |m| {
            let tells = m.refused < 2;
            takes_all_unless(m, tells)
        }),
        ("one bad one in a session, then 250 for all", |m| {
            let tells = m.refused < 1;
            takes_all_unless(m, tells)
        }),
        ("four bad ones ever, then 250 for all", |m| {
            let bad = |line: &&String| line.starts_with("RCPT") && !GOOD.iter().any(|name| line.contains(name));
            let tells = m.memory.lines.iter().filter(bad).count() <= 4;
            takes_all_unless(m, tells)
        }),
        ("takes the first of each session", |m| {
            let tells = m.rcpts > 0;
            takes_all_unless(m, tells)
        }),
    ];
    let ways: Vec<Way> = WAYS.iter().map(|(_, way)| *way).collect();
    let (outcomes, hosts, page) = ask(&ways, &[]);
    check_manners(&hosts);
    for ((name, _), outcomes) in WAYS.iter().zip(outcomes) {
        let (of_good, of_gone) = outcomes.split_at(GOOD.len());
        assert!(of_good.iter().all(|outcome| outcome != "does_not_exist"), "{name}: {outcomes:?} {page:#}");
        assert!(of_gone.iter().all(|outcome| outcome != "exists"), "{name}: {outcomes:?}");
    }
}

#[test]
fn no_form_names_a_mailbox_where_addresses_are_hidden() {
    let way: Way = |m| if m.is_good() { m.plainly(UNKNOWN) } else { m.plainly("550 5.1.1 <x.ghost@d0.net> unknown") };
    let (port, hosts) = start(&[way]);
    let desk = Desk::new();
    desk.put("list.txt", "ann@d0.net\nx.ghost@d0.net\n").put("world.zone", zone(&hosts));
    let forms = ["json=a.json", "jsonl=a.jsonl", "csv=a.csv", "markdown=a.md", "html=a.html", "human"];
    let mut arguments = vec!["list.txt", "--redact"];
    arguments.extend(forms.iter().flat_map(|form| ["--format", form]));
    let ran = probe(&desk, port, &arguments);
    assert_eq!(ran.exit, 1, "{}", ran.stderr);
    let written = forms.iter().filter_map(|form| form.split_once('=')).map(|(_, name)| name);
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).expect(name);
    for (name, text) in written.map(|name| (name, read(name))).chain([("human", ran.stdout.clone())]) {
        assert!(text.contains("x***@d0.net") && !text.contains("x.ghost"), "{name}: {text}");
    }
    let page = read("a.html");
    assert!(page.contains("2 of 2 mailboxes are shown") && page.contains("does not exist"), "{page}");
}

/// One of them in a list is judged as strictly as many are.
#[test]
fn a_single_mailbox_at_a_host_that_takes_every_name_in_some_sessions_is_not_said_to_exist() {
    let every_second: Way = |m| {
        let tells = said_before(m.memory, "MAIL").is_multiple_of(2);
        takes_all_unless(m, tells)
    };
    let from_the_second: Way = |m| {
        let tells = m.rcpts == 0 && said_before(m.memory, "MAIL") >= 2;
        takes_all_unless(m, tells)
    };
    let (port, hosts) = start(&[every_second, from_the_second, truthful]);
    let desk = Desk::new();
    desk.put("list.txt", "gone@d0.net\ngone@d1.net\nann@d2.net\n").put("world.zone", zone(&hosts));
    let ran = probe(&desk, port, &["list.txt", "--format", "csv"]);
    assert_eq!(ran.stdout.matches(",exists,").count(), 1, "{}", ran.stdout);
    assert!(ran.stdout.contains("ann@d2.net,1,exists,"), "{}", ran.stdout);
}

#[test]
fn a_host_that_has_enough_of_refusing_is_not_believed_about_those_that_follow() {
    // After two refusals it refuses everybody in the session, in the same words.
    let way: Way = |m| if m.verb == "RCPT" && m.refused >= 2 { format!("{UNKNOWN}\r\n") } else { m.plainly(UNKNOWN) };
    check("enough in a session", way, "exists", "does_not_exist|not_told");
    // The same for ever.
    let way: Way = |m| {
        let refused = m.memory.lines.iter().filter(|line| GONE.iter().any(|name| line.contains(name))).count();
        if m.verb == "RCPT" && refused >= 2 { format!("{UNKNOWN}\r\n") } else { m.plainly(UNKNOWN) }
    };
    check("enough for ever", way, "exists|not_told", "does_not_exist|not_told");
}

#[test]
fn a_refusal_in_other_words_or_at_another_time_is_none() {
    // Every fourth question is answered wrongly, in the usual words.
    let way: Way = |m| {
        let is_wrong = m.memory.asked_at.len() % 4 == 0;
        if m.verb == "RCPT" && is_wrong { format!("{UNKNOWN}\r\n") } else { m.plainly(UNKNOWN) }
    };
    check("now and then", way, "exists|not_told", "does_not_exist|not_told");
    // The first question about an address is answered wrongly.
    let way: Way = |m| {
        let is_first = m.memory.lines.iter().filter(|line| *line == m.line.trim_end()).count() <= 1;
        if ["bob", "cem"].contains(&m.name) && is_first { format!("{UNKNOWN}\r\n") } else { m.plainly(UNKNOWN) }
    };
    check("at first", way, "exists|not_told", "does_not_exist|not_told");
    let ways: [(&str, Way); 6] = [
        ("for now", |m| for_ann(m, "550 5.1.1 user unknown, try again later")),
        ("not verified", |m| for_ann(m, "550 5.1.1 recipient could not be verified")),
        ("strangers", |m| for_ann(m, "550 5.1.1 does not take mail from unknown senders")),
        ("syntax", |m| for_ann(m, "550 5.1.3 bad address syntax")),
        ("block list", |m| for_ann(m, "550 mailbox unavailable (S2017062302)")),
        ("moved", |m| for_ann(m, "551 5.1.6 moved")),
    ];
    for (name, way) in ways {
        check(name, way, "exists|not_told", "does_not_exist|not_told");
    }
}

fn for_ann(moment: &Moment<'_>, refusal: &str) -> String {
    if moment.name == "ann" { format!("{refusal}\r\n") } else { moment.plainly(UNKNOWN) }
}

/// A host that answers each RCPT with what belongs to the one before.
#[test]
fn replies_that_are_one_behind_are_nobodys() {
    let way: Way = |m| match m.verb {
        "MAIL" => "250 ok\r\n250 ok\r\n".to_owned(),
        _ => m.plainly(UNKNOWN),
    };
    check("one behind", way, "not_told", "not_told");
    let way: Way = |m| if m.verb == "QUIT" { "250 ok\r\n".into() } else { m.plainly(UNKNOWN) };
    check("another answer to QUIT", way, "not_told", "not_told");
    let way: Way = |m| match m.verb {
        "RCPT" if !m.is_good() => "550 5.1.1 <ann@d0.net>: User unknown\r\n".to_owned(),
        _ => m.plainly(UNKNOWN),
    };
    check("of somebody else", way, "exists|not_told", "not_told");
}

#[test]
fn a_host_that_stands_in_for_another_is_not_believed_in_its_refusals() {
    let busy: Way = |m| if m.verb == "RCPT" { "CLOSE\r\n".into() } else { m.plainly(UNKNOWN) };
    let old: Way = |m| if m.name == "bob" || m.verb != "RCPT" { m.plainly(UNKNOWN) } else { format!("{UNKNOWN}\r\n") };
    for best in [busy, |_| "421 busy\r\nCLOSE\r\n".to_owned()] {
        let (port, hosts) = start(&[best, old]);
        let desk = Desk::new();
        desk.put("list.txt", "ann@d0.net\nbob@d0.net\ncem@d0.net\n");
        desk.put("world.zone", zone(&hosts) + "d0.net. MX 20 mx1.net.\n");
        let ran = probe(&desk, port, &["list.txt", "--format", "csv"]);
        assert!(!ran.stdout.contains("does_not_exist"), "{}", ran.stdout);
        check_manners(&hosts);
    }
}

#[test]
fn who_is_known_by_another_host_of_the_same_preference_is_not_missing() {
    let old: Way = |m| if m.name == "dora" { format!("{UNKNOWN}\r\n") } else { m.plainly(UNKNOWN) };
    let busy: Way = |m| to_all(m, "450 4.7.1 Greylisted");
    let other_words: Way = |m| m.plainly("550 No such user here");
    let closed: Way = |m| if m.verb.is_empty() { "421 busy\r\nCLOSE\r\n".into() } else { m.plainly(UNKNOWN) };
    let ways =
        [old, truthful, truthful, old, truthful, busy, truthful, other_words, truthful, closed, old, old, truthful];
    let (port, hosts) = start(&ways);
    let desk = Desk::new();
    let people = |domain: usize| GOOD.into_iter().chain(GONE).map(move |name| format!("{name}@d{domain}.net\n"));
    let mut world = zone(&hosts);
    for (domain, other) in [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)] {
        world += &format!("d{domain}.net. MX 10 mx{other}.net.\n");
    }
    // Three machines of one host, of which the last one knows all.
    world += &format!("mx10.net. A {}\nmx10.net. A {}\n", ip(11), ip(12));
    desk.put("list.txt", [0, 2, 4, 6, 8, 10].into_iter().flat_map(people).collect::<String>()).put("world.zone", world);
    let ran = probe(&desk, port, &["list.txt", "--format", "csv"]);
    let missing = |domain: usize| {
        let of = |line: &&str| line.contains(&format!("@d{domain}.net,")) && line.contains(",does_not_exist,");
        ran.stdout.lines().filter(of).count()
    };
    assert!(!ran.stdout.contains("dora@d0.net,1,does_not_exist"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("dora@d2.net,1,does_not_exist"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("dora@d10.net,1,does_not_exist"), "{}", ran.stdout);
    for domain in [4, 6, 8] {
        assert_eq!(missing(domain), GONE.len(), "{domain} {}", ran.stdout);
    }
    assert!(hosts[5].memory.lock().expect("the memory").connections > 0, "the other one was asked");
    check_manners(&hosts);
}

#[test]
fn what_was_put_off_is_asked_again_after_the_wait() {
    let way: Way = |m| greylisting(m, Duration::from_millis(1_500));
    let (outcomes, hosts, page) = ask(&[way], &["--wait", "3s"]);
    check_manners(&hosts);
    assert!(outcomes[0][..GOOD.len()].iter().all(|outcome| outcome == "exists"), "{page:#}");
    assert!(outcomes[0][GOOD.len()..].iter().all(|outcome| outcome == "does_not_exist"), "{page:#}");
}

/// Greylists whoever it has not heard of before, for as long as `time`.
fn greylisting(moment: &mut Moment<'_>, time: Duration) -> String {
    if moment.verb == "RCPT" {
        let first = *moment.memory.first_asked.entry(moment.line.to_owned()).or_insert_with(Instant::now);
        if first.elapsed() < time {
            return "450 4.7.1 Greylisted, come again in 5 minutes\r\n".to_owned();
        }
    }
    moment.plainly(UNKNOWN)
}

#[test]
fn what_was_greylisted_is_known_in_the_next_run() {
    let (port, hosts) = start(&[|m| greylisting(m, Duration::from_millis(300))]);
    let desk = Desk::new();
    let rows: String = GOOD.into_iter().chain(GONE).map(|name| format!("{name}@d0.net\n")).collect();
    desk.put("list.txt", &rows).put("world.zone", zone(&hosts));
    let ask = |more: &[&str]| probe(&desk, port, &[&["list.txt", "--format", "csv"], more].concat());
    let asked_for = || hosts[0].memory.lock().expect("the memory").asked_at.len();
    let ran = ask(&[]);
    assert_eq!(ran.stdout.matches(",not_told,host,").count(), 7, "{}{}", ran.stdout, ran.stderr);
    assert!(
        ran.stderr.contains("greylisted: 7 mailboxes. Give the same command again after 5 minutes"),
        "{}",
        ran.stderr
    );
    assert_eq!(asked_for(), 8, "each, and a name that nobody has");
    // Too early.
    let ran = ask(&[]);
    assert_eq!(ran.stdout.matches(",not_told,not_asked,").count(), 7, "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains("greylisted: 7 mailboxes"), "{}", ran.stderr);
    assert_eq!(asked_for(), 8);
    // Six minutes later.
    let file = ".cache/presend/greylist.csv";
    let read = || std::fs::read_to_string(desk.path(file)).expect("what is remembered");
    let older = |line: &str| match line.rsplit_once(',') {
        Some((before, since)) if since != "since" => {
            format!("{before},{}\n", since.parse::<u64>().expect("seconds") - 360)
        }
        _ => format!("{line}\n"),
    };
    let remembered: String = read().lines().map(older).collect();
    assert!(!remembered.contains("ann"), "{remembered}");
    desk.put(file, &remembered);
    thread::sleep(Duration::from_millis(300));
    let ran = ask(&[]);
    assert_eq!(ran.stdout.matches(",exists,").count(), GOOD.len(), "{}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.stdout.matches(",does_not_exist,").count(), GONE.len(), "{}{}", ran.stdout, ran.stderr);
    assert_eq!(read().lines().count(), 1, "what was answered is forgotten: {}", read());
    check_manners(&hosts);
    // A damaged file is told, left alone, and no hindrance.
    desk.put(file, "sender,domain,kind,key,since\nx\n");
    let ran = ask(&[]);
    assert!(ran.stderr.contains("greylist.csv:2 is damaged"), "{}", ran.stderr);
    // The host has never heard of the name that is made up now.
    assert_eq!((ran.exit, ran.stdout.matches(",not_told,host,").count()), (3, 7), "{}{}", ran.stdout, ran.stderr);
    assert_eq!(read(), "sender,domain,kind,key,since\nx\n");
}

/// Says this to everybody who connects within the first seconds.
fn busy_at_first(moment: &mut Moment<'_>, greeting: &str) -> String {
    let first = *moment.memory.first_asked.entry(String::new()).or_insert_with(Instant::now);
    if moment.verb.is_empty() && first.elapsed() < Duration::from_millis(3_500) {
        return format!("{greeting}\r\n");
    }
    moment.plainly(UNKNOWN)
}

#[test]
fn a_host_that_is_busy_when_it_is_greeted_is_asked_again_after_the_wait() {
    let ways: [Way; 5] = [
        |m| busy_at_first(m, "421 4.7.0 too many connections\r\nCLOSE"),
        |m| busy_at_first(m, "451 4.3.2 not now"),
        |m| busy_at_first(m, "CLOSE"),
        |m| if m.verb.is_empty() { "421 4.3.2 closed for good\r\nCLOSE\r\n".into() } else { m.plainly(UNKNOWN) },
        |m| if m.verb.is_empty() { "554 5.7.1 not you\r\n".into() } else { m.plainly(UNKNOWN) },
    ];
    let (outcomes, hosts, page) = ask(&ways, &["--wait", "5s"]);
    check_manners(&hosts);
    for outcomes in &outcomes[..3] {
        assert!(outcomes[..GOOD.len()].iter().all(|outcome| outcome == "exists"), "{page:#}");
        assert!(outcomes[GOOD.len()..].iter().all(|outcome| outcome == "does_not_exist"), "{page:#}");
    }
    assert!(outcomes[3..].iter().flatten().all(|outcome| outcome == "not_told"), "{page:#}");
    let connections = |host: &Host| host.memory.lock().expect("the memory").connections;
    assert_eq!((connections(&hosts[3]), connections(&hosts[4])), (2, 1), "a refusal is not asked again");
    let (outcomes, hosts, page) = ask(&[ways[0]], &[]);
    assert!(outcomes[0].iter().all(|outcome| outcome == "not_told"), "{page:#}");
    assert_eq!(connections(&hosts[0]), 1, "nobody waits");
}

#[test]
fn one_host_is_asked_for_one_address_in_each_interval() {
    let (_, hosts, page) = ask(&[truthful], &["--interval", "0.2"]);
    let memory = hosts[0].memory.lock().expect("the memory");
    // The host may notice one of them a little late.
    let close = memory.asked_at.windows(2).filter(|two| two[1] - two[0] < Duration::from_millis(150)).count();
    assert_eq!(close, 0, "{:?} {page:#}", memory.asked_at);
}

#[test]
fn nobody_is_asked_by_a_sender_whose_own_dns_is_wrong() {
    let (port, hosts) = start(&[truthful]);
    let desk = Desk::new();
    for (line, code) in
        [("1.0.0.127.in-addr", "sender.ptr_missing"), ("sender.example. TXT \"v=spf1 ip4", "sender.spf_missing")]
    {
        let broken: String =
            zone(&hosts).lines().filter(|one| !one.starts_with(line)).map(|one| format!("{one}\n")).collect();
        desk.put("list.txt", "ann@d0.net\n").put("world.zone", broken);
        let ran = probe(&desk, port, &["list.txt"]);
        assert_eq!(ran.exit, 2, "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains("no host was asked") && ran.stderr.contains(code), "{}", ran.stderr);
    }
    assert_eq!(hosts[0].memory.lock().expect("the memory").connections, 0);
    // Where the address that asks is not known, nothing is known of its DNS.
    let only_ipv6 = zone(&[]) + "d0.net. MX 10 mx0.net.\nmx0.net. AAAA ::1\n";
    desk.put("world.zone", only_ipv6);
    let ran = probe(&desk, port, &["list.txt"]);
    assert_eq!(ran.exit, 2, "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains("--ip"), "{}", ran.stderr);
    let ran = desk.run(&["probe", "--mailboxes", "list.txt"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.stderr.contains("--mail-from"), "{}", ran.stderr);
}

#[test]
fn each_form_has_the_mailboxes_with_the_evidence() {
    let (port, hosts) = start(&[truthful, |m| to_all(m, "550 5.7.1 \x1b[31mblocked"), |m| to_all(m, "250 ok")]);
    let desk = Desk::new();
    let rows = ["ann@d0.net", "gone@d0.net", "gone@d0.net", "ann@d1.net", "ann@d2.net", "ann@nowhere.net"];
    desk.put("list.txt", rows.join("\n") + "\n").put("world.zone", zone(&hosts));
    let ran = probe(&desk, port, &["list.txt", "--format", "csv"]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines[0], "address,rows,outcome,whose,code,host,said,random_said,witness_said");
    assert!(lines[1].starts_with("ann@d0.net,1,exists,,,mx0.net,250 2.1.5 ok,550 5.1.1 "), "{}", ran.stdout);
    assert!(
        lines[2].starts_with("gone@d0.net,2,does_not_exist,,probe.no_mailbox,mx0.net,550 5.1.1 "),
        "{}",
        ran.stdout
    );
    assert!(lines[3].starts_with("ann@d1.net,1,not_told,you,probe.not_told,mx1.net,"), "{}", ran.stdout);
    assert!(lines[4].starts_with("ann@d2.net,1,accepts_anything,,probe.accepts_anything,mx2.net,"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\x1b'), "{}", ran.stdout);
    assert_eq!(ran.exit, 1);
    let ran = probe(&desk, port, &["list.txt"]);
    for told in [
        "✗ gone@d0.net  does not exist: 550 5.1.1",
        "… ann@d1.net  not told (about you)",
        "4 mailboxes",
        "No mail was sent.",
    ] {
        assert!(ran.stdout.contains(told), "{told}\n{}", ran.stdout);
    }
    let ran = probe(&desk, port, &["list.txt", "--format", "jsonl"]);
    let mailboxes: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .filter(|line: &Value| line["schema"] == "presend.probe_mailbox.1")
        .collect();
    assert_eq!(mailboxes.len(), 4, "{}", ran.stdout);
    assert!(mailboxes[1]["random"].as_str().is_some_and(|random| random.ends_with("@d0.net")), "{}", ran.stdout);
    let ran = probe(&desk, port, &["ann@d0.net", "gone@d0.net", "--format", "markdown", "--lang", "zh"]);
    assert!(ran.stdout.contains("| `gone@d0.net` | 1 | 不存在 | `550 5.1.1"), "{}", ran.stdout);
    let randoms: BTreeSet<String> = hosts[0]
        .memory
        .lock()
        .expect("the memory")
        .lines
        .iter()
        .filter(|line| line.starts_with("RCPT"))
        .cloned()
        .collect();
    assert!(randoms.len() > 3, "each run has a name of its own: {randoms:?}");
}

/// A real Postfix with two people at `d0.net`, which wants TLS before it hears of anybody.
#[test]
fn a_real_postfix_is_asked_over_tls() {
    let desk = Desk::new();
    let openssl = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mx0.net -keyout key.pem -out cert.pem";
    let ran = Command::new("openssl").args(openssl.split(' ')).current_dir(desk.path("")).output().expect("openssl");
    assert!(ran.status.success(), "{ran:?}");
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).expect(name);
    desk.put("chain.pem", read("key.pem") + &read("cert.pem"));
    let settings = format!(
        "virtual_mailbox_domains = d0.net\nvirtual_mailbox_maps = inline:{{ ann@d0.net=x, bob@d0.net=x, postmaster@d0.net=x }}\n\
         smtpd_tls_security_level = encrypt\nsmtpd_tls_chain_files = {}\n",
        desk.path("chain.pem").display()
    );
    let Some(postfix) = postfix_with(loopback(1), &settings) else { return };
    let zone = zone(&[]) + "d0.net. MX 10 mx0.net.\nmx0.net. A 127.0.0.1\n";
    desk.put("list.txt", "ann@d0.net\nbob@d0.net\ngone@d0.net\nx.ghost@d0.net\n").put("world.zone", zone);
    let ran = probe(&desk, postfix.addr.port(), &["list.txt", "--format", "csv"]);
    let outcomes: Vec<&str> = ran.stdout.lines().skip(1).filter_map(|line| line.split(',').nth(2)).collect();
    let expected = ["exists", "exists", "does_not_exist", "does_not_exist"];
    assert_eq!(outcomes, expected, "{}\n{}\n{}", ran.stdout, ran.stderr, postfix.log());
    assert!(ran.stdout.contains("550 5.1.1"), "{}", ran.stdout);
    assert!(!postfix.log().contains("DATA"), "{}", postfix.log());
}
