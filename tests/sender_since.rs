//! `presend sender --baseline`: what has changed since an earlier result, and an exit code by what is new.

use crate::support::command::Desk;
use serde_json::Value;

const ZONE: &str = "--dns=zone:zone";
const GOOD: &str = "
good.com. MX 10 mail.good.com.
good.com. TXT \"v=spf1 ip4:198.51.100.5 -all\"
_dmarc.good.com. TXT \"v=DMARC1; p=reject; rua=mailto:d@good.com\"
mail.good.com. A 198.51.100.5
";
const OPEN: &str = "open.com. MX 10 mail.good.com.\nopen.com. TXT \"v=spf1 ip4:198.51.100.5 -all\"\n";
const CHECKS: [&str; 4] = ["--only", "domain,spf,dmarc", "--lang", "en"];

/// Checks domains with one zone, keeps the result, and checks them with another zone against it.
struct Twice {
    desk: Desk,
    domains: Vec<&'static str>,
}

impl Twice {
    fn of(domains: &[&'static str], then: &str) -> Twice {
        let desk = Desk::new();
        desk.put("zone", then);
        let twice = Twice { desk, domains: domains.to_vec() };
        let first = twice.run(&["--format", "json"]);
        twice.desk.put("earlier.json", first.1);
        twice
    }

    fn run(&self, more: &[&str]) -> (i32, String) {
        let ran = self.desk.run(&[&["sender"][..], &self.domains, &[ZONE], &CHECKS, more].concat());
        assert!(ran.exit != 101, "{}", ran.stderr);
        (ran.exit, format!("{}{}", ran.stdout, ran.stderr))
    }

    fn now(&self, zone: &str, more: &[&str]) -> (i32, String) {
        self.desk.put("zone", zone);
        self.run(&[&["--baseline", "earlier.json"], more].concat())
    }

    /// The part of the JSON, of each domain.
    fn since(&self, zone: &str) -> (i32, Vec<Value>) {
        let (exit, text) = self.now(zone, &["--format", "jsonl"]);
        let of_line = |line: &str| serde_json::from_str::<Value>(line).expect("JSON")["since"].clone();
        (exit, text.lines().map(of_line).collect())
    }
}

fn codes(findings: &Value) -> Vec<&str> {
    findings.as_array().expect("findings").iter().map(|one| one["code"].as_str().expect("a code")).collect()
}

#[test]
fn what_was_there_before_fails_nothing() {
    let zone = format!("{GOOD}{OPEN}");
    for domains in [&["open.com"][..], &["good.com", "open.com"]] {
        let twice = Twice::of(domains, &zone);
        assert_eq!(twice.run(&[]).0, 1);
        let (exit, text) = twice.now(&zone, &[]);
        assert_eq!((exit, text.contains("new findings: 0")), (0, true), "{text}");
        assert!(twice.since(&zone).1.iter().all(|since| since["known"] == true && codes(&since["new"]).is_empty()));
    }
}

#[test]
fn what_is_new_fails_and_what_is_gone_is_told() {
    let twice = Twice::of(&["good.com", "open.com"], &format!("{GOOD}{OPEN}"));
    let worse = GOOD.replace("_dmarc.good.com. TXT", "x.good.com. TXT").replace("-all", "+all");
    let better = format!("{OPEN}_dmarc.open.com. TXT \"v=DMARC1; p=reject; rua=mailto:d@open.com\"\n");
    let (exit, since) = twice.since(&format!("{worse}{better}"));
    assert_eq!(exit, 1);
    assert_eq!(codes(&since[0]["new"]), ["sender.dmarc_missing", "sender.spf_pass_all"]);
    assert_eq!(codes(&since[1]["gone"]), ["sender.dmarc_missing"]);
    assert_eq!(since[1]["records"][0]["name"], "open.com DMARC");
    assert_eq!(since[1]["records"][0]["before"], Value::Null);
    let records: Vec<_> = since[0]["records"].as_array().expect("records").iter().map(|one| &one["after"]).collect();
    assert_eq!(records, [&Value::from("v=spf1 ip4:198.51.100.5 +all"), &Value::Null]);
    let (_, text) = twice.now(&format!("{worse}{better}"), &[]);
    for part in [
        "new ! sender.spf_pass_all",
        "new ✗ sender.dmarc_missing",
        "changed good.com SPF",
        "- v=spf1 ip4:198.51.100.5 -all",
        "+ v=spf1 ip4:198.51.100.5 +all",
        "gone sender.dmarc_missing (open.com)",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_warning_that_is_new_fails_only_where_warnings_fail() {
    let twice = Twice::of(&["good.com"], GOOD);
    let weaker = GOOD.replace("p=reject", "p=none");
    assert_eq!(twice.now(&weaker, &[]).0, 0);
    assert_eq!(twice.now(&weaker, &["--fail-on", "warn"]).0, 1);
    assert_eq!(Twice::of(&["good.com"], &weaker).now(&weaker, &["--fail-on", "warn"]).0, 0);
}

#[test]
fn what_cannot_be_found_out_is_neither_gone_nor_changed() {
    let zone = format!("{GOOD}{OPEN}");
    let twice = Twice::of(&["open.com"], &zone);
    let ill = format!("{zone};fault _dmarc.open.com. servfail\n");
    let (exit, since) = twice.since(&ill);
    assert_eq!((exit, codes(&since[0]["unseen"])), (3, vec!["sender.dmarc_missing"]), "{since:?}");
    assert!(codes(&since[0]["gone"]).is_empty());
    let good = Twice::of(&["good.com"], GOOD);
    let (exit, since) = good.since(&format!(
        "{};fault good.com. servfail\n",
        GOOD.replace("good.com. TXT \"v=spf1", "x.com. TXT \"v=spf1")
    ));
    assert_eq!((exit, since[0]["records"].as_array().map(Vec::len)), (3, Some(0)), "{since:?}");
    // What was not looked at is not gone.
    twice.desk.put("zone", GOOD);
    let ran = twice.desk.run(&[
        "sender",
        "open.com",
        ZONE,
        "--only",
        "spf",
        "--baseline",
        "earlier.json",
        "--format",
        "json",
    ]);
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(codes(&json["since"]["unseen"]), ["sender.dmarc_missing"]);
}

#[test]
fn domains_come_and_go() {
    let zone = format!("{GOOD}{OPEN}");
    let mut twice = Twice::of(&["good.com"], &zone);
    twice.domains = vec!["open.com"];
    let (exit, text) = twice.now(&zone, &[]);
    assert_eq!(exit, 1);
    for part in ["open.com (not in the earlier result)", "good.com is no longer among them"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(twice.since(&zone).1[0]["known"], false);
}

#[test]
fn every_form_tells_new_from_known() {
    let twice = Twice::of(&["good.com", "open.com"], &format!("{GOOD}{OPEN}"));
    let now = format!("{}{OPEN}", GOOD.replace("100.5 -all", "100.5/99 -all"));
    let form = |name: &str| twice.now(&now, &["--format", name]).1;
    let github = form("github");
    assert!(github.contains("sender.spf_syntax") && !github.contains("sender.dmarc_missing"), "{github}");
    let junit = quick_junit::Report::deserialize_from_str(&form("junit")).expect("JUnit");
    assert_eq!(junit.failures, 1);
    let sarif: Value = serde_json::from_str(&form("sarif")).expect("SARIF");
    let states: Vec<String> = sarif["runs"][0]["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|one| format!("{} {}", one["ruleId"], one["baselineState"]).replace('"', ""))
        .collect();
    assert_eq!(states, ["sender.spf_syntax new", "sender.dmarc_missing unchanged"]);
    let csv = form("csv");
    let mut read = csv::Reader::from_reader(csv.as_bytes());
    let since = read.headers().expect("a header").iter().position(|name| name == "since").expect("the column");
    let rows: Vec<csv::StringRecord> = read.records().collect::<Result<_, _>>().expect("CSV");
    let of = |code: &str| rows.iter().find(|row| &row[3] == code).map(|row| row[since].to_owned());
    assert_eq!((of("sender.spf_syntax"), of("sender.dmarc_missing")), (Some("new".into()), Some("known".into())));
    let markdown = form("markdown");
    assert!(markdown.contains("### Since the earlier result") && markdown.contains("+ v=spf1"), "{markdown}");
    assert!(!twice.run(&["--format", "csv"]).1.lines().next().expect("a header").contains("since"));
}

#[test]
fn a_demand_and_a_list_are_known_by_more_than_their_receiver() {
    let records = "shop.com. MX 10 mail.shop.com.\nmail.shop.com. A 20.1.1.1\n_dmarc.shop.com. TXT \"v=DMARC1; p=reject\"\n\
        shop.com. TXT \"v=spf1 ip4:20.1.1.1 -all\"\n1.1.1.20.in-addr.arpa. PTR mail.shop.com.\n\
        2.0.0.127.one.example. A 127.0.0.2\n2.0.0.127.two.example. A 127.0.0.2\n1.1.1.20.one.example. A 127.0.0.2\n";
    let desk = Desk::new();
    desk.put("zone", records).put("mail.eml", "From: a@shop.com\nDate: x\nMessage-ID: <1@shop.com>\n\nx\n");
    let common =
        ["sender", "shop.com", "--ip", "20.1.1.1", "--eml", "mail.eml", "--dnsbl", "one.example,two.example", ZONE];
    let first = desk.run(&[&common[..], &["--format", "json"]].concat());
    desk.put("earlier.json", first.stdout);
    let more = ["--baseline", "earlier.json", "--format", "json"];
    assert_eq!(desk.run(&[&common[..], &more].concat()).exit, 0);
    // On one more list, and without SPF.
    desk.put("zone", format!("{}1.1.1.20.two.example. A 127.0.0.2\n", records.replace("ip4:20.1.1.1", "ip4:20.2.2.2")));
    let ran = desk.run(&[&common[..], &more].concat());
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let new = codes(&json["since"]["new"]);
    assert_eq!(new.iter().filter(|code| **code == "sender.dnsbl_listed").count(), 1, "{new:?}");
    assert!(new.contains(&"sender.demand") && new.contains(&"sender.spf_fail"), "{new:?}");
}

#[test]
fn a_file_that_is_no_result_is_refused() {
    let twice = Twice::of(&["good.com"], GOOD);
    let many = "[".repeat(100_000);
    for (content, said) in [
        ("", "it holds no result"),
        ("[]", "it holds no result"),
        ("good.com\n", "presend sender DOMAIN --format json writes one"),
        ("{\"schema\":\"presend.gate.1\",\"domain\":\"a\",\"checks\":[]}", "schema is \"presend.gate.1\""),
        ("{\"domain\":\"a\",\"checks\":[]}", "schema is \"\""),
        ("{\"schema\":\"presend.sender.1\"}", "missing field"),
        (&many, "it is no result"),
        ("\u{0}\u{1}", "it is no result"),
    ] {
        twice.desk.put("earlier.json", content);
        let (exit, text) = twice.now(GOOD, &[]);
        assert_eq!((exit, text.contains(said)), (2, true), "{said}: {text}");
    }
    let (exit, text) = twice.run(&["--baseline", "none.json"]);
    assert_eq!((exit, text.contains("--baseline: cannot read")), (2, true), "{text}");
    let (exit, text) = twice.run(&["--baseline", "earlier.json", "--format", "json=earlier.json"]);
    assert_eq!((exit, text.contains("is read by this run")), (2, true), "{text}");
}

#[test]
fn it_is_told_in_chinese_too() {
    let twice = Twice::of(&["good.com"], GOOD);
    twice.desk.put("zone", GOOD.replace("-all", "+all"));
    let ran =
        twice.desk.run(&["sender", "good.com", ZONE, "--only", "spf", "--lang", "zh", "--baseline", "earlier.json"]);
    for part in ["与之前的结果相比", "新增 ! sender.spf_pass_all", "变更 good.com SPF"] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
}
