//! `presend sender --diff`: each record to publish below the one whose place it takes, with the reason.

use crate::support::command::Desk;
use serde_json::Value;

const ZONE: &str = "--dns=zone:zone";
/// The SPF record does not name the address, and the PTR name leads elsewhere.
const RECORDS: &str = "
shop.com. MX 10 mail.shop.com.
mail.shop.com. A 20.1.1.1
shop.com. TXT \"v=spf1 ip4:20.2.2.2 -all\"
shop.com. TXT \"site=1\"
1.1.1.20.in-addr.arpa. PTR gone.hoster.net.
";
const OLD_SPF: &str = "shop.com. TXT \"v=spf1 ip4:20.2.2.2 -all\"";
const NEW_SPF: &str = "shop.com. TXT \"v=spf1 ip4:20.1.1.1 ip4:20.2.2.2 -all\"";
const OLD_PTR: &str = "1.1.1.20.in-addr.arpa. PTR gone.hoster.net.";
const NEW_PTR: &str = "1.1.1.20.in-addr.arpa. PTR mail.shop.com.";
const NEW_DMARC: &str = "_dmarc.shop.com. TXT \"v=DMARC1; p=none; rua=mailto:";

fn run(records: &str, more: &[&str]) -> String {
    let desk = Desk::new();
    desk.put("zone", records);
    let common = ["sender", "shop.com", "--ip", "20.1.1.1", ZONE, "--only", "iprev,spf,dmarc", "--lang", "en"];
    let ran = desk.run(&[&common[..], more].concat());
    assert!(ran.exit <= 1, "{}", ran.stderr);
    ran.stdout
}

fn diff(form: &str) -> String {
    run(RECORDS, &["--diff", "--format", form])
}

/// Where a line stands that begins so.
#[track_caller]
fn place(text: &str, line: &str) -> usize {
    let found = text.lines().position(|other| other.trim_start().starts_with(line));
    found.unwrap_or_else(|| panic!("{line} in {text}"))
}

#[test]
fn people_see_why_then_old_then_new() {
    let text = diff("human");
    let lines = ["; sender.spf_fail:", &format!("-{OLD_SPF}"), &format!("+{NEW_SPF}")].map(|line| place(&text, line));
    assert!(lines.is_sorted(), "{text}");
    let lines = [&format!("-{OLD_PTR}"), &format!("+{NEW_PTR}")].map(|line| place(&text, line));
    assert_eq!(lines[0] + 1, lines[1], "{text}");
    // Where nothing stands yet, nothing goes.
    let dmarc = place(&text, &format!("+{NEW_DMARC}"));
    assert!(text.lines().nth(dmarc - 1).is_some_and(|line| line.starts_with("; sender.dmarc_missing")), "{text}");
    assert!(!text.contains("site=1"), "{text}");
    assert!(!run(RECORDS, &[]).contains("-shop.com."));
}

#[test]
fn a_zone_file_has_the_old_records_as_comments_and_mends_all_the_same() {
    let text = diff("zone");
    assert!(place(&text, &format!("; - {OLD_SPF}")) < place(&text, NEW_SPF), "{text}");
    presend::dns::Zone::parse(&text).expect("a zone file");
    let plain: Vec<String> = run(RECORDS, &["--format", "zone"]).lines().map(str::to_owned).collect();
    let records = |line: &&str| !line.starts_with(';');
    let without: Vec<&str> = text.lines().filter(records).collect();
    assert_eq!(without, plain.iter().map(String::as_str).filter(records).collect::<Vec<_>>());
}

#[test]
fn json_csv_junit_and_github_have_both() {
    let json: Value = serde_json::from_str(&diff("json")).expect("JSON");
    let all = json["diff"].as_array().expect("records");
    let spf = all.iter().find(|one| one["old"][0] == OLD_SPF).expect("that of SPF");
    assert_eq!((&spf["new"][0], &spf["because"][0]["code"]), (&Value::from(NEW_SPF), &Value::from("sender.spf_fail")));
    let none: Value = serde_json::from_str(&run(RECORDS, &["--format", "json"])).expect("JSON");
    assert_eq!(none["diff"], Value::Null);
    let csv = diff("csv");
    let mut read = csv::Reader::from_reader(csv.as_bytes());
    let column = read.headers().expect("a header").iter().position(|name| name == "replaces").expect("the column");
    let rows: Vec<csv::StringRecord> = read.records().collect::<Result<_, _>>().expect("CSV");
    let row = rows.iter().find(|row| &row[3] == "sender.spf_fail").expect("a row");
    assert_eq!((&row[8], &row[column]), (NEW_SPF, OLD_SPF));
    for form in ["junit", "github", "markdown"] {
        let text = diff(form).replace("%0A", "\n").replace("&quot;", "\"");
        assert!(place(&text, &format!("-{OLD_SPF}")) < place(&text, &format!("+{NEW_SPF}")), "{form}");
    }
}

#[test]
fn a_record_of_a_stranger_does_not_end_the_block_it_stands_in() {
    let hostile = RECORDS.replace("ip4:20.2.2.2 -all", "ip4:20.2.2.2 exp=```` -all");
    let text = run(&hostile, &["--diff", "--format", "markdown"]);
    let fence = text.lines().find(|line| line.ends_with("diff")).expect("a block").trim_end_matches("diff");
    let inside: Vec<&str> = text.split(fence).nth(1).expect("a block").lines().collect();
    assert!(fence.len() > 4 || !text.contains("````\n"), "{text}");
    assert!(inside.iter().any(|line| line.starts_with('+')), "{text}");
}

#[test]
fn where_nothing_is_advised_it_is_said() {
    let good = "shop.com. TXT \"v=spf1 ip4:20.1.1.1 -all\"\n_dmarc.shop.com. TXT \"v=DMARC1; p=reject; rua=mailto:d@shop.com\"\n\
        1.1.1.20.in-addr.arpa. PTR mail.shop.com.\nmail.shop.com. A 20.1.1.1\n";
    let text = run(good, &["--diff"]);
    assert!(text.contains("Records, old (-) and new (+):\n  no record is advised"), "{text}");
}
