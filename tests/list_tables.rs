//! Tables of HTML, which web reports export under the name of a spreadsheet.

use crate::support::command::Desk;

const PAGE: &str = "\u{feff}<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=\"utf-8\"></head><body>\n\
    <table><tr><td>Report of 1 May</td></tr></table>\n<table border=1>\n<tr><th>Name</th><th>E-mail</th></tr>\n\
    <tr><td>Lee, Ann</td><td>ann&#64;gmail.com</td></tr>\n<tr><td>J&ouml;rg<br>M</td><td><a href=\"mailto:bob@gmail.com\">mail</a></td></tr>\n\
    <tr><td>Cem</td><td>cem@</td></tr>\n</table></body></html>";

#[test]
fn each_row_of_the_table_comes_out_once_as_csv() {
    let desk = Desk::new();
    desk.put("report.xls", PAGE);
    let ran = desk.run(&["clean", "report.xls", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("report.xls: HTML table, header, e-mail column \"E-mail\" (2 of 2)"), "{}", ran.stderr);
    let files = desk.files("out");
    let all: String = files
        .iter()
        .filter(|(name, _)| name.ends_with(".csv"))
        .map(|(_, file)| String::from_utf8_lossy(file))
        .collect();
    for row in ["\n\"Lee, Ann\",ann@gmail.com,ok,", "\nJörg M,bob@gmail.com,ok,", "\nCem,cem@,reject,"] {
        assert_eq!(all.matches(row).count(), 1, "{all}");
    }
    assert!(ran.stdout.contains("3 rows"), "{}", ran.stdout);
}

#[test]
fn pages_that_are_cut_off_or_have_no_list_are_refused() {
    let desk = Desk::new();
    desk.put("report.xls", &PAGE[..PAGE.len() - 40]);
    let ran = desk.run(&["gate", "report.xls", "--offline"]);
    assert!(
        ran.exit == 2 && ran.stderr.contains("the HTML table has no end; export or copy it again"),
        "{}",
        ran.stderr
    );
    desk.put("page.html", "<!DOCTYPE html><p>ann@gmail.com</p>");
    let ran = desk.run(&["gate", "page.html", "--offline"]);
    assert!(ran.exit == 2 && ran.stderr.contains("a web page or XML"), "{}", ran.stderr);
}
