//! The rows of a list that need attention, as a table. Radio buttons choose a verdict with style alone; the script adds a choice of codes.

use super::page_data::{PageData, ShownRow};
use super::{CELL_WIDTH, shown};
use crate::judge::Verdict;
use crate::reason::{Lang, say};
use crate::report::Style;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Verdicts that somebody has to look at.
const VERDICTS: [Verdict; 3] = [Verdict::Review, Verdict::Reject, Verdict::Unknown];
/// Octets of the card without its rows, at most.
const CARD_OCTETS_MAX: usize = 2_500;

/// The card, in no more than `octets`.
pub(super) fn attention(data: &PageData, octets: usize, lang: Lang, style: Style) -> Markup {
    let all: u64 =
        Verdict::ALL.into_iter().zip(data.verdicts).filter(|(v, _)| VERDICTS.contains(v)).map(|(_, n)| n).sum();
    if all == 0 || data.attention.is_empty() {
        return html! {};
    }
    let rows = fitting(&data.attention, octets.saturating_sub(CARD_OCTETS_MAX), style);
    let counted = say!(lang, "page-attention-shown", shown = rows.len() as u64, all = all);
    let is_cut = (rows.len() as u64) < all;
    html! {
        section class="attention" {
            h2 id="attention" { (lang.text("page-attention")) }
            p { (counted) @if is_cut { " " (lang.text("page-attention-cut")) } }
            fieldset {
                legend { (lang.text("page-verdict")) }
                label { input type="radio" name="verdict" id="only-all" checked; " " (lang.text("page-attention-all")) }
                @for verdict in VERDICTS {
                    label { input type="radio" name="verdict" id={ "only-" (verdict.word()) }; " " (verdict.word()) }
                }
            }
            div class="scroll" tabindex="0" role="region" aria-labelledby="attention" {
                table data-search=(lang.text("page-search")) data-all=(lang.text("page-attention-all")) {
                    thead { tr {
                        th scope="col" class="count" { (lang.text("page-line")) }
                        th scope="col" { (lang.text("page-cell")) }
                        th scope="col" { (lang.text("page-verdict")) }
                        th scope="col" data-choice { (lang.text("page-code")) }
                        th scope="col" { (lang.text("page-meant")) }
                    } }
                    tbody { @for row in rows { (row) } }
                }
            }
        }
    }
}

/// As many rows as there is room for, in the order of the list. Where there is not enough, each code shows its first ones.
fn fitting(rows: &[ShownRow], octets: usize, style: Style) -> Vec<Markup> {
    let mut ranks: BTreeMap<_, usize> = BTreeMap::new();
    let mut order: Vec<(usize, usize)> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let rank = ranks.entry((row.verdict, row.reason)).or_default();
        order.push((*rank, place));
        *rank += 1;
    }
    order.sort_unstable();
    let (mut fitting, mut used) = (BTreeMap::new(), 0);
    for (_, place) in order {
        let row = drawn(&rows[place], style);
        used += row.0.len();
        if used > octets {
            break;
        }
        fitting.insert(place, row);
    }
    fitting.into_values().collect()
}

/// In few octets: there may be a thousand of them.
fn drawn(row: &ShownRow, style: Style) -> Markup {
    let word = row.verdict.word();
    html! {
        tr class=(word) {
            td { (row.line) }
            td { code { (shown(&row.cell, CELL_WIDTH, style)) } }
            td { (word) }
            td { (row.reason.code()) }
            td { @if let Some(meant) = &row.meant { code { (shown(meant, CELL_WIDTH, style)) } } }
        }
    }
}
