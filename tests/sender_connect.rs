//! `presend sender --connect`, held against mail hosts and web servers with TLS on loopback: good ones, ill ones, and hostile ones.

use crate::support::command::Desk;
use crate::support::tls::{
    DAY, Host, Serving, Wish, ca, leaf, mail_host, mail_host_without_tls, ok, pem, server_config, web_server,
};
use presend::dns::Zone;
use presend::domain::Domain;
use presend::sender::SenderReport;
use presend::sender::checks::{Group, SenderConfig};
use presend::sender::connect::ConnectSettings;
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, Instant};

const ZONE: &str = "shop.com. MX 10 mail.shop.com.\nmail.shop.com. A 127.0.0.1\n";
const ANNOUNCED: &str = "_mta-sts.shop.com. TXT \"v=STSv1; id=20261130\"\nmta-sts.shop.com. A 127.0.0.1\n";
const ENFORCE: &str = "version: STSv1\nmode: enforce\nmx: mail.shop.com\nmax_age: 1209600\n";

/// Runs on a zone; gives what is said as `code:status`, sorted, and everything that was printed, in English and in Chinese.
fn run(zone: &str, smtp: u16, https: u16, more: &[&str]) -> (Vec<String>, String) {
    let desk = Desk::new();
    desk.put("it.zone", zone).put("ca.pem", pem(&ca()));
    let (smtp, https) = (smtp.to_string(), https.to_string());
    let arguments =
        ["sender", "shop.com", "--dns", "zone:it.zone", "--only", "extras", "--connect", "--connect-ca", "ca.pem"];
    let rest =
        ["--smtp-port", &smtp, "--https-port", &https, "--lang", "zh", "--format", "json", "--format", "csv=zh.csv"];
    let ran = desk.run(&[&arguments[..], &rest, more].concat());
    let told: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}{}", ran.stdout, ran.stderr));
    let said = |check: &Value| {
        let code = check["code"].as_str().expect("a code").trim_start_matches("sender.");
        format!("{code}:{}", check["status"].as_str().expect("a status"))
    };
    let mut all: Vec<String> = told["checks"].as_array().expect("checks").iter().map(said).collect();
    all.retain(|said| !said.starts_with("mta_sts:"));
    all.sort();
    let chinese = std::fs::read_to_string(desk.path("zh.csv")).expect("a table");
    let english = [" the ", " is ", "it ", " no ", "its "];
    let observed =
        csv::Reader::from_reader(chinese.as_bytes()).into_records().map(|row| row.expect("a row")[6].to_owned());
    for text in observed {
        assert!(!english.iter().any(|word| text.contains(word)), "not said in Chinese: {text}");
    }
    (all, ran.stdout)
}

#[track_caller]
fn of_host(host: Host, expected: &[&str], words: &str) {
    let serving = mail_host(host);
    let (said, printed) = run(ZONE, serving.port, 1, &["--allow-non-public"]);
    assert_eq!(said, expected, "{printed}");
    assert!(printed.contains(words), "{words}: {printed}");
    assert_eq!(serving.connections(), 1, "one connection to each host");
}

fn with_tls(wish: &Wish<'_>) -> Host {
    Host::Tls(server_config(&[leaf(wish)]))
}

fn says(answers: &[&str]) -> Host {
    Host::Says(answers.iter().map(|answer| answer.as_bytes().to_vec()).collect())
}

#[test]
fn a_certificate_is_looked_at_from_all_sides() {
    let good = Wish::good(&["mail.shop.com"]);
    let until = |until| Wish { until, ..good.clone() };
    for (wish, expected, words) in [
        (good.clone(), &["starttls:pass"][..], "TLS 1.3, with a certificate for mail.shop.com until"),
        (Wish::good(&["a.example", "*.SHOP.com"]), &["starttls:pass"], "for *.shop.com until"),
        (until(15 * DAY), &["starttls:pass"], "until"),
        (until(13 * DAY + 3600), &["starttls:pass", "starttls_expires:warn"], "days left: 13"),
        (until(-3600), &["starttls:pass", "starttls_expired:fail"], "ran out on"),
        (Wish { from: DAY, ..good.clone() }, &["starttls:pass", "starttls_expired:fail"], "holds only from"),
        (
            Wish::good(&["shop.com", "*.mail.shop.com"]),
            &["starttls:pass", "starttls_name:warn"],
            "is for shop.com, *.mail.shop.com",
        ),
        (Wish::good(&[]), &["starttls:pass", "starttls_name:warn"], "no DNS name (CN=mail.shop.com)"),
        (Wish::good(&["\u{1b}[2Jx\n.com"]), &["starttls:pass", "starttls_name:warn"], "{1b}[2jx"),
        (Wish { self_signed: true, ..good.clone() }, &["starttls:pass", "starttls_untrusted:info"], "signed by itself"),
        (
            Wish { self_signed: true, until: -DAY, from: -9 * DAY, names: &["x.com"] },
            &["starttls:pass", "starttls_expired:fail", "starttls_name:warn", "starttls_untrusted:info"],
            "is for x.com",
        ),
    ] {
        of_host(with_tls(&wish), expected, words);
    }
}

#[test]
fn a_chain_that_the_server_sends_is_followed() {
    // The CA comes along; nobody trusts it for that.
    let serving = mail_host(Host::Tls(server_config(&[leaf(&Wish::good(&["mail.shop.com"])), ca()])));
    let desk = Desk::new();
    desk.put("it.zone", ZONE);
    let port = serving.port.to_string();
    let arguments =
        ["sender", "shop.com", "--dns", "zone:it.zone", "--only", "extras", "--connect", "--allow-non-public"];
    let ran = desk.run(&[&arguments[..], &["--smtp-port", &port, "--lang", "en", "--format", "csv"]].concat());
    assert!(ran.stdout.contains("signed by nobody whom this machine trusts"), "{}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.exit, 0, "a note fails nothing");
}

#[test]
fn what_a_host_does_wrong_is_told_from_what_is_not_known() {
    let offer = "250-mail\r\n250 STARTTLS\r\n";
    let starttls = |rest: &str| says(&["220 hi\r\n", offer, rest]);
    let (broken, unknown) = (&["starttls_broken:warn"][..], &["starttls_unknown:unknown"][..]);
    of_host(says(&["220 hi\r\n", "250-mail\r\n250 SIZE\r\n"]), &["starttls_missing:warn"], "does not offer STARTTLS");
    of_host(says(&["220 hi\r\n", "250 STARTTLS is my name\r\n"]), &["starttls_missing:warn"], "does not offer");
    of_host(says(&["220 hi\r\n", "502 what\r\n"]), &["starttls_missing:warn"], "does not offer");
    of_host(starttls("454 not \u{1b}[31mnow\r\n"), broken, "454 not \\\\u{1b}[31mnow");
    of_host(starttls("220 go\r\nthis is no TLS, and it never will be\r\n"), broken, "in the clear behind its answer");
    of_host(starttls("220 go\r\n250 injected\r\n"), broken, "in the clear behind its answer");
    of_host(says(&["554 go away\r\n"]), unknown, "it greeted with 554 go away");
    of_host(says(&["421-busy\r\n421 later\r\n"]), unknown, "421 later");
    of_host(says(&["220 hi\r\n", "550 rejected\r\n"]), unknown, "it answered EHLO with 550");
    of_host(says(&["SSH-2.0-OpenSSH\r\n"]), unknown, "it answered with what is no SMTP");
    of_host(says(&[&"x".repeat(100_000)]), unknown, "it answered with what is no SMTP");
    of_host(says(&[&"220-more\r\n".repeat(5_000)]), unknown, "it answered with what is no SMTP");
}

#[test]
fn garbage_in_place_of_tls_is_a_fault() {
    let serving = mail_host_without_tls(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    let (said, printed) = run(ZONE, serving.port, 1, &["--allow-non-public"]);
    assert_eq!(said, ["starttls_broken:warn"], "{printed}");
    assert!(printed.contains("what it sends is no TLS"), "{printed}");
    // TLS 1.2 has an alert for those that it does not understand (RFC 8446 §6.2: protocol_version is 70).
    let serving = mail_host_without_tls(&[21, 3, 1, 0, 2, 2, 70]);
    let (said, printed) = run(ZONE, serving.port, 1, &["--allow-non-public"]);
    assert_eq!(said, ["starttls_broken:warn"], "{printed}");
    assert!(printed.contains("neither TLS 1.2 nor TLS 1.3"), "{printed}");
    // Whoever hangs up may be anybody on the way.
    let serving = mail_host_without_tls(b"");
    let (said, printed) = run(ZONE, serving.port, 1, &["--allow-non-public"]);
    assert_eq!(said, ["starttls_unknown:unknown"], "{printed}");
}

#[test]
fn nobody_is_connected_to_without_being_asked_and_nobody_inside() {
    let serving = mail_host(with_tls(&Wish::good(&["mail.shop.com"])));
    for address in
        ["A 127.0.0.1", "A 10.1.2.3", "A 169.254.169.254", "AAAA ::1", "AAAA ::ffff:127.0.0.1", "AAAA fd00::1"]
    {
        let zone = ZONE.replace("A 127.0.0.1", address);
        let began = Instant::now();
        let (said, printed) = run(&zone, serving.port, serving.port, &[]);
        assert_eq!(said, ["starttls_unknown:unknown"], "{address} {printed}");
        assert!(printed.contains("only with --allow-non-public"), "{printed}");
        assert!(began.elapsed() < Duration::from_secs(4), "{address}");
    }
    let desk = Desk::new();
    desk.put("it.zone", format!("{ZONE}{ANNOUNCED}"));
    let arguments = ["sender", "shop.com", "--dns", "zone:it.zone", "--allow-non-public", "--format", "json"];
    let ran = desk.run(&arguments);
    assert!(!ran.stdout.contains("starttls") && ran.stdout.contains("sender.mta_sts"), "{}", ran.stdout);
    for (more, words) in [
        (&["--connect", "--only", "spf"][..], "belongs to the group extras"),
        (&["--connect", "b.example"], "one domain at a time"),
        (&["--connect", "--connect-ca", "missing.pem"], "--connect-ca"),
        (&["--smtp-port", "25"], "--connect"),
    ] {
        let ran = desk.run(&[&arguments[..], more].concat());
        assert!(ran.exit == 2 && ran.stderr.contains(words), "{more:?} {} {}", ran.exit, ran.stderr);
    }
    assert_eq!(serving.connections(), 0);
}

#[test]
fn hosts_are_asked_at_the_same_time_and_no_longer_than_is_right() {
    for after in [0, 1, 2, 3] {
        let answers = ["220-hi\r\n220 there\r\n", "250-mail\r\n250 STARTTLS\r\n", "220 go\r\n"];
        let silent = mail_host(says(&answers[..after]));
        let report = patiently(&silent, ZONE);
        let seen: Vec<_> = report.judged.checks.iter().map(|check| check.observed.as_str()).collect();
        assert_eq!(
            seen,
            ["mail.shop.com could not be asked for TLS: it did not answer in time"],
            "silent after {after}"
        );
    }
    let silent = mail_host(says(&[]));
    let zone: String =
        (0..30).map(|n| format!("shop.com. MX {n} m{n}.shop.com.\nm{n}.shop.com. A 127.0.0.1\n")).collect();
    let began = Instant::now();
    let report = patiently(&silent, &zone);
    assert!(began.elapsed() < Duration::from_secs(6), "{:?}", began.elapsed());
    assert!(report.elapsed >= Duration::from_millis(800));
    let unknown = report.judged.checks.iter().filter(|check| check.code.code() == "sender.starttls_unknown").count();
    assert_eq!((unknown, silent.connections()), (16, 16), "and no more");
    assert!(report.judged.checks.iter().any(|check| check.observed == "14 more mail hosts were not connected to"));
}

/// Checks by the library, with little time for each server.
fn patiently(host: &Serving, zone: &str) -> SenderReport {
    let setup =
        SenderConfig { only: vec![Group::Extras], ..SenderConfig::new(Domain::new("shop.com").expect("a name")) };
    let settings = ConnectSettings {
        smtp_port: host.port,
        allow_non_public: true,
        host_time: Duration::from_millis(800),
        ..ConnectSettings::default()
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let zone = Arc::new(Zone::parse(zone).expect("a zone"));
    runtime.block_on(presend::sender::check_connected(zone, setup, settings))
}

/// A run with a good mail host, and a web server that answers so.
fn of_policy(zone: &str, certificate: &Wish<'_>, answer: &str) -> (Vec<String>, String) {
    let mail = mail_host(with_tls(&Wish::good(&["mail.shop.com"])));
    let web = web_server(server_config(&[leaf(certificate)]), answer);
    let (mut said, printed) = run(&format!("{ZONE}{zone}"), mail.port, web.port, &["--allow-non-public"]);
    said.retain(|said| said != "starttls:pass");
    (said, printed)
}

#[test]
fn a_policy_is_fetched_and_read() {
    let good = Wish::good(&["mta-sts.shop.com"]);
    let chunked = "HTTP/1.1 200 OK\r\ncontent-type: TEXT/plain\r\ntransfer-encoding: chunked\r\n\r\n\
        f;x=y\r\nversion: STSv1\n\r\n39\r\nmode: testing\nmx: *.shop.com\nmx: b.example\nmax_age: 3600\n\r\n0\r\n\r\n";
    let to_the_end = format!("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n{ENFORCE}");
    let interim = format!("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n{}", ok(ENFORCE));
    let missing = &["mta_sts_policy_missing:warn"][..];
    let invalid = &["mta_sts_policy_invalid:warn"][..];
    let pass = &["mta_sts_policy:pass"][..];
    for (answer, expected, words) in [
        (ok(ENFORCE), pass, "says enforce for mail.shop.com, and is kept for 1209600 s"),
        (to_the_end, pass, "enforce"),
        (interim, pass, "enforce"),
        (
            chunked.to_owned(),
            &["mta_sts_policy:info", "mta_sts_policy_short:info"],
            "testing for *.shop.com, b.example",
        ),
        (ok("version: STSv1\nmode: none\nmax_age: 60\n"), &["mta_sts_policy:info"], "none for no hosts"),
        (
            ok(&ENFORCE.replace("mail.", "old.")),
            &["mta_sts_policy:pass", "mta_sts_policy_mx:fail"],
            "does not list the mail host mail.shop.com",
        ),
        (
            ok(&ENFORCE.replace("mail.", "old.").replace("enforce", "testing")),
            &["mta_sts_policy:info", "mta_sts_policy_mx:warn"],
            "does not list",
        ),
        (ok("mode: enforce\n"), invalid, "for it has no version"),
        (ok("<html>\u{1b}[2J"), invalid, "line 1 is no field"),
        ("HTTP/1.1 404 Not Found\r\n\r\n".to_owned(), missing, "HTTP 404"),
        ("HTTP/1.1 301 Moved\r\nLocation: https://shop.com/x\r\n\r\n".to_owned(), missing, "(HTTP 301)"),
        (ok(ENFORCE).replace("text/plain", "text/html"), missing, "it sends text/html in place of"),
        (ok(ENFORCE).replace("text/plain", "\u{1b}[2J"), missing, "it sends \\\\u{1b}[2j"),
        (ok(ENFORCE).replace("Content-Type", "X"), missing, "does not say"),
        (ok(ENFORCE).replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n"), missing, "packed"),
        (ok(&"#".repeat(70_000)), missing, "more than 64 KiB"),
        (ok(ENFORCE).replace("Length: ", "Length: 99999999999999999999"), missing, "more than 64 KiB"),
        (chunked.replace("\nf;x=y", "\nfffffffffffffff0"), missing, "more than 64 KiB"),
        (chunked.replace("\nf;x=y", "\n-1"), missing, "no HTTP"),
        ("220 mail ESMTP\r\n".to_owned(), missing, "no HTTP"),
        ("HTTP/1.1 503 Busy\r\n\r\n".to_owned(), &["mta_sts_policy_error:unknown"], "HTTP 503"),
        ("HTTP/1.1 200".to_owned(), &["mta_sts_policy_error:unknown"], "it closed the connection"),
        (ok(ENFORCE).replace("Length: ", "Length: 1"), &["mta_sts_policy_error:unknown"], "it closed the connection"),
    ] {
        let (said, printed) = of_policy(ANNOUNCED, &good, &answer);
        assert_eq!(said, expected, "{answer}\n{printed}");
        assert!(printed.contains(words), "{words}: {printed}");
    }
}

#[test]
fn a_policy_needs_a_certificate_that_holds_and_a_record() {
    let good = Wish::good(&["mta-sts.shop.com"]);
    let missing = ["mta_sts_policy_missing:warn"];
    for (wish, words) in [
        (Wish::good(&["shop.com"]), "its certificate is for other names"),
        (Wish { until: -DAY, from: -9 * DAY, ..good.clone() }, "its certificate has run out"),
        (Wish { from: DAY, ..good.clone() }, "its certificate does not hold yet"),
        (Wish { self_signed: true, ..good.clone() }, "signed by nobody whom this machine trusts"),
    ] {
        let (said, printed) = of_policy(ANNOUNCED, &wish, &ok(ENFORCE));
        assert_eq!(said, missing, "{printed}");
        assert!(printed.contains(words), "{words}: {printed}");
    }
    let record_only = "_mta-sts.shop.com. TXT \"v=STSv1; id=1\"\n";
    let (said, printed) = of_policy(record_only, &good, &ok(ENFORCE));
    assert!(said == missing && printed.contains("mta-sts.shop.com has no address"), "{printed}");
    // Without a record nobody looks: a policy is told of, and nothing else.
    let host_only = "mta-sts.shop.com. A 127.0.0.1\n";
    let (said, printed) = of_policy(host_only, &good, &ok(&ENFORCE.replace("mail.", "old.")));
    assert!(said == ["mta_sts_policy_unannounced:warn"] && printed.contains("_mta-sts.shop.com tells"), "{printed}");
    assert!(of_policy(host_only, &good, "HTTP/1.1 404 No\r\n\r\n").0.is_empty());
    assert!(of_policy(host_only, &Wish::good(&["x.com"]), &ok(ENFORCE)).0.is_empty());
}

#[test]
fn a_policy_that_enforces_makes_faults_of_notes() {
    let web = web_server(server_config(&[leaf(&Wish::good(&["mta-sts.shop.com"]))]), ok(ENFORCE));
    let good = Wish::good(&["mail.shop.com"]);
    let words = "the MTA-STS policy (enforce) forbids to deliver there";
    for (host, expected) in [
        (with_tls(&Wish { self_signed: true, ..good.clone() }), &["starttls:pass", "starttls_untrusted:fail"][..]),
        (with_tls(&Wish::good(&["x.com"])), &["starttls:pass", "starttls_name:fail"]),
        (with_tls(&Wish { until: -DAY, ..good.clone() }), &["starttls:pass", "starttls_expired:fail"]),
        (says(&["220 hi\r\n", "250 mail\r\n"]), &["starttls_missing:fail"]),
        (says(&["220 hi\r\n", "250-mail\r\n250 STARTTLS\r\n", "454 no\r\n"]), &["starttls_broken:fail"]),
    ] {
        let mail = mail_host(host);
        let (said, printed) = run(&format!("{ZONE}{ANNOUNCED}"), mail.port, web.port, &["--allow-non-public"]);
        assert_eq!(said, [&["mta_sts_policy:pass"], expected].concat(), "{printed}");
        assert!(printed.contains(words), "{printed}");
        // In a trial nobody is refused.
        let testing = web_server(
            server_config(&[leaf(&Wish::good(&["mta-sts.shop.com"]))]),
            ok(&ENFORCE.replace("enforce", "testing")),
        );
        let (said, _) = run(&format!("{ZONE}{ANNOUNCED}"), mail.port, testing.port, &["--allow-non-public"]);
        assert!(said.iter().all(|said| !said.ends_with(":fail") || said.starts_with("starttls_expired")), "{said:?}");
    }
}
