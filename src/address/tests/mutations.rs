//! The messy cells again, each changed at random: what the fuzz target holds, held without a fuzzer.
//!
//! `ADDRESS_MUTATIONS=1000000 cargo test --release mutations` runs a million cells; without the variable fewer are run.

use super::messy::CELLS;
use crate::address::{alias_key, canonical_key, read_cell};
use crate::reason::Effect;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

const CELLS_IN_A_QUICK_RUN: usize = 10_000;

fn mutated(rng: &mut StdRng) -> String {
    let pick = |rng: &mut StdRng| CELLS.choose(rng).map_or("", |cell| cell.0).chars().collect::<Vec<char>>();
    let mut cell = pick(rng);
    for _ in 0..rng.random_range(1..4) {
        let place = rng.random_range(0..=cell.len());
        let other = pick(rng);
        let from = rng.random_range(0..=other.len());
        match rng.random_range(0..4) {
            0 if place < cell.len() => drop(cell.remove(place)),
            1 => cell.splice(place..place, other[from..].iter().take(3).copied()).for_each(drop),
            2 => cell.truncate(place),
            _ => cell.extend(&other[from..]),
        }
    }
    cell.into_iter().collect()
}

#[test]
fn a_repaired_address_stays_as_it_is_and_spans_are_inside() {
    let count = std::env::var("ADDRESS_MUTATIONS").ok().and_then(|text| text.parse().ok());
    let mut rng = StdRng::seed_from_u64(6532);
    let mut sound = 0;
    for _ in 0..count.unwrap_or(CELLS_IN_A_QUICK_RUN) {
        let cell = mutated(&mut rng);
        for reading in read_cell(cell.as_bytes()).as_slice() {
            for span in reading.findings.iter().map(|finding| &finding.span).chain([&reading.span]) {
                assert!(cell.get(span.clone()).is_some(), "{span:?} of {cell:?}");
            }
            let Some(address) = &reading.address else { continue };
            let _ = (canonical_key(address), alias_key(address));
            // A guess is put in nobody's place.
            let is_rejected = reading.findings.iter().any(|finding| finding.reason.effect() == Effect::Reject);
            if is_rejected || reading.is_unsure() {
                continue;
            }
            sound += 1;
            let once = address.to_string();
            let again = read_cell(once.as_bytes());
            let addresses: Vec<_> = again.as_slice().iter().map(|reading| reading.address.as_ref()).collect();
            assert_eq!(addresses, [Some(address)], "{cell:?} -> {once:?}");
        }
    }
    assert!(sound > 1000, "only {sound} cells had an address");
}
