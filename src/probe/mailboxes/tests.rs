//! Sessions with hosts that are drawn by lot: slow, cut into any pieces, broken at any place, truthful or not. Every address gets the
//! answer that was given to it, or none; nothing is ever said that sends mail; and every session ends.

use super::answer::{Answer, answer};
use super::transaction::{Ended, Plan, REFUSALS_MAX, Transaction};
use super::{keys, others};
use crate::domain::Domain;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);
const INTERVAL: Duration = Duration::from_secs(1);
const NOBODY: &str = "bafeko@d.example";

/// What a host may say to RCPT; `{}` stands for the address, which shows whose answer it is.
const REPLIES: &[&str] = &[
    "250 2.1.5 <{}> ok",
    "250-first\r\n250 2.1.5 <{}> second",
    "550 5.1.1 <{}>: Recipient address rejected: User unknown",
    "550-5.1.1 <{}>\r\n550 5.1.1 does not exist",
    "550 {} mailbox unavailable",
    "450 4.2.0 <{}>: greylisted",
    "451 {} later",
    "452 4.2.2 <{}> is full",
    "552 5.2.2 <{}> over quota",
    "550 5.2.1 <{}> is disabled",
    "252 {} cannot tell",
    "501 5.1.3 <{}> bad syntax",
    "553 {} no",
];
/// What ends a session.
const ENDINGS: &[&str] = &[
    "421 4.7.0 {} too many",
    "550 5.7.1 <{}> blocked",
    "554 5.7.1 <{}>: relay access denied",
    "530 5.7.0 {} login",
    "452 4.5.3 {} too many recipients",
    "what {} is that",
    "250 ok <{}>\r\n250 ok again",
    "CLOSE",
    "SILENCE",
];

struct World {
    lot: StdRng,
    now: Duration,
    session: Transaction,
    said: Vec<String>,
}

impl World {
    fn new(seed: u64, recipients: Vec<String>) -> World {
        let mut lot = StdRng::seed_from_u64(seed);
        let now = Duration::from_millis(lot.random_range(0..5_000));
        let plan = Plan {
            helo: "mail.sender.example".to_owned(),
            mail_from: "check@sender.example".to_owned(),
            recipients,
            nobody: Some(NOBODY.to_owned()),
            interval: INTERVAL,
            patience: PATIENCE,
        };
        World { lot, now, session: Transaction::begin(plan, now), said: Vec::new() }
    }

    /// Hands the octets on in pieces, each a moment later.
    fn hear(&mut self, text: &str) {
        let mut octets = text.as_bytes();
        while !octets.is_empty() {
            let piece = self.lot.random_range(1..=octets.len().min(40));
            self.now += Duration::from_millis(self.lot.random_range(0..30));
            self.session.received(&octets[..piece], self.now);
            octets = &octets[piece..];
        }
    }

    /// Waits until the session has something to say, or is over. Gives its line.
    fn next_line(&mut self) -> Option<String> {
        for _ in 0..1_000 {
            let output = self.session.take_output();
            if !output.is_empty() {
                let lines = String::from_utf8(output).expect("text");
                // A host that answers twice gets both words of farewell at once.
                let line = lines.strip_prefix("RSET\r\n").filter(|rest| !rest.is_empty()).unwrap_or(&lines);
                assert!(line.ends_with("\r\n") && line.matches("\r\n").count() == 1, "{lines:?}");
                self.said.push(line.trim_end().to_owned());
                return Some(line.trim_end().to_owned());
            }
            if self.session.is_over() {
                return None;
            }
            self.now = self.now.max(self.session.due());
            self.session.tick(self.now);
        }
        panic!("the session does not end: {:?}", self.said);
    }
}

/// Plays a session, and gives what the host said of each address.
fn play(seed: u64) {
    let count = StdRng::seed_from_u64(seed ^ 1).random_range(1..=20);
    let recipients: Vec<String> = (0..count).map(|number| format!("person{number}@d.example")).collect();
    let mut world = World::new(seed, recipients.clone());
    let ends_at = world.lot.random_range(0..2 * count);
    world.hear("220-mx\r\n220 hello\r\n");
    let mut given: Vec<String> = Vec::new();
    let (mut last_rcpt, began) = (None, world.now);
    while let Some(line) = world.next_line() {
        let verb = line.split(' ').next().unwrap_or_default();
        assert!(["EHLO", "HELO", "MAIL", "RCPT", "RSET", "QUIT"].contains(&verb), "{line}");
        if verb != "RCPT" {
            world.hear(if verb == "QUIT" { "221 bye\r\n" } else { "250 ok\r\n" });
            continue;
        }
        if let Some(last) = last_rcpt.replace(world.now) {
            assert!(world.now - last >= INTERVAL, "seed {seed}: two addresses within {:?}", world.now - last);
        }
        let address = line.trim_start_matches("RCPT TO:<").trim_end_matches('>').to_owned();
        let expected = recipients.get(given.len()).map_or(NOBODY, String::as_str);
        assert_eq!(address, expected, "seed {seed}");
        let from = if given.len() == ends_at { ENDINGS } else { REPLIES };
        let reply = from[world.lot.random_range(0..from.len())].replace("{}", &address);
        match reply.as_str() {
            "CLOSE" => world.session.failed(super::Failed::Closed),
            "SILENCE" => {}
            _ => {
                given.push(reply.clone());
                world.hear(&format!("{reply}\r\n"));
            }
        }
    }
    let longest = PATIENCE * (count as u32 + 7) + INTERVAL * (count as u32 + 1);
    assert!(world.now - began <= longest, "seed {seed}: {:?}", world.now - began);
    let learned = world.session.into_learned();
    assert!(learned.replies.len() <= given.len(), "seed {seed}");
    for (reply, address) in learned.replies.iter().zip(&recipients) {
        assert!(reply.lines.iter().any(|line| line.contains(address.as_str())), "seed {seed}: {reply:?} for {address}");
        assert!(!matches!(answer(reply, address), Answer::AboutUs | Answer::Enough), "seed {seed}: {reply:?}");
    }
    let refused = learned.replies.iter().filter(|reply| reply.class() == 5).count();
    assert!(refused <= REFUSALS_MAX, "seed {seed}");
    if learned.ended == Ended::Done && refused < REFUSALS_MAX && ends_at >= count {
        assert_eq!(learned.replies.len(), count, "seed {seed}: {:?}", world.said);
    }
}

#[test]
fn every_address_has_its_own_answer_however_a_host_behaves() {
    let seeds = std::env::var("SIMULATED_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(2_000);
    (0..seeds).for_each(play);
}

#[test]
fn refused_addresses_are_asked_for_wherever_mail_may_go_in_the_first_place() {
    let name = |text: &str| Domain::new(text).expect(text);
    let ip = |last: u8| IpAddr::from([198, 41, 0, last]);
    let addresses: HashMap<Domain, Vec<IpAddr>> = [
        (name("a.net"), vec![ip(1), ip(2), ip(3)]),
        (name("b.net"), vec![ip(3), ip(4), ip(5)]),
        (name("backup.net"), vec![ip(9)]),
    ]
    .into();
    let found = others(&[name("a.net"), name("b.net")], ip(1), &addresses);
    let seen: Vec<(&str, IpAddr)> = found.iter().map(|(host, ip)| (host.as_str(), *ip)).collect();
    assert_eq!(seen, [("b.net", ip(4)), ("a.net", ip(2)), ("b.net", ip(5))]);
    // An address is one host for all who have it.
    let keys = keys(&addresses);
    let of = |last| keys.get(&ip(last)).copied();
    assert_eq!([of(1), of(2), of(3), of(4), of(9), of(7)], [1, 1, 1, 3, 9, 0].map(|last| (last > 0).then(|| ip(last))));
}
