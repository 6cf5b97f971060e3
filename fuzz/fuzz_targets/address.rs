//! Any bytes as a cell: no panic, spans inside the cell and on character boundaries, repairing twice changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presend::address::{alias_key, canonical_key, read_cell};
use presend::reason::Effect;

fuzz_target!(|cell: &[u8]| {
    let text = std::str::from_utf8(cell).ok();
    let readings = read_cell(cell);
    for reading in readings.as_slice() {
        for span in reading.findings.iter().map(|finding| &finding.span).chain([&reading.span]) {
            assert!(span.start <= span.end && span.end <= cell.len());
            assert!(text.is_none_or(|text| text.is_char_boundary(span.start) && text.is_char_boundary(span.end)));
        }
        let Some(address) = &reading.address else { continue };
        let _ = (canonical_key(address), alias_key(address));
        if reading.findings.iter().any(|finding| finding.reason.effect() == Effect::Reject) {
            continue;
        }
        let once = format!("{}@{}", address.local_part, address.domain);
        let again = read_cell(once.as_bytes());
        assert_eq!(again.as_slice().len(), 1);
        assert_eq!(again.as_slice()[0].address.as_ref(), Some(address));
    }
});
