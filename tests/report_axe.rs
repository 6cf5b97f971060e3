//! Report pages held against axe-core, the accessibility checks of Deque, in a real Chromium, in both colour schemes and as wide as a desk and as a phone. `AXE` names its
//! script; `.ci/run` fetches it. It is not kept here: its licence is the MPL, ours is not.

use crate::support::browser::{Browser, browser};
use crate::support::command::Desk;
use std::io::Write;

/// The variable that names axe.min.js.
const VARIABLE: &str = "AXE";

/// Where axe is not there the test is skipped, which is an error in CI.
fn axe() -> Option<String> {
    let Some(path) = std::env::var_os(VARIABLE) else {
        let missing = format!("{VARIABLE} names no axe.min.js");
        assert!(std::env::var_os("CI").is_none(), "{missing}; under CI it must");
        let _ = writeln!(std::io::stderr(), "SKIPPED: {missing}");
        return None;
    };
    Some(std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// What axe finds on the page that is open: rule, and the first element with it.
fn violations(browser: &Browser, axe: &str) -> Vec<String> {
    browser.run(&format!("{axe}; return axe.version"));
    let found = browser.run_to_its_end(
        "const done = arguments[arguments.length - 1];
         axe.run(document, { resultTypes: ['violations'] }).then(
             (result) => done([result.passes.length, result.violations.map((v) => v.id + ' ' + v.nodes[0].html + ' ' + v.nodes[0].failureSummary)]),
             (error) => done([0, [String(error)]]))",
    );
    assert!(found[0].as_u64() > Some(10), "axe checked hardly anything: {found}");
    let lines = found[1].as_array().expect("a list");
    lines.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn pages_have_no_fault_that_axe_knows_in_either_colour_scheme() {
    let Some(axe) = axe() else { return };
    let Some(browser) = browser(true) else { return };
    let desk = Desk::new();
    let data = |name: &str| format!("{}/data/demo/{name}", env!("CARGO_MANIFEST_DIR"));
    let zone = |name: &str| format!("zone:{}", data(name));
    let (list, dns, sender_dns, bounces) =
        (data("contacts.csv"), zone("demo.zone"), zone("sender.zone"), data("bounces.mbox"));
    desk.put("hosts.zone", "a.net. MX 10 mx.a.net.\nmx.a.net. A 127.0.0.1\n");
    let port = crate::support::free_port().to_string();
    let mut faults: Vec<String> = Vec::new();
    for lang in ["en", "zh"] {
        let runs: [&[&str]; 6] = [
            &["clean", &list, "--dns", &dns, "-o", "out", "--force", "--format", "html=clean.html"],
            &["gate", &list, "--dns", &dns, "--fail-on", "address.role", "--format", "html=gate.html"],
            &["sender", "example.com", "--ip", "203.0.113.5", "--dns", &sender_dns, "--format", "html=sender.html"],
            &["bounce", &bounces, "--suppress", "suppressed.csv", "--format", "html=bounce.html"],
            &["check", "ann@gmail.com", "bob@gmial.com", "info@x.com", "--dns", &dns, "--format", "html=check.html"],
            // Nobody listens there.
            &[
                "probe",
                "a.net",
                "--dns",
                "zone:hosts.zone",
                "--allow-non-public",
                "--port",
                &port,
                "--format",
                "html=probe.html",
            ],
        ];
        for arguments in runs {
            let ran = desk.run(&[arguments, &["--lang", lang, "-q"]].concat());
            assert_ne!(ran.exit, 2, "{arguments:?}: {}", ran.stderr);
            browser.open(&desk.path(&format!("{}.html", arguments[0])));
            // Colours and widths are the same in all languages.
            let views = [("light", 1_200), ("dark", 1_200), ("light", 390), ("dark", 390)];
            for (scheme, width) in views.into_iter().take(if lang == "en" { 4 } else { 1 }) {
                browser.resize(width, 900);
                browser.colour_scheme(scheme);
                let found = violations(&browser, &axe);
                faults.extend(
                    found.iter().map(|fault| format!("{} in {lang}, {scheme}, {width}: {fault}", arguments[0])),
                );
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
