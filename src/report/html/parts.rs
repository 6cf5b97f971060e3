//! The pieces of a page: a ring of shares, bars, tables. Drawn here, so that they show without any script.

use crate::judge::Verdict;
use crate::report::text::number;
use maud::{Markup, html};

/// A card with a heading.
pub fn section(title: &str, body: Markup) -> Markup {
    html! { section { h2 { (title) } (body) } }
}

/// The shares of the four verdicts as a ring around the share that is ok.
pub fn ring(verdicts: [u64; 4], rows: u64, label: &str) -> Markup {
    const RADIUS: f64 = 42.0;
    let around = 2.0 * std::f64::consts::PI * RADIUS;
    let share = |rows_of: u64| if rows == 0 { 0.0 } else { rows_of as f64 / rows as f64 };
    let mut start = 0.0;
    let arcs: Vec<(&str, f64, f64)> = Verdict::ALL
        .into_iter()
        .zip(verdicts)
        .map(|(verdict, count)| {
            let arc = (verdict.word(), share(count) * around, start);
            start += share(count) * around;
            arc
        })
        .collect();
    html! {
        svg class="ring" viewBox="0 0 120 120" role="img" aria-label={ (whole_percent(share(verdicts[0]))) " " (label) } {
            circle class="track" cx="60" cy="60" r=(RADIUS) {}
            @for (word, length, start) in arcs.into_iter().filter(|arc| arc.1 > 0.0) {
                circle class={ "s-" (word) } cx="60" cy="60" r=(RADIUS) transform="rotate(-90 60 60)"
                    stroke-dasharray={ (format!("{length:.2} {:.2}", around - length)) }
                    stroke-dashoffset=(format!("{:.2}", -start)) {}
            }
            text class="big" x="60" y="63" { (whole_percent(share(verdicts[0]))) }
            text class="small" x="60" y="75" { (label) }
        }
    }
}

/// A share in percent that never rounds up to all of them.
fn whole_percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent > 99.0 && percent < 100.0 {
        format!("{:.1} %", (percent * 10.0).floor() / 10.0)
    } else {
        format!("{percent:.0} %")
    }
}

/// A bar for each name, with its count; the last of each line is the colour's name.
pub fn bars(lines: impl Iterator<Item = (String, u64, &'static str)>, largest: u64) -> Markup {
    html! {
        div class="bars" {
            @for (name, count, colour) in lines {
                span class="name" title=(name) { (name) }
                span class="track-bar" { i class={ "b-" (colour) } style={ "width:" (format!("{:.1}", count as f64 * 100.0 / largest.max(1) as f64)) "%" } {} }
                span class="count" { (number(count)) }
            }
        }
    }
}

/// A table that scripts make sortable and searchable. A head says whether its column holds counts.
pub fn table(heads: &[(&str, bool)], search: &str, rows: impl Iterator<Item = Markup>) -> Markup {
    html! {
        div class="scroll" {
            table data-search=(search) {
                thead { tr { @for (name, is_count) in heads { th scope="col" class=[is_count.then_some("count")] { (name) } } } }
                tbody { @for row in rows { (row) } }
            }
        }
    }
}

/// The first of the rows, as many as there is room for in so many octets.
pub fn fitting(rows: impl Iterator<Item = Markup>, octets: usize) -> Vec<Markup> {
    let mut used = 0;
    let has_room = |row: &Markup| {
        used += row.0.len();
        used <= octets
    };
    rows.take_while(has_room).collect()
}

/// A cell with a count, which sorts by its value.
pub fn count(value: u64) -> Markup {
    html! { td class="count" data-value=(value) { (number(value)) } }
}

/// The word of a verdict in its colour.
pub fn tag(verdict: Verdict) -> Markup {
    html! { span class={ "tag b-" (verdict.word()) } { (verdict.word()) } }
}
