//! Headers as receivers write them, with what a forger puts below.

use super::*;

fn read(header: &str) -> Trace {
    let header = header.trim_start().replace('\n', "\r\n");
    let fields = Fields::parse(header.as_bytes());
    Trace::read(&fields, Some(&Domain::new("shop.com").expect("a name")), None)
}

/// Address, HELO, MAIL FROM, and results as `spf=pass`; a reason in place of the address where there is none.
fn told(trace: &Trace) -> String {
    let ip = match (&trace.ip, &trace.unclear) {
        (Some((ip, _)), None) => ip.to_string(),
        (None, Some(why)) => format!("({why})"),
        other => panic!("either an address or a reason: {other:?}"),
    };
    let value = |taken: &Option<Taken>| taken.as_ref().map_or("-".to_owned(), |taken| taken.value.clone());
    let results: Vec<String> = trace.results.iter().map(|found| format!("{}={}", found.method, found.result)).collect();
    format!("{ip} {} {} {}", value(&trace.helo), value(&trace.mail_from), results.join(" ")).trim_end().to_owned()
}

/// What a forger writes below: a whole way of its own, with results of the receiver's name.
fn forged(by: &str) -> String {
    format!(
        "Return-Path: <b@forged.example>\nAuthentication-Results: {by}; spf=pass smtp.mailfrom=forged.example; dkim=pass header.d=forged.example\n\
         Received-SPF: pass (x: domain of forged.example designates 6.6.6.6 as permitted sender) client-ip=6.6.6.6;\n\
         Received: from forged.example (forged.example. [6.6.6.6])\n\tby {by} with ESMTPS id x; Tue, 10 Nov 2026 09:00:00 +0000\n\
         From: a@shop.com\n\n"
    )
}

/// Checks a header as it is, and with a forged way below.
#[track_caller]
fn check(header: &str, by: &str, expected: &str) {
    let plain = format!("{}\nFrom: a@shop.com\n\n", header.trim());
    assert_eq!(told(&read(&plain)), expected, "{plain}");
    let with_forged = format!("{}\n{}", header.trim(), forged(by));
    let trace = read(&with_forged);
    assert_eq!(told(&trace), expected, "{with_forged}");
    let is_forged = |found: &Found| found.properties.iter().any(|(_, value)| value == "forged.example");
    assert!(!trace.results.iter().any(is_forged), "{with_forged}");
    assert!(!trace.doubtful.is_empty(), "{with_forged}");
}

const GMAIL: &str = "
Delivered-To: bob@gmail.com
Received: by 2002:a05:7300:1a2b:b0:f1:2345:6789 with SMTP id x9csp1;
        Tue, 10 Nov 2026 02:00:03 -0800 (PST)
X-Received: by 2002:a05:6000:1a2b:b0:3f1:1111:2222 with SMTP id x2;
        Tue, 10 Nov 2026 02:00:02 -0800 (PST)
Return-Path: <bounce@shop.com>
Received: from mail.shop.com (mail.shop.com. [20.1.1.1])
        by mx.google.com with ESMTPS id x1-20020a05600c350d00b
        for <bob@gmail.com>
        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);
        Tue, 10 Nov 2026 02:00:02 -0800 (PST)
Received-SPF: pass (google.com: domain of bounce@shop.com designates 20.1.1.1 as permitted sender) client-ip=20.1.1.1;
Authentication-Results: mx.google.com;
       dkim=pass header.i=@shop.com header.s=s1 header.b=abcdefgh;
       spf=pass (google.com: domain of bounce@shop.com designates 20.1.1.1 as permitted sender) smtp.mailfrom=bounce@shop.com;
       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=shop.com";

#[test]
fn gmail_writes_its_results_below_its_line() {
    check(GMAIL, "mx.google.com", "20.1.1.1 mail.shop.com <bounce@shop.com> dkim=pass spf=pass dmarc=pass");
}

#[test]
fn a_sender_with_ipv6_is_read_as_well() {
    let header = GMAIL.replace("20.1.1.1", "2001:db8::25");
    check(&header, "mx.google.com", "2001:db8::25 mail.shop.com <bounce@shop.com> dkim=pass spf=pass dmarc=pass");
}

#[test]
fn gmail_to_gmail_has_no_stranger_and_one_border() {
    let header = GMAIL.replace("mail.shop.com (mail.shop.com.", "mail-sor-f41.google.com (mail-sor-f41.google.com.");
    check(
        &header,
        "mail-sor-f41.google.com",
        "20.1.1.1 mail-sor-f41.google.com <bounce@shop.com> dkim=pass spf=pass dmarc=pass",
    );
}

const OUTLOOK: &str = "
Received: from DM6PR11MB0001.namprd11.prod.outlook.com (2603:10b6:5:1::10) by
 BN6PR11MB0002.namprd11.prod.outlook.com with HTTPS; Tue, 10 Nov 2026 10:00:04 +0000
Received: from BN9PR03CA0001.namprd03.prod.outlook.com (2603:10b6:408:fe::1) by
 DM6PR11MB0001.namprd11.prod.outlook.com (2603:10b6:5:1::10) with Microsoft SMTP
 Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.1;
 Tue, 10 Nov 2026 10:00:03 +0000
Received: from BN8NAM12FT001.eop-nam12.prod.protection.outlook.com
 (2603:10b6:408:fe:cafe::1) by BN9PR03CA0001.outlook.office365.com
 (2603:10b6:408:fe::1) with Microsoft SMTP Server via Frontend Transport;
 Tue, 10 Nov 2026 10:00:03 +0000
Authentication-Results: spf=pass (sender IP is 20.1.1.1)
 smtp.mailfrom=shop.com; dkim=pass (signature was verified)
 header.d=shop.com;dmarc=pass action=none header.from=shop.com;compauth=pass reason=100
Received-SPF: Pass (protection.outlook.com: domain of shop.com designates
 20.1.1.1 as permitted sender) receiver=protection.outlook.com;
 client-ip=20.1.1.1; helo=mail.shop.com; pr=C
Received: from mail.shop.com (20.1.1.1) by BN8NAM12FT001.mail.protection.outlook.com
 (10.13.182.1) with Microsoft SMTP Server (version=TLS1_2) id 15.20.1 via Frontend
 Transport; Tue, 10 Nov 2026 10:00:02 +0000";

#[test]
fn outlook_hands_on_by_public_addresses_of_its_own() {
    check(
        OUTLOOK,
        "BN8NAM12FT001.mail.protection.outlook.com",
        "20.1.1.1 mail.shop.com shop.com spf=pass dkim=pass dmarc=pass compauth=pass",
    );
    // A name of the receiver's is easily said; its addresses are not easily had.
    let said = OUTLOOK.replace("from mail.shop.com", "from AM6PR0001.eurprd01.prod.outlook.com");
    check(
        &said,
        "BN8NAM12FT001.mail.protection.outlook.com",
        "20.1.1.1 AM6PR0001.eurprd01.prod.outlook.com shop.com spf=pass dkim=pass dmarc=pass compauth=pass",
    );
}

#[test]
fn exchange_of_one_s_own_hands_on_inside() {
    let header = "
Received: from EX02.corp.local (fe80::1:2:3:4%12) by EX01.corp.local (10.0.0.5) with mapi id 15.2.1; Tue, 10 Nov 2026 10:00:03 +0000
Received: from EDGE01.corp.local (192.168.7.1) by EX02.corp.local (10.0.0.6) with Microsoft SMTP Server; Tue, 10 Nov 2026 10:00:03 +0000
Received: from mail.shop.com (20.1.1.1) by EDGE01.corp.local (192.168.7.1) with Microsoft SMTP Server; Tue, 10 Nov 2026 10:00:02 +0000";
    check(header, "EDGE01.corp.local", "20.1.1.1 mail.shop.com -");
}

#[test]
fn postfix_hands_to_a_filter_and_back() {
    let header = "
Return-Path: <bounce@shop.com>
Delivered-To: bob@receiver.net
Received: from localhost (localhost [127.0.0.1])
\tby mx.receiver.net (Postfix) with ESMTP id 4F1; Tue, 10 Nov 2026 10:00:03 +0000 (UTC)
Authentication-Results: mx.receiver.net; dkim=fail header.d=shop.com header.s=s1
Authentication-Results: mx.receiver.net; spf=softfail smtp.mailfrom=bounce@shop.com
Received: from mx.receiver.net ([127.0.0.1])
\tby localhost (mx.receiver.net [127.0.0.1]) (amavisd-new, port 10024)
\twith ESMTP id x; Tue, 10 Nov 2026 10:00:03 +0000 (UTC)
Received: from mail.shop.com (unknown [IPv6:2001:db8::1])
\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))
\t(Client CN \"forged [6.6.6.6]\", Issuer \"x\" (not verified))
\tby mx.receiver.net (Postfix) with ESMTPS id 4F0
\tfor <bob@receiver.net>; Tue, 10 Nov 2026 10:00:02 +0000 (UTC)";
    check(header, "mx.receiver.net", "2001:db8::1 mail.shop.com <bounce@shop.com> dkim=fail spf=softfail");
}

#[test]
fn results_below_the_line_of_a_server_that_nobody_knows_are_not_believed() {
    let header = "
Received: from mail.shop.com (mail.shop.com [20.1.1.1]) by mx.receiver.net (Postfix) with ESMTPS id 4F0; Tue, 10 Nov 2026 10:00:02 +0000
Authentication-Results: mx.receiver.net; spf=pass smtp.mailfrom=shop.com
From: a@shop.com

";
    let trace = read(header);
    assert_eq!(told(&trace), "20.1.1.1 mail.shop.com -");
    assert_eq!(trace.doubtful, [("Authentication-Results".to_owned(), 2)]);
}

#[test]
fn exim_and_cpanel_deliver_by_lmtp() {
    let header = "
Return-Path: <bounce@shop.com>
Delivered-To: bob@receiver.net
Received: from server.receiver.net
\tby server.receiver.net with LMTP
\tid x (envelope-from <bounce@shop.com>)
\tfor <bob@receiver.net>; Tue, 10 Nov 2026 10:00:03 +0000
Return-path: <bounce@shop.com>
Envelope-to: bob@receiver.net
Received: from vps1.hoster.net ([20.1.1.1]:43210 helo=mail.shop.com)
\tby server.receiver.net with esmtps  (TLS1.3) tls TLS_AES_256_GCM_SHA384
\t(Exim 4.98)
\t(envelope-from <bounce@shop.com>)
\tid 1abc-0001; Tue, 10 Nov 2026 10:00:02 +0000";
    check(header, "server.receiver.net", "20.1.1.1 mail.shop.com <bounce@shop.com>");
    // Without Return-Path, Exim's own line tells MAIL FROM.
    let bare = header.split_once("Envelope-to: bob@receiver.net\n").expect("two parts").1;
    check(bare, "server.receiver.net", "20.1.1.1 mail.shop.com <bounce@shop.com>");
}

#[test]
fn yahoo_writes_addresses_in_place_of_names() {
    let header = "
X-Originating-Ip: [20.1.1.1]
Received-SPF: pass (domain of shop.com designates 20.1.1.1 as permitted sender)
Authentication-Results: atlas-production.v2-mail-prod1-gq1.omega.yahoo.com;
 dkim=pass header.i=@shop.com header.s=s1;
 spf=pass smtp.mailfrom=shop.com;
 dmarc=pass(p=REJECT) header.from=shop.com;
Return-Path: <bounce@shop.com>
X-Apparently-To: bob@yahoo.com; Tue, 10 Nov 2026 10:00:03 +0000
Received: from 127.0.0.1 by atlas-production.v2-mail-prod1-gq1.omega.yahoo.com pod-id NONE with HTTPS; Tue, 10 Nov 2026 10:00:03 +0000
Received: from 20.1.1.1 (EHLO mail.shop.com)
 by 10.253.60.1 with SMTPs
 (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256);
 Tue, 10 Nov 2026 10:00:02 +0000";
    let without_web = header.replace("\nReceived: from 127.0.0.1 by atlas-production.v2-mail-prod1-gq1.omega.yahoo.com pod-id NONE with HTTPS; Tue, 10 Nov 2026 10:00:03 +0000", "");
    for header in [header, &without_web] {
        check(header, "10.253.60.1", "20.1.1.1 mail.shop.com <bounce@shop.com> dkim=pass spf=pass dmarc=pass");
    }
}

#[test]
fn fastmail_hands_on_by_lmtp_with_a_password() {
    let header = "
Return-Path: <bounce@shop.com>
Received: from phl-compute-01.internal (phl-compute-01.internal [10.202.2.41])
\t by phl-store-01 (Cyrus 3.13) with LMTPA;
\t Tue, 10 Nov 2026 05:00:04 -0500
Received: from phl-mx-02 ([10.202.2.201])
  by phl-compute-01.internal (MEProxy); Tue, 10 Nov 2026 05:00:03 -0500
ARC-Authentication-Results: i=1; mx1.messagingengine.com; spf=pass smtp.mailfrom=bounce@shop.com
Authentication-Results: mx1.messagingengine.com;
    dkim=pass (2048-bit rsa key sha256) header.d=shop.com header.i=@shop.com header.s=s1;
    iprev=pass smtp.remote-ip=20.1.1.1 (mail.shop.com);
    spf=pass smtp.mailfrom=bounce@shop.com smtp.helo=mail.shop.com
Received: from mail.shop.com (mail.shop.com [20.1.1.1])
\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384)
\tby mx1.messagingengine.com (Postfix) with ESMTPS id x
\tfor <bob@fastmail.com>; Tue, 10 Nov 2026 05:00:02 -0500 (EST)";
    check(
        header,
        "mx1.messagingengine.com",
        "20.1.1.1 mail.shop.com <bounce@shop.com> spf=pass dkim=pass iprev=pass spf=pass",
    );
}

#[test]
fn qq_mail_and_netease() {
    let qq = "
Received: from mail.shop.com (unknown [20.1.1.1])
\tby newxmmxszc6-1.qq.com (NewMX) with SMTP id 5A1B2C3D
\tfor <12345@qq.com>; Tue, 10 Nov 2026 18:00:02 +0800";
    check(qq, "newxmmxszc6-1.qq.com", "20.1.1.1 mail.shop.com -");
    let netease = "
Received: from mail.shop.com (unknown [20.1.1.1])
\tby gzga-mx-mta-g1-1 (Coremail) with SMTP id _____wD3x; Tue, 10 Nov 2026 18:00:02 +0800 (CST)";
    check(netease, "gzga-mx-mta-g1-1", "20.1.1.1 mail.shop.com -");
}

#[test]
fn a_message_fetched_by_pop_keeps_its_way() {
    let header = "
Received: from pop.receiver.net [20.7.7.7]
\tby laptop with POP3 (fetchmail-6.4.39)
\tfor <bob@localhost> (single-drop); Tue, 10 Nov 2026 10:00:09 +0000
Received: from mail.shop.com (mail.shop.com [20.1.1.1]) by mx.receiver.net (8.18.1/8.18.1) with ESMTPS id x; Tue, 10 Nov 2026 10:00:02 +0000";
    check(header, "mx.receiver.net", "20.1.1.1 mail.shop.com -");
}

#[test]
fn a_line_without_an_address_is_helped_by_the_results_above_it_only() {
    let line = "Received: from mail.shop.com by mx.receiver.net with SMTP; Tue, 10 Nov 2026 10:00:02 +0000";
    let found =
        "Received-SPF: pass (mx: domain of shop.com designates 20.1.1.1 as permitted sender) client-ip=20.1.1.1;";
    check(&format!("{found}\n{line}"), "mx.receiver.net", "20.1.1.1 mail.shop.com -");
    check(line, "mx.receiver.net", "(Received in line 1 names no single address that it came from) - -");
    let other = found.replace("20.1.1.1", "20.9.9.9");
    check(
        &format!("{found}\n{other}\n{line}"),
        "mx.receiver.net",
        "(Received in line 3 names no single address that it came from) - -",
    );
}

#[test]
fn what_cannot_be_told_is_not_guessed() {
    // It never left the house.
    let handed_in = "Received: from laptop (p1.isp.net [79.1.2.3]) by mail.shop.com (Postfix) with ESMTPSA id x; Tue, 10 Nov 2026 10:00:02 +0000";
    check(handed_in, "mail.shop.com", "(a user handed the message in (Received in line 1)) - -");
    // All addresses of strangers look the same behind this gateway.
    let behind = "Received: from mail.shop.com (unknown [172.17.0.1]) by mx.receiver.net (Postfix) with ESMTP; Tue, 10 Nov 2026 10:00:02 +0000";
    check(
        &format!("{behind}\nReceived: from web (web [20.3.3.3]) by mail.shop.com (Postfix) with ESMTP; x"),
        "mail.shop.com",
        "(Received in line 2 was written by mail.shop.com, the sender's own server) - -",
    );
    assert_eq!(
        told(&read(&format!("{behind}\nFrom: a@shop.com\n\n"))),
        "(its Received lines name addresses of inside a network only) - -"
    );
    // What the receiver found is of another address.
    let found = "Authentication-Results: mx.receiver.net; spf=pass (sender IP is 20.9.9.9) smtp.mailfrom=shop.com";
    let line = "Received: from mail.shop.com (mail.shop.com [20.1.1.1]) by mx.receiver.net with ESMTP; Tue, 10 Nov 2026 10:00:02 +0000";
    check(
        &format!("{found}\n{line}"),
        "mx.receiver.net",
        "(Received in line 2 names 20.1.1.1, and what the receiver found is of 20.9.9.9) - shop.com spf=pass",
    );
    // Between one's own servers, any may be the sender; what the receiver found decides.
    let own = "Received: from mail.shop.com (mail.shop.com [20.1.1.1]) by mx.shop.com (Postfix) with ESMTP id x; Tue, 10 Nov 2026 10:00:02 +0000\n\
               Received: from web.shop.com (web.shop.com [20.1.1.9]) by mail.shop.com (Postfix) with ESMTP id y; Tue, 10 Nov 2026 10:00:01 +0000";
    let plain = |header: &str| told(&read(&format!("{header}\nFrom: a@shop.com\n\n")));
    let between = "(its servers are of one organisation, and any of them may be the sender: 20.1.1.1 (line 1), 20.1.1.9 (line 2))";
    assert_eq!(plain(own), format!("{between} - -"));
    assert_eq!(
        plain(&format!("Authentication-Results: mx.shop.com; spf=pass (sender IP is 20.1.1.1)\n{own}")),
        "20.1.1.1 mail.shop.com - spf=pass"
    );
    let one = own.lines().next().expect("a line");
    assert_eq!(plain(one), "20.1.1.1 mail.shop.com -");
}

#[test]
fn a_stranger_who_says_the_receivers_name_stays_a_stranger() {
    let line = "Received: from mx2.receiver.net (unknown [20.1.1.1]) by mx.receiver.net (Postfix) with ESMTP id x; Tue, 10 Nov 2026 10:00:02 +0000";
    check(line, "mx2.receiver.net", "20.1.1.1 mx2.receiver.net -");
    let proven = "Received: from mx2.receiver.net (mx2.receiver.net [20.4.4.4]) by store.receiver.net (Postfix) with ESMTP id x; Tue, 10 Nov 2026 10:00:03 +0000\n\
                  Received: from mail.shop.com (mail.shop.com [20.1.1.1]) by mx2.receiver.net (Postfix) with ESMTP id x; Tue, 10 Nov 2026 10:00:02 +0000";
    check(proven, "mx2.receiver.net", "20.1.1.1 mail.shop.com -");
}

#[test]
fn a_message_that_was_not_received_has_no_way() {
    let trace = read("Return-Path: <b@shop.com>\nAuthentication-Results: mx; spf=pass\nFrom: a@shop.com\n\n");
    assert_eq!(trace.mail_from.as_ref().map(|taken| taken.value.as_str()), Some("<b@shop.com>"));
    assert!(!trace.is_received && trace.ip.is_none() && trace.unclear.is_none() && trace.results.is_empty());
}

#[test]
fn hostile_sizes_take_no_time() {
    let began = std::time::Instant::now();
    let hop = "Received: from a (b [10.0.0.1]) by c.receiver.net with SMTP; x\n";
    assert!(read(&hop.repeat(1_900)).unclear.is_some());
    let results = format!("Authentication-Results: m; {}\n", "spf=pass ((((; ".repeat(100_000));
    read(&format!("{}{hop}\n", results.repeat(20)));
    read(&format!("Received: from {}\n\n", "(".repeat(5_000_000)));
    read(&format!("Received: {}\n\n", "from by [IPv6:::%".repeat(100_000)));
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

proptest::proptest! {
    #[test]
    fn no_header_makes_it_panic(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        let header = pieces.concat();
        let trace = Trace::read(&Fields::parse(header.as_bytes()), None, None);
        // An address and a reason why there is none exclude each other.
        proptest::prop_assert!(trace.ip.is_none() || trace.unclear.is_none());
    }
}

const PIECES: &[&str] = &[
    "Received: ",
    "Return-Path: ",
    "Authentication-Results: ",
    "ARC-Authentication-Results: ",
    "Received-SPF: ",
    "\r\n",
    "\r\n ",
    "from ",
    "by ",
    "with ",
    "ESMTPS ",
    "LMTP ",
    "ESMTPSA ",
    "mail.shop.com ",
    "mx.google.com ",
    "mx.receiver.net ",
    "(",
    ")",
    "[",
    "]",
    "[20.1.1.1] ",
    "20.1.1.1 ",
    "[10.0.0.1] ",
    "[IPv6:2001:db8::1] ",
    "HELO ",
    "helo=",
    "; ",
    "\"",
    "\\",
    "=",
    "i=1; ",
    "spf=pass ",
    "sender IP is ",
    "designates ",
    "client-ip=",
    "Tue, 10 Nov 2026 10:00:02 +0000",
    "é",
    "\u{0}",
    "%",
];
