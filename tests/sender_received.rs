//! `presend sender --eml` with a copy as its receiver got it: what is taken out of it, what is asked for, and what the receiver found.

use crate::support::command::Desk;
use serde_json::Value;

const ZONE: &str = "--dns=zone:zone";
const RECORDS: &str = "
shop.com. MX 10 mail.shop.com.
shop.com. TXT \"v=spf1 ip4:20.1.1.1 -all\"
_dmarc.shop.com. TXT \"v=DMARC1; p=reject; rua=mailto:d@shop.com\"
mail.shop.com. A 20.1.1.1
1.1.1.20.in-addr.arpa. PTR mail.shop.com.
bounce.shop.com. MX 10 mail.shop.com.
bounce.shop.com. TXT \"v=spf1 ip4:20.1.1.1 -all\"
";
const FOUND: &str = "Authentication-Results: mx.receiver.net; spf=pass smtp.mailfrom=b@bounce.shop.com; dmarc=pass header.from=shop.com\n";
const RECEIVED: &str = "Return-Path: <b@bounce.shop.com>\nReceived: from localhost (localhost [127.0.0.1]) by mx.receiver.net (Postfix)\n\twith ESMTP id 2; Tue, 10 Nov 2026 10:00:03 +0000\n";
const BORDER: &str = "Received: from mail.shop.com (mail.shop.com [20.1.1.1])\n\tby mx.receiver.net (Postfix) with ESMTPS id 1; Tue, 10 Nov 2026 10:00:02 +0000\n";
const FORGED: &str = "Received: from evil.example (evil.example [6.6.6.6])\n\tby mx.receiver.net (Postfix) with ESMTPS id 0; Tue, 10 Nov 2026 10:00:01 +0000\n\
    Authentication-Results: mx.receiver.net; spf=fail smtp.mailfrom=evil.example\nReturn-Path: <b@evil.example>\n";
const MESSAGE: &str = "From: Ann <ann@shop.com>\nTo: bob@receiver.net\nSubject: News\nDate: Tue, 10 Nov 2026 10:00:00 +0000\nMessage-ID: <1@shop.com>\n\nHello\n";

fn run(message: &str, records: &str, more: &[&str]) -> (i32, Value, String) {
    let desk = Desk::new();
    desk.put("zone", records).put("received.eml", message);
    let ran =
        desk.run(&[&["sender", "--eml", "received.eml", ZONE, "--format", "json", "--lang", "en"][..], more].concat());
    let json = serde_json::from_str(&ran.stdout).unwrap_or_default();
    (ran.exit, json, ran.stderr)
}

/// What was taken, as `what value line`.
fn taken(json: &Value) -> Vec<String> {
    let all = json["taken"].as_array().cloned().unwrap_or_default();
    all.iter().map(|one| format!("{} {} {}", one["what"], one["value"], one["line"]).replace('"', "")).collect()
}

/// What was seen by the checks with this code.
fn observed(json: &Value, code: &str) -> Vec<String> {
    let checks = json["checks"].as_array().cloned().unwrap_or_default();
    let of_code = checks.iter().filter(|check| check["code"] == code);
    of_code.map(|check| check["observed"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn one_copy_is_enough_to_check_a_set_up() {
    let (_, json, stderr) = run(&[RECEIVED, FOUND, BORDER, FORGED, MESSAGE].concat(), RECORDS, &[]);
    let expected = ["from shop.com 11", "ip 20.1.1.1 5", "helo mail.shop.com 5", "mail_from <b@bounce.shop.com> 1"];
    assert_eq!(taken(&json), expected, "{stderr}");
    assert_eq!(json["domain"], "shop.com");
    assert_eq!(json["ips"], serde_json::json!(["20.1.1.1"]));
    assert_eq!(json["spf"]["domain"], "bounce.shop.com");
    assert!(observed(&json, "sender.iprev")[0].contains("20.1.1.1"), "{json}");
    let found = observed(&json, "sender.eml_result");
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], "mx.receiver.net found spf=pass (line 4), as is found here");
    assert!(observed(&json, "sender.eml_result_differs").is_empty());
    let unclear = observed(&json, "sender.eml_trace_unclear");
    assert_eq!(unclear, ["not believed, for anybody could have written it: Authentication-Results in line 9"]);
}

#[test]
fn a_line_of_a_mailbox_file_and_windows_line_ends_keep_the_numbers() {
    let message = format!("From ann Mon Nov 10\n{RECEIVED}{BORDER}{MESSAGE}").replace('\n', "\r\n");
    let (_, json, _) = run(&message, RECORDS, &[]);
    assert_eq!(taken(&json)[1], "ip 20.1.1.1 5");
}

#[test]
fn what_the_user_says_goes_first() {
    let message = [RECEIVED, FOUND, BORDER, MESSAGE].concat();
    let more = ["other.com", "--ip", "20.9.9.9", "--helo", "x.other.com", "--mail-from", "a@other.com"];
    let records = format!("{RECORDS}other.com. MX 10 mail.shop.com.\nother.com. TXT \"v=spf1 ip4:20.9.9.9 -all\"\n");
    let (_, json, _) = run(&message, &records, &more);
    assert_eq!((json["domain"].as_str(), json["helo"].as_str()), (Some("other.com"), Some("x.other.com")));
    assert_eq!((json["ips"][0].as_str(), json["mail_from"].as_str()), (Some("20.9.9.9"), Some("a@other.com")));
    assert!(taken(&json).is_empty());
    // The receiver's SPF is of another address and domain, and says nothing of these.
    assert!(!observed(&json, "sender.eml_result").iter().any(|seen| seen.contains("spf=")), "{json}");
    assert!(!observed(&json, "sender.eml_result_differs").iter().any(|seen| seen.contains("spf=")), "{json}");
}

#[test]
fn where_the_receiver_found_something_else_it_is_said() {
    let message = [RECEIVED, &FOUND.replace("spf=pass", "spf=softfail"), BORDER, MESSAGE].concat();
    let (_, json, _) = run(&message, RECORDS, &[]);
    let differs = observed(&json, "sender.eml_result_differs");
    assert_eq!(differs, ["mx.receiver.net found spf=softfail (line 4), and here it is pass"]);
    let failing = RECORDS.replace("ip4:20.1.1.1 -all", "ip4:20.2.2.2 ~all");
    let (_, json, _) = run(&message, &failing, &[]);
    assert_eq!(observed(&json, "sender.eml_result"), ["mx.receiver.net found spf=softfail (line 4), as is found here"]);
    // No answer is no other result.
    let ill = format!("{}\n;fault bounce.shop.com. servfail\n", RECORDS.replace("bounce.shop.com.", "x.shop.com."));
    let (_, json, _) = run(&message, &ill, &[]);
    assert!(observed(&json, "sender.eml_result_differs").iter().all(|seen| !seen.contains("spf=")), "{json}");
    let late = [RECEIVED, &FOUND.replace("spf=pass", "spf=temperror"), BORDER, MESSAGE].concat();
    let (_, json, _) = run(&late, RECORDS, &[]);
    assert_eq!(
        observed(&json, "sender.eml_result")[0],
        "mx.receiver.net could not find out about spf (line 4); here it is pass"
    );
}

#[test]
fn a_signature_that_held_when_it_came_is_no_fault_of_the_sender() {
    let found = FOUND.replace("spf=pass", "dkim=pass header.d=shop.com header.s=s1; spf=pass");
    let signature = "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=shop.com; s=s1; h=from;\n bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\n";
    let status = |results: &str| {
        let (_, json, _) = run(&[RECEIVED, results, BORDER, signature, MESSAGE].concat(), RECORDS, &[]);
        let checks = json["checks"].as_array().cloned().unwrap_or_default();
        let fail = checks.iter().find(|check| check["code"] == "sender.eml_dkim_fail").cloned().unwrap_or_default();
        (
            fail["status"].as_str().unwrap_or_default().to_owned(),
            observed(&json, "sender.eml_result_differs"),
            taken(&json),
        )
    };
    let (held, differs, taken) = status(&found);
    assert_eq!(held, "warn");
    assert_eq!(differs[0], "mx.receiver.net found dkim=pass (line 4), and here it is fail");
    assert_eq!(taken.last().map(String::as_str), Some("selector s1 of shop.com 7"));
    assert_eq!(status(FOUND).0, "fail");
}

#[test]
fn what_the_copy_does_not_tell_is_asked_for() {
    let handed_in = BORDER.replace("ESMTPS", "ESMTPSA");
    let (_, json, _) = run(&[&handed_in, MESSAGE].concat(), RECORDS, &[]);
    let unclear = observed(&json, "sender.eml_trace_unclear");
    assert!(unclear[0].contains("a user handed the message in (Received in line 1); add --ip ADDRESS"), "{unclear:?}");
    assert!(unclear[1].contains("add --mail-from ADDRESS"), "{unclear:?}");
    let (_, json, _) =
        run(&[&handed_in, MESSAGE].concat(), RECORDS, &["--ip", "20.1.1.1", "--mail-from", "a@shop.com"]);
    assert!(observed(&json, "sender.eml_trace_unclear").is_empty());
    for message in ["Subject: x\n\nx", "From: a@shop.com, b@other.com\n\nx", "From: a@shop.com\nFrom: b@other.com\n\nx"]
    {
        let (exit, _, stderr) = run(message, RECORDS, &[]);
        assert_eq!((exit, stderr.contains("Name the domain too")), (2, true), "{stderr}");
    }
    let desk = Desk::new();
    assert_eq!(desk.run(&["sender"]).exit, 2);
}

#[test]
fn it_is_told_in_chinese_too() {
    let desk = Desk::new();
    desk.put("zone", RECORDS).put("received.eml", [RECEIVED, FOUND, BORDER, FORGED, MESSAGE].concat());
    let ran = desk.run(&["sender", "--eml", "received.eml", ZONE, "--only", "eml,spf", "--lang", "zh"]);
    for part in [
        "发信 IP：20.1.1.1，依据 Received（第 5 行）",
        "mx.receiver.net 得到 spf=pass（第 4 行），与这里相同",
        "不予采信",
    ] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
}

#[test]
fn results_in_the_receivers_own_name_alone_are_believed_where_it_is_known() {
    let other = "Authentication-Results: scanner.other.net; spf=fail smtp.mailfrom=b@bounce.shop.com\n";
    let message = [RECEIVED, other, FOUND, BORDER, FORGED, MESSAGE].concat();
    let found = |name: &[&str]| {
        let (_, json, _) = run(&message, RECORDS, name);
        let both = [observed(&json, "sender.eml_result"), observed(&json, "sender.eml_result_differs")].concat();
        let spf = both.iter().filter(|seen| seen.contains("found spf=")).count();
        (spf, observed(&json, "sender.eml_trace_unclear").join(" "), both.join(" "))
    };
    assert!(found(&[]).2.contains("scanner.other.net found spf=fail (line 4)"));
    let (spf, unclear, seen) = found(&["--authserv-id", "MX.receiver.net"]);
    assert!(spf == 1 && seen.contains("mx.receiver.net found spf=pass (line 5)"), "{seen}");
    // The forged field below the border has the right name, and the other one above it the wrong one.
    assert!(unclear.contains("line 4") && unclear.contains("line 10"), "{unclear}");
    let (spf, unclear, _) = found(&["--authserv-id", "mx.elsewhere.net"]);
    assert!(spf == 0 && unclear.contains("line 5"), "{unclear}");
    let (exit, _, stderr) = run(&message, RECORDS, &["--authserv-id", " "]);
    assert!(exit == 2 && stderr.contains("the value is empty"), "{stderr}");
}
