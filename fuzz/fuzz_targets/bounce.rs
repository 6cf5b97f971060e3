//! Any bytes as a message, as a line of a log, as a pasted reply and as a source of any kind: no panic, every record bounded, and
//! nobody suppressed for what is the sender's fault.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presend::bounce::{Day, Bounce, Suppression, Told, Whose, read_log_line, read_message, read_reply};
use presend::bounce::sources::{BounceReader, SourcedBounce};

/// The longest diagnostic that is kept, in octets, with its mark of omission.
const DIAGNOSTIC_OCTETS_MAX: usize = 620;

fn hold(returned: &Bounce) {
    assert!(returned.diagnostic.len() <= DIAGNOSTIC_OCTETS_MAX);
    if returned.judged.whose == Whose::Sender {
        assert_eq!(returned.suppression(), Suppression::No);
    }
}

fuzz_target!(|bytes: &[u8]| {
    let today = Day(20_000);
    let messages = read_message(bytes);
    assert!(!messages.is_empty());
    messages.iter().for_each(hold);
    let text = String::from_utf8_lossy(bytes);
    hold(&read_reply(&text));
    for line in text.lines().take(50) {
        if let Some(Told::Bounce(returned)) = read_log_line(line, today) {
            hold(&returned);
        }
    }
    let mut sink = |found: SourcedBounce| {
        if let Told::Bounce(returned) = &found.told {
            hold(returned);
        }
        Ok(())
    };
    let mut bag = BounceReader::new(today, &mut sink);
    let _ = bag.read_stream("fuzz", bytes);
});
