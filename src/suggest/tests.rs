//! What people type, and what did-you-mean says to it.

use super::*;

fn check(typed: &str, domain: &str, reason: Reason, at_least: Confidence) {
    let found = suggest(typed);
    let short = found.as_ref().map(|found| (found.domain.as_str(), found.reason, found.confidence >= at_least));
    assert_eq!(short, Some((domain, reason, true)), "{typed}: {found:?}");
}

fn silent(typed: &str) {
    assert_eq!(suggest(typed), None, "{typed}");
}

fn quiet(typed: &str) {
    let found = suggest(typed);
    assert!(found.as_ref().is_none_or(|found| found.confidence == Confidence::Low), "{typed}: {found:?}");
}

use Confidence::{High, Low, Medium};
use Reason::{TypoComma, TypoMissingDot, TypoProvider, TypoTld};

#[test]
fn the_slip_that_presend_was_made_for() {
    check("homail.com", "hotmail.com", TypoProvider, Medium);
    let found = suggest("homail.com").unwrap();
    assert_eq!(found.edits, ["t missing"]);
    assert_eq!(found.distance, 1);
    assert_eq!(found.provider.as_deref(), Some("Outlook.com"));
}

#[test]
fn slips_in_a_providers_name_are_found() {
    for typed in ["gmial.com", "gamil.com", "gmai.com", "gmali.com", "gmaill.com"] {
        check(typed, "gmail.com", TypoProvider, High);
    }
    check("hotmaiul.com", "hotmail.com", TypoProvider, Medium);
    check("outlokk.com", "outlook.com", TypoProvider, Medium);
    check("yahooo.co.jp", "yahoo.co.jp", TypoProvider, Medium);
    check("foxmial.com", "foxmail.com", TypoProvider, High);
    check("rediffmsil.com", "rediffmail.com", TypoProvider, Medium);
    check("t-onlime.de", "t-online.de", TypoProvider, Medium);
    check("wanadooo.fr", "wanadoo.fr", TypoProvider, Medium);
    check("seznan.cz", "seznam.cz", TypoProvider, Low);
}

#[test]
fn slips_in_the_ending_are_put_right_for_everybody() {
    for ending in ["con", "cmo", "comm", "vom", "xom", "ocm"] {
        check(&format!("gmail.{ending}"), "gmail.com", TypoTld, High);
        check(&format!("acme-tools.{ending}"), "acme-tools.com", TypoTld, Medium);
    }
    check("gmail.com.com", "gmail.com", TypoTld, High);
    check("acme-tools.com.com", "acme-tools.com", TypoTld, Medium);
    check("acme-tools.com.con", "acme-tools.com", TypoTld, Medium);
    check("yahoo.com.uk", "yahoo.co.uk", TypoTld, High);
    check("gmail.co", "gmail.com", TypoTld, Medium);
    check("gmial.con", "gmail.com", TypoProvider, High);
    check("acme-tools.ney", "acme-tools.net", TypoTld, Medium);
}

#[test]
fn dots_are_put_right() {
    check("gmail,com", "gmail.com", TypoComma, High);
    check("acme-tools,com", "acme-tools.com", TypoComma, Medium);
    check("gmailcom", "gmail.com", TypoMissingDot, High);
    check("gmail..com", "gmail.com", TypoTld, High);
    check("qqcom", "qq.com", TypoMissingDot, High);
    check("acmetoolscom", "acmetools.com", TypoMissingDot, Low);
}

#[test]
fn a_mail_providers_name_under_another_ending_is_that_provider() {
    for typed in ["gmail.fr", "gmail.com.br", "gmail.info", "gmail.cam", "gmail.net"] {
        check(typed, "gmail.com", TypoTld, Medium);
    }
    for typed in ["hotmail.info", "icloud.de"] {
        check(typed, &format!("{}.com", typed.split('.').next().unwrap()), TypoTld, Low);
    }
    for typed in ["comcast.com", "verizon.com", "naver.net", "orange.com"] {
        quiet(typed);
    }
}

#[test]
fn the_ending_of_a_country_is_found_where_a_letter_of_it_is_lost() {
    check("yahoo.o.jp", "yahoo.co.jp", TypoTld, Medium);
    check("yahooc.o.in", "yahoo.co.in", TypoProvider, Medium);
    check("hotmail.o.jp", "hotmail.co.jp", TypoTld, Medium);
}

#[test]
fn signs_in_a_companys_domain_are_not_taken_for_dots() {
    for typed in ["under_score.x", "under_score.de", "acme.com:25", "acme.com/x", "acme_tools.com", "a<b.com"] {
        silent(typed);
    }
    check("gmail_com", "gmail.com", TypoTld, Medium);
}

#[test]
fn words_that_are_near_a_provider_are_left_alone() {
    for name in
        ["hotair.com", "ibmcloud.com", "bol.com", "telus.com", "outlet.com", "cloud.com", "index.hu", "libre.fr"]
    {
        quiet(name);
    }
}

#[test]
fn providers_and_their_neighbours_are_never_corrected() {
    for provider in Providers::builtin().iter() {
        silent(&provider.domain);
        silent(&format!("mail.{}", provider.domain));
    }
    for name in [
        "ymail.com",
        "mail.com",
        "email.com",
        "gmx.de",
        "me.com",
        "ao.com",
        "mai.ru",
        "mailo.com",
        "pacific.co",
        "technion.ac.il",
    ] {
        quiet(name);
    }
    for name in ["yahoo.fr", "yahoo.de", "Gmail.com", " gmail.com ", "gmail.com."] {
        silent(name);
    }
}

#[test]
fn numeric_names_never_differ_by_a_digit() {
    for name in [
        "162.com", "136.com", "169.com", "188.cn", "129.com", "138.com", "22cn.com", "1633.com", "12.com", "1266.com",
        "164.com",
    ] {
        silent(name);
    }
}

#[test]
fn nonsense_of_any_kind_is_answered() {
    for text in [
        "",
        ".",
        "@",
        "....",
        "\u{0}",
        "a",
        "com",
        ",",
        "-.-",
        "a.b.c.d.e.f.g",
        "\u{fffd}",
        "xn--",
        "xn--.com",
        "1.2.3.4",
        "[1.2.3.4]",
    ] {
        let _ = suggest(text);
    }
    silent(&"a".repeat(5000));
    silent(&format!("{}.con", "a.".repeat(500)));
}

mod tables {
    use super::*;

    #[test]
    fn the_shipped_tables_have_no_unusable_line() {
        let texts = TableTexts::builtin();
        assert_eq!(Providers::parse(texts).err(), None);
        assert!(Providers::builtin().iter().count() > 500);
    }

    #[test]
    fn a_provider_is_never_disposable() {
        for provider in Providers::builtin().iter() {
            assert!(!is_disposable(&provider.domain), "{}", provider.domain);
            assert!(is_free(&provider.domain), "{}", provider.domain);
        }
        for name in ["sohu.com", "139.com", "yeah.net", "tom.com", "duck.com", "outlook.de"] {
            assert!(!is_disposable(name) && is_free(name), "{name}");
        }
    }

    #[test]
    fn disposable_services_are_known_with_their_subdomains() {
        for name in ["mailinator.com", "yopmail.com", "any.mailinator.com"] {
            assert!(is_disposable(name), "{name}");
        }
        for name in ["example.com", "com", "mailinator.example", ""] {
            assert!(!is_disposable(name), "{name}");
        }
    }

    #[test]
    fn role_names_are_known_in_any_case_and_with_a_tag() {
        for name in ["postmaster", "INFO", "sales+eu", "No-Reply", "kontakt", "vendas", "kefu"] {
            assert!(is_role(name), "{name}");
        }
        for name in ["wang.wei", "maria", "infomaria", "", "+info"] {
            assert!(!is_role(name), "{name}");
        }
    }

    #[test]
    fn closed_providers_and_parking_hosts_are_known() {
        assert_eq!(shut_down("yahoo.com.cn").map(|closed| closed.since.as_str()), Some("2013-08-19"));
        assert_eq!(shut_down("gmail.com"), None);
        assert_eq!(parking_service("ns1.sedoparking.com"), Some("Sedo"));
        assert_eq!(parking_service("ns1.example.com"), None);
    }

    #[test]
    fn a_users_own_tables_say_where_they_are_wrong() {
        let texts = TableTexts { providers: "# head\na.example\tA\tDE\n", neighbours: "", typos: "" };
        let error = Providers::parse(texts).err().map(|error| error.to_string());
        let expected = "providers.tsv:2:15: expected the weight, a whole number from 1, found \"\"";
        assert_eq!(error.as_deref(), Some(expected));
    }

    #[test]
    fn a_users_own_providers_and_allowed_domains_count() {
        let ours = Provider {
            domain: "kindermarkt.example".to_owned(),
            name: "Kindermarkt".to_owned(),
            country: "DE".to_owned(),
            weight: 1000,
            status: Status::Live,
            last_known: String::new(),
        };
        let extended = Providers::builtin().extended(vec![ours], ["gmial.com".to_owned()]);
        assert_eq!(suggest_with(&extended, "gmial.com"), None);
        assert_eq!(suggest_with(&extended, "kindermarkt.example"), None);
        let found = suggest_with(&extended, "kindermakrt.example").map(|found| found.domain);
        assert_eq!(found.as_deref(), Some("kindermarkt.example"));
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn sane(typed: &str) {
        let Some(found) = suggest(typed) else { return };
        assert_ne!(found.domain, typed, "a suggestion must change something");
        assert_eq!(suggest(typed).as_ref(), Some(&found), "{typed}: the answer must not change");
        assert!(!found.edits.is_empty(), "{typed}: {found:?} does not say what was wrong");
        assert!(crate::domain::Domain::new(&found.domain).is_ok(), "{typed}: {found:?}");
        assert!(crate::domain::tld_exists(&found.domain), "{typed}: {found:?}");
        if found.provider.is_some() {
            assert_eq!(suggest(&found.domain), None, "{typed}: {found:?} must be the end of it");
        }
    }

    proptest! {
        // A failing case is printed, and then written down as a test by hand.
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_answered(text in "\\PC{0,40}") {
            sane(&text);
        }

        #[test]
        fn any_near_miss_is_answered(at in 0usize..60, with in "[a-z0-9.,; -]{0,2}", which in 0usize..1000) {
            let provider = Providers::builtin().iter().nth(which).expect("there are more providers than that");
            let at = at.min(provider.domain.len());
            sane(&format!("{}{with}{}", &provider.domain[..at], provider.domain.get(at + 1..).unwrap_or_default()));
        }

        #[test]
        fn the_index_loses_no_provider(text in "[a-z0-9]{1,3}(mail|maol|ahoo|nline|xq)\\.(com|con|de|co\\.uk|e)") {
            let mut near = Vec::new();
            Providers::builtin().near(&text, &mut near);
            let found: Vec<&str> = near.iter().map(|(provider, _)| provider.domain.as_str()).collect();
            let live = Providers::builtin().iter().filter(|provider| provider.status == Status::Live);
            let all = live.map(|provider| provider.domain.as_str());
            let expected: Vec<&str> = all.filter(|domain| strsim::osa_distance(&text, domain) <= 2).collect();
            prop_assert_eq!(found, expected);
        }
    }
}

mod whole_tables {
    use super::*;
    use std::collections::HashSet;

    const TABLES: [(&str, &str); 10] = [
        ("providers.tsv", include_str!("../../data/providers.tsv")),
        ("neighbours.tsv", include_str!("../../data/neighbours.tsv")),
        ("typos.tsv", include_str!("../../data/typos.tsv")),
        ("disposable.tsv", include_str!("../../data/disposable.tsv")),
        ("roles.tsv", include_str!("../../data/roles.tsv")),
        ("shut_down.tsv", include_str!("../../data/shut_down.tsv")),
        ("parking.tsv", include_str!("../../data/parking.tsv")),
        ("special_use.tsv", include_str!("../../data/special_use.tsv")),
        ("mail_hosts.tsv", include_str!("../../data/mail_hosts.tsv")),
        ("local_parts.tsv", include_str!("../../data/local_parts.tsv")),
    ];

    fn keys(table: &str) -> Vec<&'static str> {
        let text = TABLES.iter().find(|(name, _)| *name == table).expect(table).1;
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        rows.map(|line| line.split('\t').next().unwrap_or_default()).collect()
    }

    #[test]
    fn every_table_says_where_it_comes_from() {
        for (name, text) in TABLES {
            for head in ["# source: ", "# licence: ", "# date: ", "# refresh: "] {
                assert!(text.lines().any(|line| line.starts_with(head)), "{name} has no line {head:?}");
            }
        }
    }

    #[test]
    fn no_key_stands_twice_in_a_table() {
        for (name, _) in TABLES {
            let mut seen = HashSet::new();
            for key in keys(name) {
                assert!(!key.is_empty() && key == key.trim() && key == key.to_lowercase(), "{name}: {key:?}");
                assert!(seen.insert(key), "{name}: {key} stands twice");
            }
        }
    }

    /// Tables of which each says of its domains what the others deny.
    const EXCLUSIVE: [&str; 6] =
        ["providers.tsv", "shut_down.tsv", "typos.tsv", "neighbours.tsv", "disposable.tsv", "parking.tsv"];

    #[test]
    fn no_two_tables_contradict_each_other() {
        for (at, table) in EXCLUSIVE.iter().enumerate() {
            let domains: HashSet<&str> = keys(table).into_iter().collect();
            for other in &EXCLUSIVE[at + 1..] {
                for key in keys(other) {
                    assert!(!domains.contains(key), "{key} stands in {table} and in {other}");
                }
            }
        }
    }

    #[test]
    fn no_host_takes_mail_for_others_and_is_parked() {
        for host in keys("mail_hosts.tsv") {
            assert_eq!(parking_service(host), None, "{host}");
        }
        for host in keys("parking.tsv") {
            assert_eq!(mail_host_provider(host), None, "{host}");
        }
    }

    #[test]
    fn no_provider_stands_beneath_a_domain_of_another_kind() {
        for other in ["disposable.tsv", "parking.tsv", "typos.tsv"] {
            let domains: HashSet<&str> = keys(other).into_iter().collect();
            for table in ["providers.tsv", "shut_down.tsv", "neighbours.tsv"] {
                for key in keys(table) {
                    let above = super::super::table::parents(key).find(|name| domains.contains(name));
                    assert_eq!(above, None, "{key} of {table} is beneath one of {other}");
                }
            }
        }
    }

    #[test]
    fn domains_are_a_labels_that_somebody_could_register() {
        for table in ["providers.tsv", "shut_down.tsv", "neighbours.tsv"] {
            for key in keys(table) {
                let domain = crate::domain::Domain::new(key).unwrap_or_else(|error| panic!("{table}: {key}: {error}"));
                assert_eq!(domain.as_str(), key, "{table}: a lower-case A-label");
                assert!(
                    domain.tld_exists() && domain.registrable().is_some(),
                    "{table}: {key} is under no public suffix"
                );
            }
        }
    }

    fn date_of(table: &str) -> &'static str {
        let text = TABLES.iter().find(|(name, _)| *name == table).expect(table).1;
        text.lines().find_map(|line| line.strip_prefix("# date: ")).expect("a date in the head")
    }

    #[test]
    fn every_shipped_provider_says_when_it_was_last_known() {
        for provider in Providers::builtin().iter() {
            let Provider { domain, name, country, last_known, .. } = provider;
            assert!(!name.trim().is_empty() && !last_known.is_empty(), "{domain}");
            assert!(country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()), "{domain}: {country}");
            assert!(last_known.as_str() <= date_of("providers.tsv"), "{domain} was last known on {last_known}");
        }
        let rows = TABLES[0].1.lines().filter(|line| !line.starts_with('#'));
        for line in rows {
            assert_eq!(line.split('\t').count(), 7, "{line}");
        }
    }

    #[test]
    fn providers_are_sorted_by_country_name_and_weight() {
        let key = |provider: &Provider| {
            (provider.country.clone(), provider.name.clone(), u32::MAX - provider.weight, provider.domain.clone())
        };
        let all: Vec<_> = Providers::builtin().iter().map(key).collect();
        for pair in all.windows(2) {
            assert!(pair[0] < pair[1], "{:?} stands before {:?}", pair[0], pair[1]);
        }
    }

    #[test]
    fn what_people_slip_from_is_alive_and_no_correction_leads_to_the_closed() {
        for line in TABLES[2].1.lines().filter(|line| !line.starts_with('#')) {
            let meant = line.split('\t').nth(1).unwrap_or_default();
            assert_eq!(provider(meant).map(|provider| provider.status), Some(Status::Live), "{line}");
        }
        let own = "alphamail.example\tA\tDE\t9000\tclosed\t2020-05\ta page\n";
        let tables = Tables::with_own(&[("providers.tsv", own.to_owned())].into()).expect("a good table");
        assert_eq!(tables.suggest("alphamial.example"), None);
        assert_eq!(tables.suggest("alphamail.example"), None);
        let tables =
            Tables::with_own(&[("providers.tsv", own.replace("closed", "live"))].into()).expect("a good table");
        assert_eq!(tables.suggest("alphamial.example").map(|found| found.domain).as_deref(), Some("alphamail.example"));
    }

    #[test]
    fn a_user_can_replace_every_table_by_itself() {
        let texts = REPLACEABLE_TABLES.map(|name| {
            let (_, text) = TABLES.iter().find(|(known, _)| *known == name).expect(name);
            (name, (*text).to_owned())
        });
        assert_eq!(Tables::with_own(&texts.into()).err(), None);
    }

    #[test]
    fn a_replaced_table_counts_and_the_others_stay() {
        let own = |head: &str| [("disposable.tsv", format!("\u{feff}{head}\r\ngone.example\r\n"))].into();
        let tables = Tables::with_own(&own("# in place of the built-in table")).expect("a good table");
        assert!(tables.is_disposable("gone.example") && !tables.is_disposable("mailinator.com"));
        assert!(tables.is_free("gmail.com") && tables.is_role("info"));
        assert!(tables.suggest("homail.com").is_some());
        let own = "# in place of the built-in table\nkindermarkt.de\tKindermarkt\tDE\t1000\n".to_owned();
        let tables = Tables::with_own(&[("providers.tsv", own)].into());
        let tables = tables.expect("slips of shipped providers are no fault of the user");
        assert_eq!(tables.suggest("gmial.com"), None);
    }

    #[test]
    fn rows_of_ones_own_come_on_top() {
        let own = [
            ("disposable.tsv", "# ours\ngone.example\n".to_owned()),
            ("providers.tsv", "kindermarkt.de\tKindermarkt\tDE\t1000\ngmail.com\tOurs\tDE\t7\n".to_owned()),
            ("parking.tsv", "park.example\tA park\n".to_owned()),
        ];
        let tables = Tables::with_own(&own.into()).expect("good tables");
        assert!(tables.is_disposable("gone.example") && tables.is_disposable("mailinator.com"));
        let slip = |domain: &str| tables.suggest(domain).map(|said| said.domain);
        assert_eq!(slip("kindermakrt.de").as_deref(), Some("kindermarkt.de"));
        assert_eq!(slip("homail.com").as_deref(), Some("hotmail.com"));
        assert_eq!(tables.providers().get("gmail.com").map(|provider| provider.name.as_str()), Some("Ours"));
        assert_eq!(tables.parking_service("mx.park.example"), Some("A park"));
    }

    #[test]
    fn a_line_that_cannot_be_used_is_told_with_its_place() {
        let check = |table: &'static str, text: &str, expected: &str| {
            let error = Tables::with_own(&[(table, text.to_owned())].into()).err().map(|error| error.to_string());
            assert_eq!(error.as_deref(), Some(expected));
        };
        check(
            "disposable.tsv",
            "# head\nfine.com\nNot A Domain\n",
            "disposable.tsv:3:1: expected a domain: lower-case ASCII, with a dot, found \"Not A Domain\"",
        );
        check("parking.tsv", "park.com\t\n", "parking.tsv:1:10: expected the name of the parking service, found \"\"");
        check(
            "providers.tsv",
            "a.com\tA\tDE\t9\topen\t2025\ta page\n",
            "providers.tsv:1:14: expected the word live or closed, found \"open\"",
        );
        check(
            "providers.tsv",
            "a.com\tA\tDE\t9\tlive\t2025-13\ta page\n",
            "providers.tsv:1:19: expected a date: YYYY, YYYY-MM or YYYY-MM-DD, found \"2025-13\"",
        );
        check(
            "providers.tsv",
            "a.com\tA\tDE\t9\tlive\t2025-12-31\n",
            "providers.tsv:1:29: expected where it can be looked up, found \"\"",
        );
        check(
            "shut_down.tsv",
            "a.com\tlast year\tA\n",
            "shut_down.tsv:1:7: expected a date: YYYY, YYYY-MM or YYYY-MM-DD, found \"last year\"",
        );
        check("roles.tsv", "Info\n", "roles.tsv:1:1: expected a local-part in lower case, found \"Info\"");
        check(
            "typos.tsv",
            "gmial.com\tgmail.com\tsure\n",
            "typos.tsv:1:21: expected the word high or medium, found \"sure\"",
        );
        check(
            "special_use.tsv",
            "corp\nHome\n",
            "special_use.tsv:2:1: expected a name in lower-case ASCII, found \"Home\"",
        );
    }

    #[test]
    fn every_listed_slip_leads_to_what_was_meant() {
        for line in TABLES[2].1.lines().filter(|line| !line.starts_with('#')) {
            let [typed, meant, confidence] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let found = suggest(typed).unwrap_or_else(|| panic!("nothing for {typed}"));
            assert_eq!((found.domain.as_str(), found.confidence.word()), (meant, confidence), "{typed}");
        }
    }

    #[test]
    fn neighbours_are_left_alone_with_their_subdomains() {
        for name in keys("neighbours.tsv") {
            silent(name);
            silent(&format!("mail.{name}"));
        }
    }
}
