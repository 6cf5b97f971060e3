//! How good and how fast did-you-mean is, beside plain `osa_distance <= 2`.
//!
//! Slips are made by a keyboard model with a fixed seed; real domains come from lists that `benches/suggest_negatives`
//! fetches. Every set is split in two by a hash of the text: numbers were fitted on the half `tune`, and the half `report` is
//! what counts. Run it with
//!
//! ```text
//! benches/suggest_negatives target/negatives
//! cargo bench --bench suggest -- report target/negatives
//! ```
//!
//! Without a folder only the generated slips and the speed are measured. `alarms` as a third word lists what was flagged.
#![allow(clippy::print_stdout)]

use presend::suggest::{Confidence, Providers, Suggestion, TableTexts, suggest_with};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::collections::{BTreeMap, HashSet};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    // `cargo test --all-targets` starts benchmarks too, without this word; there is nothing to test here.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let half = if words.iter().any(|word| word == "tune") { Half::Tune } else { Half::Report };
    let list_alarms = words.iter().any(|word| word == "alarms");
    let folder = words.iter().find(|word| word.contains('/'));
    let providers = Providers::builtin();
    let bare =
        Providers::parse(TableTexts { typos: "", ..TableTexts::builtin() }).expect("the shipped tables are sound");

    println!("half: {half:?}, providers: {}", providers.iter().count());
    println!("\nslips                          found       wrong     (of those made; typed domain != what was meant)");
    for (name, popular) in [("by popularity", true), ("each of the top 350 alike", false)] {
        let slips = generated(providers, popular, half);
        println!("{name}: {} slips", slips.len());
        let weighed: Vec<_> = slips.iter().map(|slip| Told::of(suggest_with(providers, &slip.typed), slip)).collect();
        print_row("  high", &weighed, |told| told.confidence >= Confidence::High);
        print_row("  trusted (medium and high)", &weighed, |told| told.confidence >= Confidence::Medium);
        print_row("  with DNS evidence (all)", &weighed, |_| true);
        let plain: Vec<_> = slips.iter().map(|slip| Told::of(plain_osa(providers, &slip.typed, 2), slip)).collect();
        print_row("  plain osa_distance <= 2", &plain, |_| true);
        let plain: Vec<_> = slips.iter().map(|slip| Told::of(plain_osa(providers, &slip.typed, 1), slip)).collect();
        print_row("  plain osa_distance <= 1", &plain, |_| true);
        if list_alarms {
            for told in weighed.iter().filter(|told| told.found.is_some() && !told.right).take(60) {
                println!("    wrong: {} for {}: {:?} {:?}", told.typed, told.meant, told.found, told.confidence);
            }
            let missed = |told: &&Told| told.found.is_none() || told.confidence == Confidence::Low;
            for told in weighed.iter().filter(missed).step_by(25).take(60) {
                println!("    missed: {} for {} ({:?})", told.typed, told.meant, told.found);
            }
        }
    }
    let slips = observed(half);
    println!("observed slips of typos.tsv, without that table: {} slips", slips.len());
    let weighed: Vec<_> = slips.iter().map(|slip| Told::of(suggest_with(&bare, &slip.typed), slip)).collect();
    print_row("  trusted (medium and high)", &weighed, |told| told.confidence >= Confidence::Medium);
    print_row("  with DNS evidence (all)", &weighed, |_| true);
    if list_alarms {
        for told in weighed.iter().filter(|told| !told.right || told.confidence == Confidence::Low) {
            println!("    {} for {}: {:?} {:?}", told.typed, told.meant, told.found, told.confidence);
        }
    }

    if let Some(folder) = folder {
        negatives(providers, folder, half, list_alarms);
    }
    speed(providers, folder);
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Half {
    Tune,
    Report,
}

impl Half {
    /// FNV-1a, so that the split is the same everywhere and for ever.
    fn has(self, text: &str) -> bool {
        let hash =
            text.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        ((hash >> 32) & 1 == 0) == (self == Half::Tune)
    }
}

/// A slip that somebody made: what stands there and what was meant.
struct Made {
    typed: String,
    meant: String,
}

/// What was said to a slip.
struct Told {
    typed: String,
    meant: String,
    found: Option<String>,
    right: bool,
    confidence: Confidence,
}

impl Told {
    fn of(suggestion: Option<Suggestion>, slip: &Made) -> Told {
        let confidence = suggestion.as_ref().map_or(Confidence::Low, |found| found.confidence);
        let found = suggestion.map(|found| found.domain);
        let right = found.as_ref() == Some(&slip.meant);
        Told { typed: slip.typed.clone(), meant: slip.meant.clone(), found, right, confidence }
    }
}

fn print_row(name: &str, told: &[Told], shown: impl Fn(&Told) -> bool) {
    let right = told.iter().filter(|told| told.right && shown(told)).count();
    let wrong = told.iter().filter(|told| told.found.is_some() && !told.right && shown(told)).count();
    let share = |count: usize| count as f64 / told.len().max(1) as f64;
    println!("{name:<30} {:>6.4}      {:>6.4}", share(right), share(wrong));
}

/// The nearest provider by unweighted distance; of equally near ones the more popular.
fn plain_osa(providers: &Providers, typed: &str, reach: usize) -> Option<Suggestion> {
    if providers.get(typed).is_some() {
        return None;
    }
    let near = providers.iter().map(|provider| (strsim::osa_distance(typed, &provider.domain), provider));
    let (distance, best) = near.min_by_key(|(distance, provider)| (*distance, u32::MAX - provider.weight))?;
    (distance <= reach).then(|| Suggestion {
        reason: presend::reason::Reason::TypoProvider,
        domain: best.domain.clone(),
        provider: Some(best.name.clone()),
        confidence: Confidence::High,
        distance,
        edits: Vec::new(),
        others: Vec::new(),
        needs_proof: false,
        is_habit: false,
    })
}

/// Slips from a keyboard model: adjacent keys, letters left out, doubled, added, swapped; one in eight has two.
fn generated(providers: &Providers, by_popularity: bool, half: Half) -> Vec<Made> {
    const COUNT: usize = 20_000;
    let mut random = StdRng::seed_from_u64(if by_popularity { 1979 } else { 1982 });
    let mut list: Vec<_> = providers.iter().collect();
    list.sort_by_key(|provider| (u32::MAX - provider.weight, provider.domain.clone()));
    list.truncate(350);
    let total: u32 = list.iter().map(|provider| provider.weight).sum();
    let mut made = Vec::new();
    while made.len() < COUNT {
        let provider = if by_popularity {
            let mut left = random.random_range(0..total);
            list.iter().find(|provider| {
                let here = left < provider.weight;
                left = left.saturating_sub(provider.weight);
                here
            })
        } else {
            list.get(random.random_range(0..list.len()))
        };
        let Some(provider) = provider else { continue };
        let mut typed = provider.domain.clone().into_bytes();
        let slips = if random.random_ratio(1, 8) { 2 } else { 1 };
        for _ in 0..slips {
            slip(&mut typed, &mut random);
        }
        let typed = String::from_utf8(typed).expect("slips are ASCII");
        // Nobody can tell 162.com from a slip of 163.com, so nothing may be said to it, and it is not counted.
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
        let numeric = provider.domain.split('.').next().is_some_and(|label| !digits(label).is_empty());
        let other_number = numeric && digits(&typed) != digits(&provider.domain);
        if !providers.knows(&typed) && !other_number && half.has(&typed) {
            made.push(Made { typed, meant: provider.domain.clone() });
        }
    }
    made
}

fn slip(text: &mut Vec<u8>, random: &mut StdRng) {
    let at = random.random_range(0..text.len());
    match random.random_range(0..100) {
        0..30 => text[at] = beside(text[at], random),
        30..55 => {
            text.remove(at);
        }
        55..65 => text.insert(at, text[at]),
        65..75 => {
            let key = beside(text[at], random);
            text.insert(at, key);
        }
        75..95 if at + 1 < text.len() => text.swap(at, at + 1),
        _ => text[at] = random.random_range(b'a'..=b'z'),
    }
    if text.is_empty() {
        text.push(b'a');
    }
}

/// A key beside the given one on QWERTY. Written apart from the tables of the library, so that it can disagree with them.
fn beside(key: u8, random: &mut StdRng) -> u8 {
    const BESIDE: [(u8, &[u8]); 38] = [
        (b'q', b"wa"),
        (b'w', b"qeas"),
        (b'e', b"wrsd"),
        (b'r', b"etdf"),
        (b't', b"ryfg"),
        (b'y', b"tugh"),
        (b'u', b"yihj"),
        (b'i', b"uojk"),
        (b'o', b"ipkl"),
        (b'p', b"ol"),
        (b'a', b"qwsz"),
        (b's', b"adwexz"),
        (b'd', b"sferxc"),
        (b'f', b"dgrtcv"),
        (b'g', b"fhtyvb"),
        (b'h', b"gjyubn"),
        (b'j', b"hkuinm"),
        (b'k', b"jliom"),
        (b'l', b"kop"),
        (b'z', b"asx"),
        (b'x', b"zcsd"),
        (b'c', b"xvdf"),
        (b'v', b"cbfg"),
        (b'b', b"vngh"),
        (b'n', b"bmhj"),
        (b'm', b"njk"),
        (b'1', b"2q"),
        (b'2', b"13"),
        (b'3', b"24"),
        (b'4', b"35"),
        (b'5', b"46"),
        (b'6', b"57"),
        (b'7', b"68"),
        (b'8', b"79"),
        (b'9', b"80"),
        (b'0', b"9p"),
        (b'.', b",l"),
        (b'-', b"0p"),
    ];
    let keys = BESIDE.iter().find(|(known, _)| *known == key).map_or(&b"x"[..], |(_, keys)| keys);
    keys[random.random_range(0..keys.len())]
}

/// The slips of the table, as a set of their own.
fn observed(half: Half) -> Vec<Made> {
    let rows = TableTexts::builtin().typos.lines().filter(|line| !line.starts_with('#'));
    let rows = rows.filter_map(|line| line.split_once('\t'));
    rows.filter(|(typed, _)| half.has(typed))
        .map(|(typed, rest)| Made {
            typed: typed.to_owned(),
            meant: rest.split('\t').next().unwrap_or_default().to_owned(),
        })
        .collect()
}

fn read(folder: &str, list: &str) -> Vec<String> {
    let path = format!("{folder}/{list}.txt");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let names = text.lines().map(|name| name.strip_prefix("www.").unwrap_or(name));
    let domains: HashSet<&str> = names.filter_map(|name| psl::domain_str(name).or(Some(name))).collect();
    let mut domains: Vec<String> = domains.into_iter().map(str::to_owned).collect();
    domains.sort_unstable();
    domains
}

fn negatives(providers: &Providers, folder: &str, half: Half, list_alarms: bool) {
    println!(
        "\nreal domains                  domains    high  medium     low   osa<=2   (low needs DNS evidence to be shown)"
    );
    for list in ["universities", "banks", "sites", "queried"] {
        let domains: Vec<String> = read(folder, list).into_iter().filter(|domain| half.has(domain)).collect();
        let mut counts: BTreeMap<Confidence, usize> = BTreeMap::new();
        let mut flagged = Vec::new();
        for domain in &domains {
            if let Some(found) = suggest_with(providers, domain) {
                *counts.entry(found.confidence).or_default() += 1;
                flagged.push((found.confidence, domain, found.domain));
            }
        }
        // Brute force is slow; a sample of the large lists is enough to compare with.
        let step = (domains.len() / 20_000).max(1);
        let sample: Vec<&String> = domains.iter().step_by(step).collect();
        let plain = sample.iter().filter(|domain| plain_osa(providers, domain, 2).is_some()).count();
        let count = |confidence| counts.get(&confidence).copied().unwrap_or_default();
        let per_mille = |count: usize, all: usize| count as f64 * 1000.0 / all.max(1) as f64;
        println!(
            "{list:<28} {:>8} {:>7} {:>7} {:>7} {:>8}",
            domains.len(),
            count(Confidence::High),
            count(Confidence::Medium),
            count(Confidence::Low),
            plain * step
        );
        let trusted = count(Confidence::High) + count(Confidence::Medium);
        let listed = |domain: &str| TableTexts::builtin().typos.contains(&format!("\n{domain}\t"));
        let known = flagged.iter().filter(|(_, domain, _)| listed(domain)).count();
        println!(
            "  per 1,000: trusted {:.3} ({:.3} without the slips of typos.tsv), all {:.2}, plain osa_distance <= 2 {:.2}",
            per_mille(trusted, domains.len()),
            per_mille(trusted - known, domains.len()),
            per_mille(flagged.len(), domains.len()),
            per_mille(plain, sample.len())
        );
        if list_alarms {
            for (confidence, domain, meant) in &flagged {
                println!("    {confidence:?} {domain} -> {meant}");
            }
        }
    }
    endings(providers, folder, half, list_alarms);
}

/// Company domains with a mangled ending.
fn endings(providers: &Providers, folder: &str, half: Half, list_alarms: bool) {
    let mut random = StdRng::seed_from_u64(1966);
    let mut made = Vec::new();
    for meant in read(folder, "sites").into_iter().step_by(20) {
        let Some((head, tld)) = meant.rsplit_once('.') else { continue };
        let mut typed = tld.as_bytes().to_vec();
        slip(&mut typed, &mut random);
        let typed = format!("{head}.{}", String::from_utf8_lossy(&typed));
        let common = ["com", "net", "org", "de", "uk", "fr", "it", "ru", "jp", "br", "cn"].contains(&tld);
        if common && typed != meant && half.has(&typed) && !providers.knows(&meant) {
            made.push(Made { typed, meant });
        }
    }
    println!("\nmangled endings of company domains: {}", made.len());
    for (name, kept) in [("all", ""), ("of .com, .net, .org", "com net org")] {
        let told: Vec<_> = made
            .iter()
            .filter(|slip| kept.is_empty() || kept.split(' ').any(|tld| slip.meant.rsplit('.').next() == Some(tld)))
            .map(|slip| Told::of(suggest_with(providers, &slip.typed), slip))
            .collect();
        println!("{name}: {}", told.len());
        print_row("  trusted (medium and high)", &told, |told| told.confidence >= Confidence::Medium);
        print_row("  with DNS evidence (all)", &told, |_| true);
        if list_alarms {
            for told in told.iter().filter(|told| !told.right).step_by(40).take(80) {
                println!("    {} for {}: {:?} {:?}", told.typed, told.meant, told.found, told.confidence);
            }
        }
    }
}

/// Names of six to thirteen letters that mean nothing, for want of real ones.
fn made_up(count: usize) -> Vec<String> {
    let mut random = StdRng::seed_from_u64(1987);
    let mut name = || -> String {
        let length = random.random_range(6..14);
        (0..length).map(|_| char::from(random.random_range(b'a'..=b'z'))).collect()
    };
    (0..count).map(|_| name() + ".com").collect()
}

fn speed(providers: &Providers, folder: Option<&String>) {
    println!("\nspeed, one core");
    let mut list: Vec<_> = providers.iter().cloned().collect();
    list.sort_by_key(|provider| (u32::MAX - provider.weight, provider.domain.clone()));
    let domains = match folder {
        Some(folder) => read(folder, "sites"),
        None => made_up(200_000),
    };
    let table = |providers: &[presend::suggest::Provider]| {
        let rows = providers.iter().map(|p| format!("{}\t{}\t{}\t{}\n", p.domain, p.name, p.country, p.weight));
        rows.collect::<String>()
    };
    for count in [350, list.len(), 5000] {
        let mut text = table(&list[..count.min(list.len())]);
        for (number, domain) in
            domains.iter().filter(|domain| domain.len() <= 30 && domain.is_ascii()).step_by(41).enumerate()
        {
            if number + list.len() < count && !domain.contains("--") && providers.get(domain).is_none() {
                text.push_str(&format!("{domain}\tfiller {number}\tXX\t10\n"));
            }
        }
        let start = Instant::now();
        let grown = Providers::parse(TableTexts { providers: &text, neighbours: "", typos: "" })
            .unwrap_or_else(|e| panic!("{e}"));
        let built = start.elapsed();
        let start = Instant::now();
        for domain in &domains {
            black_box(suggest_with(&grown, black_box(domain)));
        }
        let rate = domains.len() as f64 / start.elapsed().as_secs_f64();
        println!(
            "{:>5} providers: {rate:>9.0} domains a second (table and index built in {built:.1?})",
            grown.iter().count()
        );
    }
}
