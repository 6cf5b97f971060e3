//! Tables of facts: what is judged from one is what the DNS gives, nobody is asked, and a table of a stranger's rejects nobody by being
//! broken.

use crate::support::command::{Desk, Ran, demo};
use crate::support::liar::{Liar, Tcp, name, reply, soa};
use crate::support::{self};
use hickory_proto::op::ResponseCode;
use hickory_proto::rr::rdata::A;
use hickory_proto::rr::{RData, Record, RecordType};
use std::collections::BTreeMap;

const LISTS: [&str; 5] = ["clean.csv", "review.csv", "rejected.csv", "retry.csv", "changes.csv"];

/// The lists of a cleaning, and what was changed.
fn lists(desk: &Desk, folder: &str) -> BTreeMap<String, String> {
    let files = desk.files(folder);
    let list = |name: &str| (name.to_owned(), String::from_utf8_lossy(&files[name]).into_owned());
    LISTS.into_iter().map(list).collect()
}

#[track_caller]
fn run(desk: &Desk, exit: i32, arguments: &[&str]) -> Ran {
    let ran = desk.run(arguments);
    assert_eq!(ran.exit, exit, "{arguments:?}: {}{}", ran.stdout, ran.stderr);
    ran
}

/// A zone with everything that a domain can be, and a list of addresses there, with slips whose cure has to be proved.
const ZONE: &str = "$TTL 300\n\
    gmail.com. MX 5 mx.gmail.com.\nmx.gmail.com. A 45.80.1.1\n\
    hotmail.com. MX 5 mx.hotmail.com.\nmx.hotmail.com. A 45.80.1.2\n\
    shop-of-ann.com. MX 10 mx1.shop-of-ann.com.\nshop-of-ann.com. MX 20 mx2.shop-of-ann.com.\n\
    mx1.shop-of-ann.com. TXT \"no address\"\nmx2.shop-of-ann.com. AAAA 2a02::1\n\
    null.com. MX 0 .\n\
    implicit.com. A 45.80.1.3\n\
    nothing.com. TXT \"no mail\"\n\
    dangling.com. MX 10 gone.dangling.com.\n\
    private.com. MX 10 mx.private.com.\nmx.private.com. A 10.0.0.1\n\
    dual.com. MX 10 mx.dual.com.\nmx.dual.com. A 10.0.0.1\nmx.dual.com. AAAA 2a02::2\n\
    local.com. MX 10 localhost.\nlocalhost. A 127.0.0.1\n\
    literal.com. MX 10 45.80.1.9.\n\
    alias.com. CNAME gmail.com.\n\
    parked.com. MX 10 mail.h-email.net.\nmail.h-email.net. A 45.80.1.4\n\
    throw.com. MX 10 mx.mailinator.com.\nmx.mailinator.com. A 45.80.1.5\n\
    ;fault slow.com timeout\n;fault ill.com servfail\n;fault strict.com refused\n;fault cut.com network\n\
    ;fault odd.com malformed\n;fault hidden.com filtered\n\
    half.com. MX 10 mx.ill.com.\nhalf.com. MX 20 mx.gone.com.\n;fault mx.ill.com servfail\n";

fn list() -> String {
    let domains = [
        "gmail.com",
        "gmial.com",
        "homail.com",
        "hotmail.con",
        "shop-of-ann.com",
        "shop-of-an.com",
        "null.com",
        "implicit.com",
        "nothing.com",
        "dangling.com",
        "private.com",
        "dual.com",
        "local.com",
        "literal.com",
        "alias.com",
        "parked.com",
        "throw.com",
        "slow.com",
        "ill.com",
        "strict.com",
        "cut.com",
        "odd.com",
        "hidden.com",
        "half.com",
        "gone.com",
        "mail.test",
        "x.notatld",
        "under_score.com",
        "mailinator.com",
        "bücher.com",
    ];
    let rows = domains.iter().enumerate().map(|(number, domain)| format!("{number},ann{number}@{domain}\n"));
    let frequent = (0..30).map(|number| format!("{number},bob{number}@shop-of-ann.com\n"));
    let broken = ["1,nobody\n".to_owned(), "2,ann@\n".to_owned(), "3,a@gmail.com b@gone.com\n".to_owned()];
    std::iter::once("id,email\n".to_owned()).chain(rows).chain(frequent).chain(broken).collect()
}

/// A desk with the list, the zone, and a table for it in each form.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("list.csv", list()).put("dns.zone", ZONE);
    for table in ["facts.parquet", "facts.jsonl", "facts.csv"] {
        run(&desk, 0, &["resolve", "list.csv", "--dns", "zone:dns.zone", "-o", table, "-q"]);
    }
    desk
}

#[test]
fn a_table_gives_each_row_what_the_dns_gives_in_every_form_and_again_the_same_octets() {
    let desk = desk();
    for fix in ["none", "safe", "typos"] {
        run(&desk, 0, &["clean", "list.csv", "--dns", "zone:dns.zone", "-o", "dns", "--fix", fix, "--force", "-q"]);
        let by_dns = lists(&desk, "dns");
        for code in
            ["domain.null_mx", "domain.nxdomain", "domain.implicit_mx", "dns.servfail", "dns.timeout", "typo.provider"]
        {
            assert!(by_dns.values().any(|list| list.contains(code)), "the list has no {code}");
        }
        for table in ["facts.parquet", "facts.jsonl", "facts.csv", "facts.parquet"] {
            let ran = run(&desk, 0, &["clean", "list.csv", "--facts", table, "-o", "out", "--fix", fix, "--force"]);
            assert_eq!(lists(&desk, "out"), by_dns, "{table} {fix}");
            assert!(!ran.stderr.contains("warning"), "{}", ran.stderr);
        }
    }
    for command in ["gate", "check"] {
        let what = if command == "gate" { "list.csv" } else { "ann@gmial.com" };
        let by_dns = desk.run(&[command, what, "--dns", "zone:dns.zone", "--format", "csv"]);
        let by_table = desk.run(&[command, what, "--facts", "facts.parquet", "--format", "csv"]);
        assert_eq!((by_table.exit, by_table.stdout), (by_dns.exit, by_dns.stdout), "{command}");
    }
}

#[test]
fn the_demo_is_judged_from_a_table_as_it_is_by_the_dns() {
    let (desk, list, zone) = (Desk::new(), demo("contacts.csv"), format!("zone:{}", demo("demo.zone").display()));
    let list = list.display().to_string();
    run(&desk, 0, &["resolve", &list, "--dns", &zone, "-o", "facts.parquet", "-q"]);
    run(&desk, 0, &["clean", &list, "--dns", &zone, "-o", "dns", "-q"]);
    run(&desk, 0, &["clean", &list, "--facts", "facts.parquet", "-o", "facts", "-q"]);
    assert_eq!(lists(&desk, "facts"), lists(&desk, "dns"));
}

#[test]
fn nobody_is_asked_where_a_table_is_judged_from() {
    let server = support::serve("$TTL 60\n@ SOA ns. h. 1 2 3 4 5\n@ NS ns.\nns. A 127.0.0.1\n");
    let desk = desk();
    desk.put("records.jsonl", "{\"email\":\"ann@unheard-of.com\"}\n");
    let dns = server.addr.to_string();
    run(&desk, 0, &["clean", "list.csv", "--facts", "facts.csv", "--dns", &dns, "-o", "out"]);
    run(&desk, 1, &["gate", "list.csv", "--facts", "facts.csv", "--dns", &dns]);
    let check = run(&desk, 3, &["check", "ann@unheard-of.com", "--facts", "facts.csv", "--dns", &dns]);
    assert!(check.stdout.contains("dns.not_in_facts"), "{}", check.stdout);
    let stream = ["clean", "-", "--input", "jsonl", "--to", "jsonl", "--facts", "facts.csv", "--dns", &dns];
    let streamed = desk.run_with(&stream, b"{\"email\":\"ann@unheard-of.com\"}\n{\"email\":\"ann@gmail.com\"}\n");
    assert!(streamed.stdout.contains("dns.not_in_facts") && streamed.stdout.contains("\"ok\""), "{}", streamed.stdout);
    assert_eq!(server.queries(), 0);
}

#[test]
fn a_domain_that_the_table_does_not_know_is_unknown_and_counted() {
    let desk = Desk::new();
    desk.put("old.csv", "email\nann@gmail.com\n").put("dns.zone", ZONE);
    desk.put("list.csv", "email\nann@gmail.com\nbob@gone.com\ncem@null.com\n");
    run(&desk, 0, &["resolve", "old.csv", "--dns", "zone:dns.zone", "-o", "facts.jsonl", "-q"]);
    let ran = run(&desk, 0, &["clean", "list.csv", "--facts", "facts.jsonl", "-o", "out"]);
    assert!(ran.stderr.contains("2 domains are not in the table"), "{}", ran.stderr);
    let lists = lists(&desk, "out");
    assert_eq!(lists["retry.csv"].matches("unknown,dns.not_in_facts").count(), 2, "{}", lists["retry.csv"]);
    assert_eq!(lists["rejected.csv"].lines().count(), 1);
    let ran = run(&desk, 3, &["gate", "list.csv", "--facts", "facts.jsonl"]);
    assert!(ran.stderr.contains("2 domains are not in the table"), "{}", ran.stderr);
}

/// The lines of a table of JSON Lines, with something in them put in the place of something else.
fn edited(desk: &Desk, table: &str, edit: impl Fn(&mut serde_json::Value)) -> String {
    let text = std::fs::read_to_string(desk.path(table)).expect("a table");
    let edited = text.lines().map(|line| {
        let mut row = serde_json::from_str(line).expect("JSON");
        edit(&mut row);
        format!("{row}\n")
    });
    edited.collect()
}

fn make_old(row: &mut serde_json::Value) {
    if row["outcome"] != "not_asked" {
        row["asked_at"] = "2020-01-31T12:00:00Z".into();
        row["expires_at"] = "2020-01-31T13:00:00Z".into();
    }
}

#[test]
fn what_has_expired_is_judged_from_all_the_same_and_it_is_said() {
    let desk = desk();
    desk.put("old.jsonl", edited(&desk, "facts.jsonl", make_old));
    run(&desk, 0, &["clean", "list.csv", "--facts", "facts.jsonl", "-o", "fresh", "-q"]);
    let ran = run(&desk, 0, &["clean", "list.csv", "--facts", "old.jsonl", "-o", "old"]);
    assert_eq!(lists(&desk, "old"), lists(&desk, "fresh"));
    assert!(ran.stderr.contains("have expired and were used all the same"), "{}", ran.stderr);
}

#[test]
fn only_what_is_missing_expired_or_failed_is_asked_again() {
    let server = support::serve(
        "$TTL 300\n@ SOA ns. h. 1 2 3 4 5\n@ NS ns.\nns. A 127.0.0.1\na.com. MX 5 mx.a.com.\nmx.a.com. A 45.80.1.1\n\
         b.com. MX 5 mx.b.com.\nmx.b.com. A 45.80.1.2\n",
    );
    let (desk, dns) = (Desk::new(), server.addr.to_string());
    desk.put("one.csv", "email\nann@a.com\n").put("two.csv", "email\nann@a.com\nann@b.com\n");
    let resolve = |lists: &[&str], more: &[&str]| {
        let ran = run(&desk, 0, &[&["resolve", "--dns", &dns, "--no-cache"], lists, more].concat());
        ran.stderr.lines().last().unwrap_or_default().to_owned()
    };
    let count = |name: &str| server.asked().get(&format!("{name}. MX")).copied().unwrap_or(0);
    assert_eq!(
        resolve(&["one.csv"], &["-o", "one.jsonl"]),
        "one.jsonl: 1 domain: 1 asked, 0 known before, 0 not found out"
    );
    let told = resolve(&["two.csv"], &["--facts", "one.jsonl", "-o", "two.jsonl"]);
    assert_eq!(told, "two.jsonl: 2 domains: 1 asked, 1 known before, 0 not found out");
    assert_eq!((count("a.com"), count("b.com")), (1, 1));
    desk.put(
        "old.jsonl",
        edited(&desk, "two.jsonl", |row| {
            if row["domain"] == "a.com" {
                make_old(row)
            }
        }),
    );
    resolve(&["two.csv"], &["--facts", "old.jsonl", "-o", "three.jsonl"]);
    assert_eq!((count("a.com"), count("b.com")), (2, 1));
    desk.put(
        "failed.jsonl",
        edited(&desk, "two.jsonl", |row| {
            if row["domain"] == "b.com" {
                (row["outcome"], row["mx"]) = ("timeout".into(), serde_json::json!([]));
            }
        }),
    );
    resolve(&["two.csv"], &["--facts", "failed.jsonl", "-o", "four.jsonl"]);
    assert_eq!((count("a.com"), count("b.com")), (2, 2));
    // Of several lists each domain is asked once, and the TTL of the zone says how long that holds.
    resolve(&["one.csv", "two.csv"], &["-o", "both.jsonl"]);
    assert_eq!((count("a.com"), count("b.com")), (3, 3));
    let text = std::fs::read_to_string(desk.path("both.jsonl")).expect("a table");
    let time =
        |row: &serde_json::Value, key: &str| presend::run::facts_table::seconds(row[key].as_str().expect("a time"));
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(time(&row, "expires_at"), time(&row, "asked_at").map(|asked| asked + 300), "{line}");
        assert_eq!(row["resolver_trust"], "believed");
    }
}

#[test]
fn an_answer_stays_when_asking_again_fails() {
    let desk = Desk::new();
    desk.put("list.csv", "email\nann@gmail.com\nann@null.com\n").put("dns.zone", ZONE);
    desk.put("ill.zone", format!("{ZONE};fault gmail.com servfail\n"));
    run(&desk, 0, &["resolve", "list.csv", "--dns", "zone:dns.zone", "-o", "first.jsonl", "-q"]);
    desk.put("old.jsonl", edited(&desk, "first.jsonl", make_old));
    run(
        &desk,
        0,
        &["resolve", "list.csv", "--dns", "zone:ill.zone", "--facts", "old.jsonl", "-o", "again.jsonl", "-q"],
    );
    let text = std::fs::read_to_string(desk.path("again.jsonl")).expect("a table");
    let gmail = text.lines().find(|line| line.contains("\"domain\":\"gmail.com\"")).expect("its row");
    assert!(gmail.contains("\"outcome\":\"found\"") && gmail.contains("2020-01-31T12:00:00Z"), "{gmail}");
    // A failure alone is kept as one.
    run(&desk, 0, &["resolve", "list.csv", "--dns", "zone:ill.zone", "-o", "ill.jsonl", "-q"]);
    let text = std::fs::read_to_string(desk.path("ill.jsonl")).expect("a table");
    assert!(text.contains("\"domain\":\"gmail.com\",\"outcome\":\"servfail\",\"verdict\":\"unknown\""), "{text}");
    // Tables one behind the other, in any order and form: the newest answer counts.
    for order in [["old.jsonl", "ill.jsonl"], ["ill.jsonl", "old.jsonl"]] {
        let both: String =
            order.iter().map(|name| std::fs::read_to_string(desk.path(name)).expect("a table")).collect();
        desk.put("both.jsonl", both);
        for facts in [vec!["--facts", "both.jsonl"], vec!["--facts", order[0], "--facts", order[1]]] {
            let check = run(&desk, 0, &[&["check", "ann@gmail.com"], &facts[..]].concat());
            assert!(check.stdout.contains("ok"), "{}", check.stdout);
        }
    }
}

#[test]
fn tables_of_csv_may_stand_one_behind_the_other() {
    let desk = Desk::new();
    desk.put("one.csv", "email\nann@gmail.com\n").put("two.csv", "email\nann@null.com\n").put("dns.zone", ZONE);
    let table = |list: &str, table: &str| {
        run(&desk, 0, &["resolve", list, "--dns", "zone:dns.zone", "-o", table, "-q"]);
        std::fs::read_to_string(desk.path(table)).expect("a table")
    };
    let both = table("one.csv", "a.csv") + &table("two.csv", "b.csv");
    desk.put("both.csv", both);
    let check = run(&desk, 1, &["check", "ann@gmail.com", "bob@null.com", "--facts", "both.csv"]);
    assert!(check.stdout.contains("domain.null_mx") && !check.stdout.contains("dns.not_in_facts"), "{}", check.stdout);
}

/// Knows the names of one company only, and denies all others.
fn of_a_company() -> support::server::Running {
    support::serve(
        "$TTL 60\n@ SOA ns. h. 1 2 3 4 5\n@ NS ns.\nour-firm.com. MX 5 mx.our-firm.com.\nmx.our-firm.com. A 45.80.1.1\n",
    )
}

/// Gives an address for every name, and no MX.
fn inventing() -> Liar {
    Liar::start(Tcp::Closed, |asked| {
        let query = &asked.message.queries[0];
        let mut message = reply(&asked.message, ResponseCode::NoError);
        if query.query_type() == RecordType::A {
            let address = RData::A(A("45.80.1.1".parse().expect("an address")));
            message.add_answer(Record::from_rdata(query.name().clone(), 300, address));
        } else {
            message.add_authority(soa(&name("com.").to_ascii()));
        }
        vec![message.into()]
    })
}

#[test]
fn a_resolver_that_denies_or_invents_names_rejects_nobody_through_its_table_either() {
    let (company, inventing) = (of_a_company(), inventing());
    for (dns, exit) in [(company.addr.to_string(), 3), (inventing.addr.to_string(), 3)] {
        let desk = Desk::new();
        desk.put("list.csv", "email\nann@gmail.com\nbob@our-firm.com\ncem@shop-of-cem.com\ndan@gmial.com\n");
        desk.put("part.csv", "email\ncem@shop-of-cem.com\ndan@shop-of-dan.com\n");
        run(&desk, 3, &["resolve", "list.csv", "--dns", &dns, "--no-cache", "-o", "facts.parquet", "-q"]);
        run(&desk, exit, &["clean", "list.csv", "--dns", &dns, "--no-cache", "-o", "dns", "-q"]);
        run(&desk, exit, &["clean", "list.csv", "--facts", "facts.parquet", "-o", "facts", "-q"]);
        assert_eq!(lists(&desk, "facts"), lists(&desk, "dns"), "{dns}");
        // The name that gave it away is not on this list.
        run(&desk, 3, &["clean", "part.csv", "--facts", "facts.parquet", "-o", "part", "-q"]);
        let lists = lists(&desk, "part");
        assert_eq!(lists["rejected.csv"].lines().count(), 1, "{lists:?}");
        assert_eq!(lists["clean.csv"].lines().count(), 1, "{lists:?}");
    }
}

#[test]
fn a_table_that_denies_a_sure_provider_is_not_believed() {
    let desk = Desk::new();
    desk.put("list.csv", "email\nann@gmail.com\nbob@gone.com\n").put("dns.zone", "other.com. MX 0 .\n");
    run(&desk, 0, &["resolve", "list.csv", "--dns", "zone:dns.zone", "-o", "zone.jsonl", "-q"]);
    desk.put("facts.jsonl", edited(&desk, "zone.jsonl", |row| row["resolver_trust"] = "believed".into()));
    let ran = run(&desk, 3, &["clean", "list.csv", "--facts", "facts.jsonl", "-o", "out"]);
    assert!(ran.stderr.contains("denies gmail.com, which surely exists"), "{}", ran.stderr);
    assert_eq!(lists(&desk, "out")["rejected.csv"].lines().count(), 1);
}

#[test]
fn a_table_that_left_out_what_speaks_for_a_domain_does_not_reject_it() {
    let desk = Desk::new();
    // A private address is enough for a run that allows them, which then looks no further.
    desk.put("list.csv", "email\nann@dual.com\n").put("dns.zone", ZONE);
    let resolve = ["resolve", "list.csv", "--dns", "zone:dns.zone", "--allow-non-public", "-o", "facts.jsonl", "-q"];
    run(&desk, 0, &resolve);
    run(&desk, 0, &["check", "ann@dual.com", "--facts", "facts.jsonl", "--allow-non-public"]);
    let check = run(&desk, 3, &["check", "ann@dual.com", "--facts", "facts.jsonl"]);
    assert!(check.stdout.contains("dns.not_in_facts"), "{}", check.stdout);
}

#[test]
fn a_broken_table_stops_the_run_with_its_place_and_leaves_nothing() {
    let desk = desk();
    let text = std::fs::read_to_string(desk.path("facts.jsonl")).expect("a table");
    let broken = |from: &str, to: &str| text.replacen(from, to, 1);
    for (table, said) in [
        (broken("presend.facts.1", "presend.facts.9"), "its schema is"),
        (broken("\"outcome\":\"nxdomain\"", "\"outcome\":\"reject\""), "does not fit its mx"),
        (broken("\"outcome\":\"found\"", "\"outcome\":\"nxdomain\""), "does not fit its mx"),
        (broken("\"preference\":5", "\"preference\":65536"), "preference from 0 to 65535"),
        (broken("45.80.1.1", "45.80.1.256"), "45.80.1.256"),
        (broken("\"resolver_trust\":\"given\"", "\"resolver_trust\":\"mine\""), "resolver_trust is"),
        (broken("Z\",\"expires_at", "\",\"expires_at\":\"\",\"x"), "no moment such as"),
        (text[..text.len() - 40].to_owned(), "no object of JSON"),
        ("{\"email\":\"ann@gmail.com\"}\n".to_owned(), "its schema is"),
        ("email\nann@gmail.com\n".to_owned(), "no column schema"),
        (String::new(), "no column schema"),
    ] {
        desk.put("broken.jsonl", table);
        for arguments in [&["clean", "list.csv", "-o", "out"][..], &["gate", "list.csv"], &["check", "ann@gmail.com"]] {
            let ran = run(&desk, 2, &[arguments, &["--facts", "broken.jsonl"]].concat());
            assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
        }
        assert!(desk.files("out").is_empty());
    }
    let parquet = std::fs::read(desk.path("facts.parquet")).expect("a table");
    for end in (0..parquet.len()).step_by(1009) {
        desk.put("cut.parquet", &parquet[..end]);
        run(&desk, 2, &["check", "ann@gmail.com", "--facts", "cut.parquet"]);
    }
}

#[test]
fn what_is_read_is_never_written_over_and_what_makes_no_sense_is_refused() {
    let desk = desk();
    let before = desk.files(".");
    for (arguments, said) in [
        (&["resolve", "list.csv", "-o", "list.csv"][..], "would be overwritten"),
        (&["resolve", "list.csv", "--facts", "facts.csv", "-o", "./facts.csv"], "would be overwritten"),
        (&["resolve", "list.csv", "-o", "facts.xlsx"], ".parquet, .jsonl or .csv"),
        (&["resolve", "list.csv", "-o", "new.csv", "--offline"], "by asking the DNS"),
        (&["resolve", "list.csv"], "--output"),
        (&["clean", "list.csv", "--facts", "facts.csv", "--probe"], "cannot be used with"),
        (&["clean", "--retry", "out", "--facts", "facts.csv"], "Leave out --facts"),
        (&["gate", "list.csv", "--facts", "facts.csv", "--format", "json=facts.csv"], "would be overwritten"),
        (&["check", "ann@gmail.com", "--facts", "none.csv"], "no file none.csv"),
    ] {
        let ran = run(&desk, 2, arguments);
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
    }
    assert_eq!(desk.files("."), before);
}

#[test]
fn lists_of_bare_domains_and_tables_of_facts_are_lists_too() {
    let desk = desk();
    desk.put("domains.txt", "gmail.com\nGMIAL.com\n\nnull.com.\n")
        .put("domains.csv", "n;domain\n1;gmail.com\n2;no domain\n3;null.com\n");
    let domains = |list: &str| {
        let ran = run(&desk, 0, &["resolve", list, "--dns", "zone:dns.zone", "-o", "-"]);
        let name = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["domain"].clone();
        let names: Vec<String> =
            ran.stdout.lines().map(|line| name(line).as_str().expect("a name").to_owned()).collect();
        (names, ran.stderr)
    };
    assert_eq!(domains("domains.txt").0, ["gmail.com", "gmial.com", "null.com"]);
    let (names, stderr) = domains("domains.csv");
    assert_eq!(names, ["gmail.com", "null.com"]);
    assert!(stderr.contains("1 cell is no domain"), "{stderr}");
    let of_table = domains("facts.parquet").0;
    assert!(
        of_table.len() > 20 && of_table == domains("facts.csv").0 && of_table == domains("facts.jsonl").0,
        "{of_table:?}"
    );
    desk.put("nothing.csv", "name\nnobody\n");
    run(&desk, 2, &["resolve", "nothing.csv", "--dns", "zone:dns.zone", "-o", "-"]);
}

#[test]
fn the_page_of_facts_names_the_columns_as_they_are() {
    let page = include_str!("../data/facts.md");
    let rows: Vec<&str> = page.lines().skip_while(|line| *line != "| column | type | what it says |").skip(2).collect();
    for (row, column) in rows.iter().zip(presend::run::facts_table::COLUMNS) {
        let mark = if column.is_fact { " *" } else { "" };
        assert!(row.starts_with(&format!("| `{}`{mark} | ", column.name)), "{}: {row}", column.name);
    }
    assert_eq!(rows.len(), presend::run::facts_table::COLUMNS.len());
}
