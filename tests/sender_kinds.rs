//! Kinds of faults of a sender, each with its siblings: what is said of them, and what is not.

use std::process::Command;

/// A set-up with nothing wrong about it.
const GOOD: &str = "shop.com. MX 10 mail.shop.com.\nmail.shop.com. A 20.1.1.25\nmail.shop.com. AAAA 2600:1::25\n\
    25.1.1.20.in-addr.arpa. PTR mail.shop.com.\nshop.com. TXT \"v=spf1 ip4:20.1.1.25 ip6:2600:1::25 -all\"\n\
    5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.0.0.6.2.ip6.arpa. PTR mail.shop.com.\n";
const DMARC: &str = "_dmarc.shop.com. TXT \"v=DMARC1; p=reject; rua=mailto:d@shop.com\"\n";

/// Runs `presend sender shop.com` over a zone; gives what is said as `code:status`, sorted, and everything that was printed.
fn run(zone: &str, arguments: &[&str]) -> (Vec<String>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("it.zone"), zone).expect("a zone file");
    let mut presend = Command::new(env!("CARGO_BIN_EXE_presend"));
    presend.args(["sender", "shop.com", "--format", "json", "--dns", "zone:it.zone"]).args(arguments);
    let output = presend.current_dir(folder.path()).env_remove("CI").output().expect("presend runs");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let said = |check: &serde_json::Value| {
        let code = check["code"].as_str().unwrap_or_default().trim_start_matches("sender.");
        format!("{code}:{}", check["status"].as_str().unwrap_or_default())
    };
    let mut all: Vec<String> = told["checks"].as_array().into_iter().flatten().map(said).collect();
    all.retain(|said| !said.ends_with(":pass") && !said.ends_with(":skip"));
    all.sort();
    (all, printed)
}

#[track_caller]
fn says(zone: &str, arguments: &str, expected: &[&str]) -> String {
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let (said, printed) = run(zone, &arguments);
    assert_eq!(said, expected, "{arguments:?}\n{printed}");
    printed
}

#[test]
fn a_helo_name_is_judged_by_its_shape() {
    let zone = format!("{GOOD}mail_1.shop.com. A 20.1.1.25\nmail_1.shop.com. AAAA 2600:1::25\n");
    for (helo, said, quoted) in [
        ("mail.shop.com", &[][..], false),
        ("[20.1.1.25]", &["helo_ip_literal:warn"], false),
        ("[IPv6:2600:1::25]", &["helo_ip_literal:warn"], false),
        ("[20.9.9.9]", &["helo_ip_literal:fail"], false),
        ("20.1.1.25", &["helo_ip_literal:fail"], true),
        ("[2600:1::25]", &["helo_ip_literal:fail"], true),
        ("mail_1.shop.com", &["helo_invalid:warn"], false),
        ("localhost", &["helo_not_fqdn:fail"], true),
        ("localhost.localdomain", &["helo_not_fqdn:fail"], false),
    ] {
        let arguments = format!("--ip 20.1.1.25 --ip 2600:1::25 --only helo --helo {helo}");
        let printed = says(&zone, &arguments, said);
        assert_eq!(printed.contains("Helo command rejected"), quoted, "{helo}: {printed}");
    }
}

#[test]
fn a_ptr_name_may_be_no_alias_and_ipv6_alone_is_told() {
    let alias = GOOD.replace("25.1.1.20.in-addr.arpa. PTR mail", "25.1.1.20.in-addr.arpa. PTR alias")
        + "alias.shop.com. CNAME mail.shop.com.\n";
    says(&alias, "--ip 20.1.1.25 --only iprev", &["ptr_alias:warn"]);
    // The reverse name itself may be one (RFC 2317).
    let delegated = GOOD.replace("25.1.1.20.in-addr.arpa. PTR", "25.0-63.1.1.20.in-addr.arpa. PTR")
        + "25.1.1.20.in-addr.arpa. CNAME 25.0-63.1.1.20.in-addr.arpa.\n";
    says(&delegated, "--ip 20.1.1.25 --only iprev", &[]);
    says(GOOD, "--ip 2600:1::25 --only iprev", &["ipv6_only:info"]);
    says(GOOD, "--ip 2600:1::25 --ip 20.1.1.25 --only iprev", &[]);
    says(GOOD, "--only iprev", &["ips_discovered:info"]);
}

#[test]
fn an_empty_mail_from_is_that_of_the_helo_name() {
    let zone = format!("{GOOD}{DMARC}mail.shop.com. TXT \"v=spf1 a -all\"\n");
    for empty in ["", "<>", "< >"] {
        let arguments = ["--ip", "20.1.1.25", "--only", "spf", "--helo", "mail.shop.com", "--mail-from", empty];
        let (said, printed) = run(&zone, &arguments);
        assert!(said.is_empty() && printed.contains("postmaster@mail.shop.com"), "{printed}");
        let (_, printed) = run(&zone, &["--ip", "20.1.1.25", "--mail-from", empty]);
        assert!(printed.contains("add --helo"), "{printed}");
    }
    for (bad, helo) in [("<>", "[20.1.1.25]"), ("a@", "mail.shop.com")] {
        let (_, printed) = run(&zone, &["--helo", helo, "--mail-from", bad]);
        assert!(printed.contains("--mail-from:") && !printed.contains("your From address"), "{printed}");
    }
}

#[test]
fn reports_go_to_domains_that_are_there_and_agree() {
    let with = |rua: &str| format!("{GOOD}_dmarc.shop.com. TXT \"v=DMARC1; p=reject; rua={rua}\"\n");
    let there = "agg.net. MX 10 mx.agg.net.\n";
    let agrees = "shop.com._report._dmarc.agg.net. TXT \"v=DMARC1\"\n";
    let dmarc = |zone: &str, expected: &[&str]| says(zone, "--only dmarc", expected);
    let base: &[&str] = &[];
    dmarc(&with("mailto:d@shop.com"), base);
    dmarc(&(with("mailto:d@agg.net") + there + agrees), base);
    dmarc(&(with("mailto:d@agg.net") + there), &["dmarc_reports_not_authorised:warn"]);
    dmarc(&with("mailto:d@agg.net"), &["dmarc_bad_report_address:warn", "dmarc_reports_not_authorised:warn"]);
    dmarc(&(with("mailto:d@agg.net") + "agg.net. MX 0 .\n" + agrees), &["dmarc_bad_report_address:warn"]);
    dmarc(&with("mailto:d@gone.shop.com"), &["dmarc_bad_report_address:warn"]);
    dmarc(&(with("mailto:d@in.shop.com") + "in.shop.com. MX 10 mail.shop.com.\n"), base);
}

#[test]
fn records_beside_mail_are_read_as_their_users_read_them() {
    let with = |record: &str| format!("{GOOD}{DMARC}{record}\n");
    for (record, said) in [
        ("_mta-sts.shop.com. TXT \"v=STSv1; id=20261101\"", "mta_sts:info"),
        ("_mta-sts.shop.com. TXT \"v=STSv1; id=2026-11-01\"", "mta_sts_invalid:warn"),
        ("_smtp._tls.shop.com. TXT \"v=TLSRPTv1; rua=mailto:t@shop.com\"", "tls_rpt:info"),
        ("_smtp._tls.shop.com. TXT \"v=TLSRPTv1; rua=http://shop.com/t\"", "tls_rpt_invalid:warn"),
        ("default._bimi.shop.com. TXT \"v=BIMI1; l=https://shop.com/l.svg\"", "bimi:info"),
        ("default._bimi.shop.com. TXT \"v=BIMI1; l=https://shop.com/l.png\"", "bimi_invalid:warn"),
    ] {
        says(&with(record), "--only extras", &[said]);
    }
    let none = with("default._bimi.shop.com. TXT \"v=BIMI1; l=https://shop.com/l.svg\"").replace("p=reject", "p=none");
    assert!(says(&none, "--only extras", &["bimi:info"]).contains("not shown without DMARC"));
}

#[test]
fn a_list_means_what_it_says_it_means() {
    let listed =
        |zone: &str, answer: &str| format!("{GOOD}2.0.0.127.{zone}. A 127.0.0.2\n25.1.1.20.{zone}. A {answer}\n");
    for (zone, answer, said) in [
        ("hostkarma.junkemailfilter.com", "127.0.0.1", &[][..]),
        ("hostkarma.junkemailfilter.com", "127.0.0.2", &["dnsbl_listed:fail"]),
        ("hostkarma.junkemailfilter.com", "127.0.0.3", &["dnsbl:info"]),
        ("list.dnswl.org", "127.0.5.2", &[]),
        ("list.dnswl.org", "127.0.0.255", &["dnsbl_unusable:unknown"]),
        ("pbl.spamhaus.org", "127.0.0.11", &["dnsbl_listed:fail"]),
        ("bl.example.net", "127.0.0.1", &["dnsbl_unusable:unknown"]),
    ] {
        let arguments = format!("--ip 20.1.1.25 --only dnsbl --dnsbl {zone}");
        let printed = says(&listed(zone, answer), &arguments, said);
        let is_policy = printed.contains("no proof of spam") && !printed.contains("hacked");
        assert_eq!(is_policy, zone.starts_with("pbl"), "{printed}");
    }
}

#[test]
fn selectors_that_services_use_are_tried_when_none_is_named() {
    let key = "\"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"";
    let dkim = |records: &str, arguments: &str| {
        let (said, printed) =
            run(&format!("{GOOD}{DMARC}{records}"), &arguments.split_whitespace().collect::<Vec<_>>());
        (said, printed)
    };
    let (said, printed) = dkim(&format!("google._domainkey.shop.com. TXT {key}\n"), "--only dkim");
    assert!(printed.contains("google._domainkey.shop.com holds a key"), "{said:?} {printed}");
    let (said, printed) = dkim("", "--only dkim");
    assert!(said.is_empty() && printed.contains("proves nothing"), "{printed}");
    // What did not answer, what is withdrawn and what stands for every name show nothing.
    let silent = ";fault google._domainkey.shop.com. servfail\ns1._domainkey.shop.com. TXT \"v=DKIM1; p=\"\n\
                  ;fault k1._domainkey.shop.com. servfail\n";
    let (said, printed) = dkim(silent, "--only dkim");
    assert!(said.is_empty() && printed.contains("proves nothing"), "{said:?} {printed}");
    let (said, printed) = dkim(&format!("*._domainkey.shop.com. TXT {key}\n"), "--only dkim");
    assert!(said.is_empty() && printed.contains("every selector"), "{said:?} {printed}");
    // A selector that is named is the only one that is looked at.
    let (said, _) = dkim(&format!("google._domainkey.shop.com. TXT {key}\n"), "--only dkim --dkim own");
    assert_eq!(said, ["dkim_missing:fail"]);
}

#[test]
fn services_are_told_by_the_records_that_name_them() {
    let zone = format!(
        "{DMARC}{}s1._domainkey.shop.com. CNAME s1.u1.wl.sendgrid.net.\n\
         s1.u1.wl.sendgrid.net. TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"\n\
         _spf.google.com. TXT \"v=spf1 ip4:20.8.8.0/24 ~all\"\nshop.com. MX 20 aspmx.l.google.com.\naspmx.l.google.com. A 20.8.8.8\n",
        GOOD.replace("v=spf1 ", "v=spf1 include:_spf.google.com ")
    );
    let (said, printed) = run(&zone, &["--ip", "20.1.1.25"]);
    assert!(said.contains(&"services:info".to_owned()), "{said:?}");
    assert!(printed.contains("Google Workspace (SPF, MX); SendGrid (DKIM s1)"), "{printed}");
    let (said, _) = run(&format!("{GOOD}{DMARC}"), &["--ip", "20.1.1.25"]);
    assert!(!said.contains(&"services:info".to_owned()), "{said:?}");
}
