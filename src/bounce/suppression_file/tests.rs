//! A suppression list is read as it was written, and what is none is refused.

use super::*;
use crate::bounce::read_reply;
use std::fs;

const TODAY: Day = Day(20_780);

fn told(list: &mut Suppressed, text: &str) {
    let returned = Bounce { day: Some(Day(20_000)), ..read_reply(text) };
    list.add(&returned, TODAY);
}

/// A run with one bounce.
fn bounced(list: &mut Suppressed, text: &str) {
    told(list, text);
    list.settle(&|_| None, 5);
}

/// What the list says of an address when it is held against it, as it stands in its file.
fn held(list: &Suppressed, address: &str, day: Day) -> Option<Entry> {
    let temp = tempfile::tempdir().expect("a folder");
    let path = temp.path().join("list.csv");
    list.save(&path).expect("saved");
    held_in(&path, address, day)
}

fn held_in(path: &Path, address: &str, day: Day) -> Option<Entry> {
    let readings = read_cell(address.as_bytes());
    let [reading] = readings.as_slice() else { panic!("{address}") };
    Suppressions::load(path, day).expect("loaded").of(reading.address.as_ref().expect("an address"))
}

fn again(list: &Suppressed) -> Suppressed {
    let temp = tempfile::tempdir().expect("a folder");
    let path = temp.path().join("list.csv");
    list.save(&path).expect("saved");
    Suppressed::load(&path).expect("loaded")
}

#[test]
fn a_list_is_written_and_read_again_the_same() {
    for hashed in [false, true] {
        let mut list = Suppressed::new(hashed);
        bounced(&mut list, "<Ann@Example.com>: 550 5.1.1 user unknown");
        bounced(&mut list, "<bob@example.com>: 552 mailbox full");
        bounced(&mut list, "<+cid@example.com>: 550 5.1.1 user unknown");
        let read = again(&list);
        assert_eq!(read.list.iter().collect::<Vec<_>>(), list.list.iter().collect::<Vec<_>>());
        assert!(held(&read, "ann@example.com", TODAY).is_some());
        assert!(held(&read, "+cid@example.com", TODAY).is_some());
        assert!(held(&read, "bob@example.com", Day(20_001)).is_some());
        assert!(held(&read, "bob@example.com", TODAY).is_none(), "the while is over");
        assert!(held(&read, "dan@example.com", TODAY).is_none());
        let shows = read.list.iter().any(|(key, entry)| key.contains("ann") || entry.address.contains("Ann"));
        assert_eq!(shows, !hashed);
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_one_and_what_it_leads_to_keeps_its_owner_and_mode() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    let temp = tempfile::tempdir().expect("a folder");
    let (real, link, far) = (temp.path().join("real.csv"), temp.path().join("link.csv"), temp.path().join("far.csv"));
    symlink("real.csv", &link).expect("a link");
    symlink(&link, &far).expect("a link");
    let mut list = Suppressed::new(false);
    list.save(&far).expect("saved where the links lead, though nothing was there");
    assert!(real.symlink_metadata().expect("there").is_file());
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("set");
    // Only root may give a file away.
    let _ = chown(&real, Some(12_345), Some(12_346));
    let before = real.metadata().expect("there");
    bounced(&mut list, "<ann@example.com>: 550 5.1.1 user unknown");
    list.save(&far).expect("saved");
    let after = real.metadata().expect("there");
    assert!(link.is_symlink() && far.is_symlink());
    assert_eq!((after.mode(), after.uid(), after.gid()), (before.mode(), before.uid(), before.gid()));
    assert_eq!(Suppressed::load(&far).expect("loaded").list.len(), 1);
}

#[test]
fn a_read_only_list_is_refused_before_anything_is_read() {
    let temp = tempfile::tempdir().expect("a folder");
    let path = temp.path().join("list.csv");
    let list = Suppressed::new(false);
    list.save(&path).expect("saved");
    let mut permissions = path.metadata().expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    assert!(matches!(list.save(&path), Err(SuppressError::ReadOnly { .. })));
    let error = Suppressed::load_or_new(&path, false).expect_err("refused").to_string();
    assert!(error.contains("may not be written"), "{error}");
    assert!(Suppressed::load(&path).is_ok(), "it can still be used");
}

#[test]
fn a_plain_address_has_the_key_that_reading_it_gives() {
    for address in ["Ann@Example.com", "a.b-c_d@x-y.example.org", "1@2.com"] {
        let readings = read_cell(address.as_bytes());
        let read = readings.as_slice()[0].address.as_ref().map(canonical_key);
        assert_eq!(is_plain_key(address).then(|| address.to_ascii_lowercase()), read, "{address}");
    }
    for address in
        ["a@b", "a b@c.com", "é@c.com", "a@xn--bcher-kva.com", "a..b@c.com", "a@1.2.3.4", "<a@b.com>", "a@b@c.com"]
    {
        assert!(!is_plain_key(address), "{address}");
    }
}

#[test]
fn what_is_allowed_stays_allowed_whatever_is_read_later() {
    let mut list = Suppressed::new(false);
    bounced(&mut list, "<ann@example.com>: 550 5.1.1 user unknown");
    list.put("Ann@Example.com", Class::Other, Until::Allowed, TODAY).expect("an address");
    bounced(&mut list, "<ann@example.com>: 550 5.1.1 user unknown");
    let read = again(&list);
    assert!(held(&read, "ann@example.com", TODAY).is_none());
    assert_eq!(read.entry("ann@example.com").flatten().map(|entry| entry.until), Some(Until::Allowed));
}

#[test]
fn lists_with_one_salt_are_joined_and_others_are_refused() {
    let mut one = Suppressed::new(true);
    let mut other = Suppressed { salt: one.salt.clone(), ..Suppressed::default() };
    bounced(&mut one, "<ann@example.com>: 550 5.1.1 user unknown");
    bounced(&mut other, "<bob@example.com>: 550 5.1.1 user unknown");
    let mut plain = Suppressed::new(false);
    bounced(&mut plain, "<cid@example.com>: 550 5.1.1 user unknown");
    one.merge(other, Path::new("b.csv")).expect("one salt");
    one.merge(plain, Path::new("c.csv")).expect("plain addresses are hashed");
    assert_eq!(one.list.len(), 3);
    for address in ["ann@example.com", "bob@example.com", "cid@example.com"] {
        assert!(held(&one, address, TODAY).is_some(), "{address}");
    }
    assert!(one.list.iter().all(|(_, entry)| entry.address.starts_with("sha256:")));
    let mut strange = Suppressed::new(true);
    bounced(&mut strange, "<ann@example.com>: 550 5.1.1 user unknown");
    assert!(matches!(one.merge(strange, Path::new("d.csv")), Err(SuppressError::Salt { .. })));
}

#[track_caller]
fn check_refused(text: &str, expected: &str) {
    let error = Suppressed::read(text.as_bytes(), 0, Path::new("l.csv")).expect_err("refused").to_string();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn what_is_no_suppression_list_is_refused_with_its_line() {
    check_refused("email,name\na@b.example,Ann\n", "l.csv: is no suppression list");
    let header = COLUMNS.join(",");
    check_refused(&format!("{header}\na@b.example,mailbox_full,soon,2026-11-23,1,\n"), "l.csv:2: first_seen");
    check_refused(&format!("{header}\na@b.example,angry,2026-11-23,2026-11-23,1,\n"), "l.csv:2: the class");
    check_refused(&format!("{header}\na@b.example,mailbox_full,2026-11-23,2026-11-23,1,never\n"), "until");
    check_refused(&format!("{header}\nsha256:00,mailbox_full,2026-11-23,2026-11-23,1,\n"), "salt");
}

#[test]
fn lists_joined_by_hand_are_one_list() {
    let header = COLUMNS.join(",");
    let row = |until| format!("a@b.example,mailbox_full,2026-11-23,2026-11-23,1,{until}\n");
    let text = format!("{header}\n{}{}", row("2026-11-30"), row("forever"));
    let list = Suppressed::read(text.as_bytes(), 0, Path::new("l.csv")).expect("read");
    assert_eq!(list.list.len(), 1);
    assert!(held(&list, "a@b.example", Day(30_000)).is_some());
}

/// Ends a run, and gives the list as it is then in the file.
fn end(mut run: Suppressed, path: &Path) -> Suppressed {
    run.settle_in(path, &|_| None, 5).expect("settled");
    Suppressed::load(path).expect("loaded")
}

fn run(path: &Path, hashed: bool) -> Suppressed {
    Suppressed::for_run(path, hashed).expect("begun")
}

fn delivered(list: &mut Suppressed, recipient: &str, day: Day) {
    list.deliver(&Delivery { recipient: recipient.to_owned(), day: Some(day) }, TODAY);
}

#[test]
fn runs_at_once_lose_nothing_of_each_other() {
    for hashed in [false, true] {
        let temp = tempfile::tempdir().expect("a folder");
        let path = temp.path().join("list.csv");
        let (mut one, mut other) = (run(&path, hashed), run(&path, hashed));
        told(&mut one, "<ann@example.com>: 550 5.1.1 user unknown");
        told(&mut one, "<cid@example.com>: 550 account disabled");
        told(&mut other, "<bob@example.com>: 550 5.1.1 user unknown");
        told(&mut other, "<cid@example.com>: 550 account disabled");
        end(one, &path);
        let list = end(other, &path);
        assert_eq!(list.list.len(), 3);
        assert!(held(&list, "ann@example.com", TODAY).is_some() && held(&list, "bob@example.com", TODAY).is_some());
        assert!(held(&list, "cid@example.com", TODAY).is_none(), "both saw it on one day");
        assert_eq!(list.list.iter().any(|(_, entry)| entry.address.contains("ann")), !hashed);
    }
}

#[test]
fn a_delivery_lifts_what_another_run_put_on_the_list_meanwhile() {
    for (day, bounced_again, stays) in [(20_001, false, false), (19_999, false, true), (20_001, true, true)] {
        let temp = tempfile::tempdir().expect("a folder");
        let path = temp.path().join("list.csv");
        let (mut one, mut other) = (run(&path, false), run(&path, false));
        told(&mut one, "<ann@example.com>: 550 account disabled");
        delivered(&mut other, "ann@example.com", Day(day));
        if bounced_again {
            let later = Bounce { day: Some(Day(20_002)), ..read_reply("<ann@example.com>: 550 account disabled") };
            other.add(&later, TODAY);
        }
        end(one, &path);
        let list = end(other, &path);
        assert_eq!(list.list.len(), usize::from(stays), "{day}");
        // The delivery was between the two strikes.
        assert!(held(&list, "ann@example.com", TODAY).is_none());
    }
}

#[test]
fn a_list_that_another_one_replaced_meanwhile_is_left_alone() {
    let temp = tempfile::tempdir().expect("a folder");
    let path = temp.path().join("list.csv");
    let mut one = run(&path, true);
    told(&mut one, "<ann@example.com>: 550 5.1.1 user unknown");
    Suppressed::new(true).save(&path).expect("saved");
    let there = fs::read(&path).expect("read");
    let refused = one.settle_in(&path, &|_| None, 5);
    assert!(matches!(refused, Err(SuppressError::Salt { .. })), "{refused:?}");
    assert_eq!(fs::read(&path).expect("read"), there);
}

#[test]
fn where_a_large_provider_is_said_not_to_exist_no_host_is_absent() {
    const ABSENT: &str = "Host or domain name not found. Name service error for name=x type=MX: Host not found";
    for (other, listed) in [("bob@gmail.com", 0), ("bob@a-small-firm.com", 2)] {
        let mut list = Suppressed::new(false);
        told(&mut list, &format!("<ann@another-firm.com>: {ABSENT}"));
        told(&mut list, &format!("<{other}>: {ABSENT}"));
        let settled = list.settle(&|_| None, 5);
        assert_eq!((list.list.len(), settled.denied.is_some()), (listed, listed == 0), "{other}");
    }
}

#[test]
fn an_address_that_stands_twice_is_held_as_both_rows_say() {
    let temp = tempfile::tempdir().expect("a folder");
    let path = temp.path().join("list.csv");
    let row = |address: &str, until: &str| format!("{address},recipient_unknown,2026-11-01,2026-11-02,1,{until}\n");
    let rows = [row("Ann@example.com", ""), row("bob@example.com", "2026-12-31"), row("ann@example.com", "forever")];
    fs::write(&path, format!("{COLUMNS_TEXT}\n{}", rows.concat())).expect("written");
    for address in ["ann@example.com", "ANN@Example.com", "bob@example.com"] {
        let of_file = Suppressed::load(&path).expect("loaded");
        let expected = of_file.entry(address).expect("an address").filter(|entry| entry.holds_on(TODAY)).cloned();
        assert!(expected.is_some(), "{address}");
        assert_eq!(held_in(&path, address, TODAY), expected, "{address}");
    }
    assert_eq!(held_in(&path, "dan@example.com", TODAY), None);
}

#[test]
fn plain_and_quoted_rows_stand_in_one_list() {
    let temp = tempfile::tempdir().expect("a folder");
    let path = temp.path().join("list.csv");
    let of = |address: &str| format!("{address},recipient_unknown,2026-11-01,2026-11-01,1,forever");
    let quoted = of("\"\"\"ann lee\"\"@example.com\"");
    let text = format!(
        "address,class,first_seen,last_seen,count,until\r\n{}\r\n\n{quoted}\n\"a\nb@example.com\",recipient_unknown,2026-11-01,2026-11-01,1,\n{}",
        of("bob@example.com"),
        of("cid@example.com")
    );
    fs::write(&path, text.replace("a\nb@", "zoe@")).expect("written");
    for address in ["bob@example.com", "\"ann lee\"@example.com", "cid@example.com"] {
        assert!(held_in(&path, address, TODAY).is_some(), "{address}");
    }
    assert!(held_in(&path, "zoe@example.com", TODAY).is_none());
    fs::write(&path, text.replace("a\nb@", "zoe@") + "\nx,y").expect("written");
    let told = Suppressions::load(&path, TODAY).expect_err("wrong").to_string();
    assert!(told.contains("list.csv:7:"), "{told}");
}

#[test]
fn a_row_that_is_wrong_is_told_with_its_line() {
    let temp = tempfile::tempdir().expect("a folder");
    let path = temp.path().join("list.csv");
    for wrong in
        ["ann@example.com,nonsense,2026-11-01,2026-11-02,1,", "sha256:00,recipient_unknown,2026-11-01,2026-11-02,1,"]
    {
        fs::write(&path, format!("{COLUMNS_TEXT}\n{wrong}\n")).expect("written");
        let told = Suppressions::load(&path, TODAY).expect_err(wrong).to_string();
        assert!(told.contains(":2: "), "{told}");
        assert_eq!(told, Suppressed::load(&path).expect_err(wrong).to_string());
    }
}

#[test]
fn what_is_remembered_names_nobody_beside_a_hashed_list_and_goes_with_the_list() {
    for hashed in [false, true] {
        let temp = tempfile::tempdir().expect("a folder");
        let (path, days) = (temp.path().join("list.csv"), temp.path().join("list.csv.days"));
        let mut one = run(&path, hashed);
        told(&mut one, "<ann@example.com>: 550 account disabled");
        delivered(&mut one, "bob@example.net", Day(20_000));
        end(one, &path);
        let text = fs::read_to_string(&days).expect("remembered");
        assert_eq!(["ann", "example", "@"].iter().any(|word| text.contains(word)), !hashed, "{text}");
        let mut list = Suppressed::load_or_new(&path, false).expect("loaded");
        assert_eq!(list.remove("ann@example.com"), Some(true));
        list.save(&path).expect("saved");
        list.forget_removed(&path).expect("forgotten");
        drop(list);
        let text = fs::read_to_string(&days).expect("remembered");
        assert!(!text.contains("\nleft,") && text.contains("\ndelivered,"), "{text}");
        fs::remove_file(&path).expect("removed");
        let mut anew = run(&path, hashed);
        told(&mut anew, "<bob@example.net>: 550 account disabled");
        assert_eq!(end(anew, &path).list.len(), 1, "a new list knows of no delivery");
    }
}

#[test]
fn a_row_changed_by_hand_counts_and_not_what_is_remembered() {
    let temp = tempfile::tempdir().expect("a folder");
    let path = temp.path().join("list.csv");
    let mut one = run(&path, false);
    told(&mut one, "<ann@example.com>: 550 5.1.1 user unknown");
    told(&mut one, "<bob@example.com>: 550 5.1.1 user unknown");
    end(one, &path);
    let text = fs::read_to_string(&path).expect("a list");
    let changed: Vec<&str> = text.lines().filter(|line| !line.starts_with("ann@")).collect();
    fs::write(&path, format!("{}\n", changed.join("\n").replace("forever", "allowed"))).expect("written");
    let changed = fs::read(&path).expect("a list");
    let mut other = run(&path, false);
    told(&mut other, "<cid@example.net>: connection timed out");
    end(other, &path);
    assert_eq!(fs::read(&path).expect("a list"), changed);
}

#[test]
fn what_presend_did_not_write_beside_a_list_is_refused_with_its_line() {
    let temp = tempfile::tempdir().expect("a folder");
    let (path, days) = (temp.path().join("list.csv"), temp.path().join("list.csv.days"));
    Suppressed::new(false).save(&path).expect("saved");
    for (text, line) in [
        ("", 1),
        ("email\nann@example.com\n", 1),
        ("\u{0}\u{ff}", 1),
        ("presend_days,1\nleft,ann@example.com,0\n", 2),
        ("presend_days,1\nsalt,none\nnonsense\n", 3),
        ("presend_days,1\nsalt,none\nbounce,example.com,2026-11-01,recipient_unknown,forever,0,,a\n", 3),
        ("presend_days,1\nsalt,none\nleft,a@example.com,0\nbounce,example.com,soon,recipient_unknown,no,0,,a\n", 4),
        ("presend_days,1\nsalt,none\nreceiver,example.com,2026-11-01,,many,0\n", 3),
    ] {
        fs::write(&days, text).expect("written");
        let begun = Suppressed::for_run(&path, false);
        assert_eq!(begun.is_ok(), line > 1, "what is something else is told before anything is read");
        let ended = begun.and_then(|mut run| run.settle_in(&path, &|_| None, 5));
        let error = ended.expect_err(text).to_string();
        assert!(error.contains(&format!("list.csv.days:{line}: ")) && error.contains("remove the file"), "{error}");
    }
    fs::remove_file(&days).expect("removed");
    fs::create_dir(&days).expect("a folder");
    assert!(matches!(Suppressed::for_run(&path, false), Err(SuppressError::NoFile { .. })));
}

#[cfg(unix)]
#[test]
fn who_may_read_the_list_may_read_what_is_remembered_beside_it() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let temp = tempfile::tempdir().expect("a folder");
    let (path, link) = (temp.path().join("list.csv"), temp.path().join("link.csv"));
    Suppressed::new(false).save(&path).expect("saved");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    symlink("list.csv", &link).expect("a link");
    let mut one = run(&link, false);
    told(&mut one, "<ann@example.com>: 550 account disabled");
    end(one, &link);
    let days = temp.path().join("list.csv.days");
    assert_eq!(days.metadata().expect("beside the list itself").permissions().mode() & 0o777, 0o640);
}

#[test]
fn who_was_put_on_the_list_by_hand_stays_until_mail_is_delivered_on_a_later_day() {
    for (day, stays) in [(TODAY, true), (Day(TODAY.0 - 1), true), (Day(TODAY.0 + 1), false)] {
        let temp = tempfile::tempdir().expect("a folder");
        let path = temp.path().join("list.csv");
        let mut list = Suppressed::new(false);
        list.put("ann@example.com", Class::Other, Until::Forever, TODAY).expect("an address");
        list.save(&path).expect("saved");
        let mut one = run(&path, false);
        let delivery = Delivery { recipient: "ann@example.com".to_owned(), day: Some(day) };
        one.deliver(&delivery, Day(TODAY.0 + 2));
        assert_eq!(end(one, &path).list.len(), usize::from(stays), "{day}");
    }
}
