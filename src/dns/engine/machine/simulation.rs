//! Whole runs of the machine against simulated servers, in simulated time. What happens to a datagram follows from the
//! seed, the question and how often it was asked, so that a seed that fails can be replayed.

use super::super::WIDER_MAX;
use super::*;
use crate::dns::Records;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::Write;

/// How the network and its servers behave. Shares are in ten thousandths.
#[derive(Clone, Copy, Debug)]
pub(super) struct World {
    pub seed: u64,
    pub names: usize,
    pub servers: usize,
    /// The first of them fails on all questions.
    pub first_fails: bool,
    /// Of the datagrams in each direction.
    pub loss: u64,
    pub duplicates: u64,
    pub delay: Duration,
    /// Up to this much is added to the delay, so that datagrams overtake each other.
    pub jitter: Duration,
    /// Of the names.
    pub dead: u64,
    pub servfail: u64,
    pub slow: u64,
    pub slow_by: Duration,
    pub limit: Option<Limit>,
    /// Datagrams that the server's buffer holds, and how many it answers in a second.
    pub buffer: Option<(usize, u64)>,
    pub window: usize,
    pub widest: f64,
    pub rate: Option<u32>,
    pub timeout: Duration,
    /// What fails is asked again at the end.
    pub two_sweeps: bool,
}

/// What is beyond so many answers in a second gets this code, or none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    pub a_second: u64,
    pub code: Option<u8>,
    /// Counted anew each second, or else a bucket that holds a tenth of a second and fills steadily.
    pub by_the_second: bool,
}

impl Default for World {
    fn default() -> World {
        World {
            seed: 1,
            names: 1000,
            servers: 1,
            first_fails: false,
            loss: 0,
            duplicates: 0,
            delay: Duration::from_micros(200),
            jitter: Duration::ZERO,
            dead: 0,
            servfail: 0,
            slow: 0,
            slow_by: Duration::from_secs(3),
            limit: None,
            buffer: None,
            window: 500,
            widest: WIDER_MAX,
            rate: None,
            timeout: Duration::from_secs(4),
            two_sweeps: false,
        }
    }
}

/// What a run came to.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Answered otherwise than what is true.
    pub wrong: usize,
    /// Failed, though the name answers.
    pub lost: usize,
    /// Those of them about which a good answer was heard.
    pub lost_though_heard: usize,
    /// Failed, as they should.
    pub failed: usize,
    pub queries: u64,
    pub seconds: f64,
    /// When the first sweep ended.
    pub first_sweep: f64,
    pub open_max: usize,
    pub stats: Stats,
    /// Queries that arrived in the busiest second and in the first one.
    pub busiest: u64,
    pub first: u64,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    AtServer(usize, usize, Vec<u8>),
    AtClient(usize, usize, Vec<u8>),
}

fn roll(seed: u64, what: &[u64]) -> u64 {
    let mut state = seed ^ 0x9e37_79b9_7f4a_7c15;
    for &word in what {
        state = (state ^ word).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state ^= state >> 29;
        state = state.wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^= state >> 32;
    }
    state
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Absent,
    Nothing,
    Mx,
    Dead,
    ServFail,
    Slow,
}

impl World {
    fn fate(&self, name: u64) -> Fate {
        let share = roll(self.seed, &[name, 77]) % 10_000;
        if share < self.dead {
            Fate::Dead
        } else if share < self.dead + self.servfail {
            Fate::ServFail
        } else if share < self.dead + self.servfail + self.slow {
            Fate::Slow
        } else {
            [Fate::Absent, Fate::Nothing, Fate::Mx, Fate::Mx][(share % 4) as usize]
        }
    }

    fn run(&self) -> Outcome {
        Run::new(*self).run()
    }
}

struct Run {
    world: World,
    machine: Machine<u64>,
    start: Instant,
    now: Instant,
    events: BinaryHeap<Reverse<(Instant, u64, Event)>>,
    number: u64,
    asked: Vec<u32>,
    /// Names about which a good answer was heard.
    heard: Vec<bool>,
    second: (u64, u64),
    bucket: (Instant, f64),
    arrivals: Vec<u64>,
    /// When the server is done with what stands in its buffer.
    busy_until: Instant,
}

impl Run {
    fn new(world: World) -> Run {
        let start = Instant::now();
        let limits = Limits {
            servers: world.servers,
            timeout: world.timeout,
            window: world.window,
            widest: world.widest,
            rate: world.rate,
        };
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&world.seed.to_le_bytes());
        Run {
            machine: Machine::new(limits, seed, start),
            start,
            now: start,
            events: BinaryHeap::new(),
            number: 0,
            asked: vec![0; world.names],
            heard: vec![false; world.names],
            second: (0, 0),
            bucket: (start, 0.0),
            arrivals: Vec::new(),
            busy_until: start,
            world,
        }
    }

    fn put(&mut self, at: Instant, event: Event) {
        self.number += 1;
        self.events.push(Reverse((at, self.number, event)));
    }

    /// The way of a datagram: lost, or there after a while, and sometimes twice.
    fn travel(&mut self, name: u64, attempt: u64, way: u64, event: impl Fn() -> Event) {
        let chance = |what| roll(self.world.seed, &[name, attempt, way, what]) % 10_000;
        if chance(1) < self.world.loss {
            return;
        }
        let jitter = self.world.jitter.mul_f64(chance(2) as f64 / 10_000.0);
        let at = self.now + self.world.delay / 2 + jitter / 2;
        let twice = chance(3) < self.world.duplicates;
        self.put(at, event());
        if twice {
            self.put(at + self.world.delay * 3, event());
        }
    }

    fn run(mut self) -> Outcome {
        let mut outcome = Outcome::default();
        let mut next = 0;
        let mut done = 0;
        let (mut first, mut failed) = (0, Vec::new());
        while done < self.world.names || !self.machine.is_idle() {
            while next < self.world.names && self.machine.backlog() < 1000 {
                let name = Domain::new(&format!("name{next}.com")).expect("a name");
                let sweep = if self.world.two_sweeps { Sweep::First } else { Sweep::Only };
                let (kind, budget) = (RecordKind::Mx, self.world.timeout);
                self.machine.ask(Ask { token: next as u64, name, kind, budget, sweep }, self.now);
                next += 1;
            }
            self.machine.step(self.now);
            outcome.open_max = outcome.open_max.max(self.machine.servers.iter().map(|server| server.open).sum());
            self.send();
            for (name, told) in std::mem::take(&mut self.machine.done) {
                first += 1;
                if self.world.two_sweeps && told.result.is_err() && first <= self.world.names {
                    failed.push(name);
                } else {
                    done += 1;
                    outcome.seconds = self.now.duration_since(self.start).as_secs_f64();
                    self.judge(name, &told, &mut outcome);
                }
            }
            if first == self.world.names && !failed.is_empty() {
                outcome.first_sweep = self.now.duration_since(self.start).as_secs_f64();
                for token in failed.drain(..) {
                    let name = Domain::new(&format!("name{token}.com")).expect("a name");
                    let (kind, budget, sweep) = (RecordKind::Mx, self.world.timeout, Sweep::Second);
                    self.machine.ask(Ask { token, name, kind, budget, sweep }, self.now);
                }
                continue;
            }
            let timer = self.machine.next_step();
            let event = self.events.peek().map(|Reverse((at, _, _))| *at);
            let Some(next_time) = timer.into_iter().chain(event).min() else {
                assert_eq!(done, self.world.names, "{:?}: something is waited for that never comes", self.world);
                break;
            };
            // The real timer has a grain of a millisecond.
            let waits = event.is_none_or(|event| timer.is_some_and(|timer| timer < event));
            self.now = self.now.max(next_time) + Duration::from_micros(if waits { 600 } else { 0 });
            while let Some(Reverse((at, _, _))) = self.events.peek()
                && *at <= self.now
            {
                let Some(Reverse((_, _, event))) = self.events.pop() else { break };
                match event {
                    Event::AtServer(server, link, query) => self.serve(server, link, query),
                    Event::AtClient(server, link, answer) => {
                        let stray = self.machine.stats.stray;
                        self.machine.heard(server, link, &answer, self.now);
                        let is_good = matches!(answer[3] & 0x0f, 0 | 3) && self.machine.stats.stray == stray;
                        self.heard[name_of(&answer) as usize] |= is_good;
                    }
                }
            }
        }
        outcome.queries = self.machine.stats.queries;
        outcome.stats = self.machine.stats.clone();
        outcome.busiest = self.arrivals.iter().copied().max().unwrap_or_default();
        outcome.first = self.arrivals.first().copied().unwrap_or_default();
        assert_eq!(self.machine.ids_taken(), 0, "{:?}: ids leaked", self.world);
        assert!(self.machine.parked == 0 && self.machine.servers.iter().all(|server| server.open == 0));
        outcome
    }

    fn send(&mut self) {
        for server in 0..self.world.servers {
            for link in 0..LINKS {
                let waiting: Vec<Vec<u8>> = self.machine.outbox(server, link).waiting().map(<[u8]>::to_vec).collect();
                self.machine.outbox(server, link).clear();
                for query in waiting {
                    let name = name_of(&query);
                    self.asked[name as usize] += 1;
                    let attempt = u64::from(self.asked[name as usize]);
                    self.travel(name, attempt, 1, || Event::AtServer(server, link, query.clone()));
                }
            }
        }
    }

    fn serve(&mut self, server: usize, link: usize, query: Vec<u8>) {
        let second = self.now.duration_since(self.start).as_secs();
        self.arrivals.resize(second as usize + 1, 0);
        self.arrivals[second as usize] += 1;
        let name = name_of(&query);
        let attempt = u64::from(self.asked[name as usize]) + 1000;
        let mut answer = query;
        answer[2] |= 0x80;
        let mut after = Duration::ZERO;
        if let Some((datagrams, a_second)) = self.world.buffer {
            let each = Duration::from_secs(1) / a_second as u32;
            let free_at = self.busy_until.max(self.now);
            if free_at - self.now > each * datagrams as u32 {
                return;
            }
            self.busy_until = free_at + each;
            after = self.busy_until - self.now;
        }
        let code = match (self.over_limit(second), self.world.fate(name)) {
            (Some(limit), _) => match limit.code {
                Some(code) => code,
                None => return,
            },
            (None, _) if self.world.first_fails && server == 0 => 2,
            (None, Fate::Dead) => return,
            (None, Fate::ServFail) => 2,
            (None, Fate::Absent) => 3,
            (None, Fate::Slow) => {
                after += self.world.slow_by;
                0
            }
            (None, Fate::Nothing | Fate::Mx) => 0,
        };
        answer[3] |= code;
        if code == 0 && self.world.fate(name) != Fate::Nothing {
            // The OPT record of the question is cut off: the answer is the question and one record.
            answer.truncate(HEADER_OCTETS + question_length(&answer));
            answer[11] = 0;
            answer[7] = 1;
            answer.extend_from_slice(b"\xc0\x0c\0\x0f\0\x01\0\0\0\x3c\0\x05\0\x0a\x01x\0");
        }
        let after_now = self.now;
        self.now += after;
        self.travel(name, attempt, 2, || Event::AtClient(server, link, answer.clone()));
        self.now = after_now;
    }

    fn over_limit(&mut self, second: u64) -> Option<Limit> {
        let limit = self.world.limit?;
        if limit.by_the_second {
            if self.second.0 != second {
                self.second = (second, 0);
            }
            self.second.1 += 1;
            return (self.second.1 > limit.a_second).then_some(limit);
        }
        let (since, used) = self.bucket;
        let rate = limit.a_second as f64;
        let used = (used - self.now.duration_since(since).as_secs_f64() * rate).max(0.0);
        let over = used + 1.0 > rate / 10.0;
        self.bucket = (self.now, if over { used } else { used + 1.0 });
        over.then_some(limit)
    }

    fn judge(&self, name: u64, told: &Told, outcome: &mut Outcome) {
        let right = match (&told.result, self.world.fate(name)) {
            (Ok(reading), fate) => matches!(
                (&reading.end, fate),
                (End::NxDomain, Fate::Absent)
                    | (End::NoData, Fate::Nothing)
                    | (End::Found { records: Records::Mx(_), .. }, Fate::Mx | Fate::Slow)
            ),
            (Err(_), Fate::Dead | Fate::ServFail) => {
                outcome.failed += 1;
                true
            }
            (Err(_), _) => {
                outcome.lost += 1;
                outcome.lost_though_heard += usize::from(self.heard[name as usize]);
                true
            }
        };
        outcome.wrong += usize::from(!right);
        // An answer may come in the last moment, and a wait for a turn does not count.
        if self.world.limit.is_none() && self.world.buffer.is_none() {
            assert!(told.elapsed <= self.world.timeout * 2, "{:?}: {:?}", self.world, told);
        }
    }
}

fn question_length(query: &[u8]) -> usize {
    let mut end = HEADER_OCTETS;
    while query[end] != 0 {
        end += 1 + usize::from(query[end]);
    }
    end + 5 - HEADER_OCTETS
}

/// The number in a name of the simulation.
fn name_of(query: &[u8]) -> u64 {
    let label = &query[HEADER_OCTETS + 1..HEADER_OCTETS + 1 + usize::from(query[HEADER_OCTETS])];
    std::str::from_utf8(&label[4..]).expect("a name of ours").parse().expect("a number")
}

fn show(what: &str, world: &World, outcome: &Outcome) -> String {
    format!(
        "{what}: {} names, {:.2} s, {:.3} queries a name, {} lost, {} wrong, {:?}",
        world.names,
        outcome.seconds,
        outcome.queries as f64 / world.names as f64,
        outcome.lost,
        outcome.wrong,
        outcome.stats
    )
}

/// Runs of the full size are for those who ask for them: `SIMULATED_NAMES=100000 cargo test --release simulation`.
fn names(usual: usize) -> usize {
    std::env::var("SIMULATED_NAMES").ok().and_then(|names| names.parse().ok()).unwrap_or(usual)
}

fn seeds(usual: u64) -> std::ops::Range<u64> {
    0..std::env::var("SIMULATED_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(usual)
}

#[test]
fn loss_delay_duplicates_and_reordering_lose_nobody() {
    for seed in seeds(3) {
        let delays =
            [(Duration::from_micros(200), Duration::ZERO), (Duration::from_millis(25), Duration::from_millis(20))];
        for (delay, jitter) in delays {
            let world =
                World { seed, names: names(3000), loss: 250, duplicates: 100, delay, jitter, ..World::default() };
            let outcome = world.run();
            assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{}", show("loss", &world, &outcome));
            assert!(outcome.queries < world.names as u64 * 12 / 10, "{}", show("loss", &world, &outcome));
        }
    }
}

#[test]
fn a_tenth_of_all_datagrams_may_be_lost() {
    for seed in seeds(2) {
        let world = World { seed, names: names(3000), loss: 1000, ..World::default() };
        let outcome = world.run();
        assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{}", show("loss", &world, &outcome));
    }
}

#[test]
fn in_real_life_every_name_ends_with_what_is_true_of_it() {
    for seed in seeds(2) {
        let (delay, jitter) = (Duration::from_millis(20), Duration::from_millis(20));
        let trouble = World { loss: 150, dead: 100, servfail: 100, slow: 200, ..World::default() };
        let world = World { seed, names: names(5000), delay, jitter, window: 2000, ..trouble };
        let outcome = world.run();
        assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{}", show("real life", &world, &outcome));
        assert!(outcome.queries < world.names as u64 * 13 / 10, "{}", show("real life", &world, &outcome));
    }
}

#[test]
fn slow_names_whose_datagrams_are_lost_are_found_in_the_second_sweep() {
    for seed in seeds(2) {
        let (delay, jitter) = (Duration::from_millis(20), Duration::from_millis(20));
        let trouble = World { loss: 300, slow: 3000, window: 300, two_sweeps: true, ..World::default() };
        let world = World { seed, names: names(20_000), delay, jitter, ..trouble };
        let outcome = world.run();
        let told = show("slow and lost", &world, &outcome);
        assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{told}");
    }
}

#[test]
fn what_failed_for_good_reasons_holds_up_nobody_in_the_second_sweep() {
    for seed in seeds(2) {
        for (dead, servfail, window) in [(100, 150, 500), (100, 150, 10_000), (500, 0, 2000), (0, 1000, 2000)] {
            let (delay, jitter) = (Duration::from_millis(20), Duration::from_millis(20));
            let trouble = World { loss: 150, dead, servfail, slow: 200, two_sweeps: true, window, ..World::default() };
            let world = World { seed, names: names(20_000), delay, jitter, ..trouble };
            let outcome = world.run();
            let told = show("second sweep", &world, &outcome);
            assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{told}");
            let left = outcome.seconds - outcome.first_sweep;
            assert!(left < world.timeout.as_secs_f64() * 2.0 + 2.0, "{left} s after the first sweep: {told}");
        }
    }
}

#[test]
fn a_server_that_limits_in_the_second_sweep_is_given_way_to() {
    for seed in seeds(2) {
        for code in [None, Some(5), Some(2)] {
            let limit = Some(Limit { a_second: 1500, code, by_the_second: true });
            let trouble = World { dead: 300, slow: 500, limit, two_sweeps: true, ..World::default() };
            let world = World { seed, names: names(20_000), delay: Duration::from_millis(20), ..trouble };
            let outcome = world.run();
            let told = show("limit and dead names", &world, &outcome);
            assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{told}");
            assert!(outcome.queries < world.names as u64 * 18 / 10, "{told}");
        }
    }
}

#[test]
fn a_limited_server_loses_nobody_and_little_time() {
    for seed in seeds(1) {
        for code in [None, Some(5), Some(2)] {
            for (by_the_second, delay_us) in [(true, 200), (false, 200), (true, 30_000), (false, 30_000)] {
                let limit = Some(Limit { a_second: 1500, code, by_the_second });
                let delay = Duration::from_micros(delay_us);
                let world = World { seed, names: names(20_000), limit, delay, ..World::default() };
                let outcome = world.run();
                let told = show(&format!("{limit:?} {delay:?}"), &world, &outcome);
                assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{told}");
                // What a far server dropped is noticed later.
                let most = if delay_us > 1000 { 1.25 } else { 1.15 };
                assert!(outcome.queries as f64 <= world.names as f64 * most, "{told}");
                assert!(outcome.seconds <= world.names as f64 / 1500.0 * 1.10, "{told}");
            }
        }
    }
}

#[test]
fn a_far_server_is_asked_more_at_the_same_time() {
    let (delay, jitter) = (Duration::from_millis(15), Duration::from_millis(5));
    let far = World { names: names(40_000), delay, jitter, loss: 200, ..World::default() };
    let [wide, narrow] = [WIDER_MAX, 1.0].map(|widest| World { widest, ..far }.run());
    let told = show("far", &far, &wide);
    assert_eq!((wide.wrong, wide.lost), (0, 0), "{told}");
    assert!(wide.open_max > 1000 && narrow.open_max <= 500, "{told}");
    assert!(wide.seconds < narrow.seconds * 0.8, "{} s instead of {}: {told}", wide.seconds, narrow.seconds);
}

#[test]
fn a_small_buffer_at_the_server_is_not_overrun() {
    for loss in [0, 500] {
        let buffer = Some((130, 50_000));
        let world = World { names: names(30_000), buffer, loss, ..World::default() };
        let outcome = world.run();
        let told = show("small buffer", &world, &outcome);
        assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{told}");
        assert!(outcome.queries as f64 <= world.names as f64 * 1.25, "{told}");
    }
}

#[test]
fn a_rate_holds_from_the_first_second_on() {
    for rate in [5, 100, 1500] {
        let world = World { names: rate as usize * 4, rate: Some(rate), ..World::default() };
        let outcome = world.run();
        let told = show("rate", &world, &outcome);
        assert!(outcome.first <= u64::from(rate) + 2 && outcome.busiest <= u64::from(rate) * 103 / 100 + 2, "{told}");
        assert!((3.5..=4.6).contains(&outcome.seconds), "{told}");
    }
}

#[test]
fn a_resolver_that_always_takes_three_seconds_is_waited_for() {
    let world = World { names: names(2000), slow: 10_000, ..World::default() };
    let outcome = world.run();
    let told = show("slow", &world, &outcome);
    assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{told}");
    assert!(outcome.seconds < 10.0, "{told}");
}

#[test]
fn names_that_never_answer_hold_up_nobody() {
    let world = World { names: names(10_000), dead: 5, ..World::default() };
    let outcome = world.run();
    let told = show("dead", &world, &outcome);
    assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{told}");
    assert!(outcome.failed > 0 && outcome.seconds < 5.0, "{told}");
}

#[test]
fn the_bounds_on_open_questions_hold() {
    for window in [1, 7, 50] {
        let world = World { names: 500, window, loss: 300, slow: 100, ..World::default() };
        let outcome = world.run();
        assert!(outcome.open_max <= window, "{}", show("window", &world, &outcome));
        assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{}", show("window", &world, &outcome));
    }
}

#[test]
fn a_dead_server_is_noticed_early() {
    let world = World { names: 20_000, dead: 10_000, ..World::default() };
    let outcome = world.run();
    assert_eq!(outcome.failed, 20_000);
    assert!(outcome.seconds < 10.0 && outcome.queries < 60_000, "{}", show("dead", &world, &outcome));
}

#[test]
fn a_list_of_names_that_all_fail_ends() {
    let world = World { names: 3000, servfail: 10_000, ..World::default() };
    let outcome = world.run();
    assert_eq!(outcome.failed, 3000);
    assert!(outcome.seconds < 30.0, "{}", show("servfail", &world, &outcome));
}

#[test]
fn several_servers_share_the_work() {
    let world = World { names: names(5000), servers: 3, loss: 300, dead: 10, ..World::default() };
    let outcome = world.run();
    assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{}", show("servers", &world, &outcome));
}

/// Everything that servers and networks do, mixed by lot.
#[test]
fn in_any_world_a_name_is_lost_only_when_no_good_answer_was_heard() {
    for seed in seeds(20) {
        let draw = |what: u64, most: u64| roll(seed, &[what, 4711]) % (most + 1);
        let code = [None, Some(5), Some(2)][draw(1, 2) as usize];
        let limit = Limit { a_second: 500 + draw(2, 4000), code, by_the_second: draw(3, 1) == 0 };
        let servers = 1 + draw(4, 2) as usize;
        let world = World {
            seed,
            names: names(4000),
            servers,
            first_fails: servers > 1 && draw(5, 2) == 0,
            loss: draw(6, 500),
            duplicates: draw(7, 200),
            delay: Duration::from_micros(200 + draw(8, 60_000)),
            jitter: Duration::from_millis(draw(9, 40)),
            dead: draw(10, 800),
            servfail: draw(11, 1500),
            slow: draw(12, 500),
            limit: (draw(13, 2) == 0).then_some(limit),
            window: 200 + draw(14, 5000) as usize,
            two_sweeps: draw(15, 3) > 0,
            ..World::default()
        };
        let outcome = world.run();
        let told = format!("{world:?} {}", show("mixed", &world, &outcome));
        assert_eq!((outcome.wrong, outcome.lost_though_heard), (0, 0), "{told}");
        // So short a run is over soon after a limit was found, and a server that always fails halves what is left.
        let most = if world.limit.is_some() && world.first_fails { 20 } else { 1 };
        assert!(outcome.lost * 1000 <= world.names * most, "{told}");
    }
}

#[test]
fn who_answers_makes_up_for_a_server_that_always_fails() {
    for two_sweeps in [false, true] {
        for servers in [2, 3] {
            let world = World { names: names(5000), servers, first_fails: true, two_sweeps, ..World::default() };
            let outcome = world.run();
            let told = show("one fails", &world, &outcome);
            assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{told}");
        }
    }
}

#[test]
fn names_that_fail_at_any_pace_do_not_slow_it_down_for_good() {
    let (delay, jitter) = (Duration::from_millis(20), Duration::from_millis(20));
    let common = World { names: names(20_000), delay, jitter, loss: 150, two_sweeps: true, ..World::default() };
    let worlds = [
        World { servfail: 1000, slow: 200, ..common },
        World { servfail: 1500, ..common },
        World { servfail: 3000, ..common },
        World { servfail: 6000, ..common },
        World { dead: 2000, ..common },
    ];
    // Some are seeds in which a few lucky outcomes once hid that giving way was in vain.
    for (world, seed) in worlds.into_iter().flat_map(|world| [6, 8, 25, 28].map(|seed| (world, seed))) {
        let world = World { seed, ..world };
        let outcome = world.run();
        let told = show("natural failures", &world, &outcome);
        assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{told}");
        // Two waits for names that never answer are 8 s.
        assert!(outcome.seconds < if world.dead > 0 { 13.0 } else { 10.0 }, "{told}");
        assert!(outcome.queries < world.names as u64 * 7 / 2, "{told}");
    }
}

#[test]
fn a_limit_is_found_beside_names_that_fail_at_any_pace() {
    for code in [None, Some(5), Some(2)] {
        let limit = Some(Limit { a_second: 1500, code, by_the_second: true });
        let trouble = World { servfail: 1000, limit, two_sweeps: true, ..World::default() };
        let world = World { names: names(10_000), delay: Duration::from_millis(20), ..trouble };
        let outcome = world.run();
        let told = show("limit and failing names", &world, &outcome);
        assert_eq!((outcome.wrong, outcome.lost), (0, 0), "{told}");
        assert!(outcome.queries < world.names as u64 * 18 / 10 && outcome.seconds < 16.0, "{told}");
    }
}

#[test]
#[ignore = "a table for whoever works on the pace"]
fn table_of_worlds() {
    let (delay, jitter) = (Duration::from_millis(20), Duration::from_millis(20));
    let common = World { names: names(50_000), delay, jitter, two_sweeps: true, ..World::default() };
    let limit = |code| Some(Limit { a_second: 1500, code, by_the_second: true });
    let worlds = [
        ("clean", common),
        ("real life", World { loss: 150, dead: 100, servfail: 150, slow: 200, ..common }),
        ("real life, wide", World { loss: 150, dead: 100, servfail: 150, slow: 200, window: 10_000, ..common }),
        ("5 % dead", World { loss: 150, dead: 500, ..common }),
        ("5 % servfail", World { loss: 150, servfail: 500, ..common }),
        ("10 % servfail", World { loss: 150, servfail: 1000, ..common }),
        ("15 % servfail", World { loss: 150, servfail: 1500, ..common }),
        ("30 % servfail", World { loss: 150, servfail: 3000, ..common }),
        ("60 % servfail", World { loss: 150, servfail: 6000, ..common }),
        ("all servfail", World { names: common.names / 10, servfail: 10_000, ..common }),
        ("20 % dead", World { loss: 150, dead: 2000, ..common }),
        ("all dead", World { names: common.names / 10, dead: 10_000, ..common }),
        ("limit drop", World { names: common.names / 3, limit: limit(None), dead: 100, ..common }),
        ("limit refused", World { names: common.names / 3, limit: limit(Some(5)), dead: 100, ..common }),
        ("limit servfail", World { names: common.names / 3, limit: limit(Some(2)), dead: 100, ..common }),
        ("limit and 10 %", World { names: common.names / 3, limit: limit(Some(2)), servfail: 1000, ..common }),
    ];
    for (what, world) in worlds {
        let (mut seconds, mut first, mut queries, mut lost) = (Vec::new(), 0.0, 0, 0);
        for seed in seeds(3) {
            let outcome = World { seed, ..world }.run();
            seconds.push(outcome.seconds);
            first += outcome.first_sweep;
            queries += outcome.queries;
            lost += outcome.lost + outcome.wrong;
        }
        assert_eq!(lost, 0, "{what}");
        seconds.sort_by(f64::total_cmp);
        let runs = seconds.len() as f64;
        let _ = writeln!(
            std::io::stderr(),
            "{what:>16}: median {:6.1} s, worst {:6.1}, first sweep {:6.1}, {:.2} questions a name",
            seconds[seconds.len() / 2],
            seconds.last().copied().unwrap_or_default(),
            first / runs,
            queries as f64 / runs / world.names as f64,
        );
    }
}
