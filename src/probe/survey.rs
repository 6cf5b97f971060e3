//! From a list to the domains whose hosts are asked, each with the number of its rows.

use super::Wanted;
use crate::address::Reading;
use crate::dns::Gather;
use crate::dns::progress::Progress;
use crate::domain::Domain;
use crate::judge::Policy;
use crate::list::{ListError, in_order};
use crate::run::cell::{domain_of, readings};
use crate::run::collect::{self, Collected};
use crate::run::list::List;
use crate::run::options::RunOptions;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// Reads the list, asks the DNS for every domain of it, and counts its rows. With them comes a name that surely exists and that the
/// resolver denies, if there is one.
pub async fn survey(
    list: &List,
    policy: &Policy,
    gather: &Gather,
    progress: Arc<dyn Progress>,
) -> Result<(Vec<Wanted>, Option<Domain>), ListError> {
    let options = RunOptions::from(policy.clone());
    let Collected { mut facts, denied, .. } = collect::collect(list, &options, Some(gather), progress, true).await?;
    let counting = {
        let list = list.clone();
        tokio::task::spawn_blocking(move || count(&list))
    };
    let rows = counting.await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))?;
    let mut wanted: Vec<Wanted> = rows
        .into_iter()
        .filter_map(|(name, rows)| facts.remove_entry(&*name).map(|(domain, facts)| Wanted { domain, rows, facts }))
        .collect();
    wanted.sort_by(|one, other| one.domain.cmp(&other.domain));
    Ok((wanted, denied))
}

/// The rows of each domain. A row with two addresses there counts once.
fn count(list: &List) -> Result<HashMap<String, u64>, ListError> {
    let mut all: HashMap<String, u64> = HashMap::new();
    let domain = |reading: &Reading<'_>| domain_of(reading).map(str::to_owned);
    count_in_rows(list, domain, |name, rows| *all.entry(name).or_default() += rows)?;
    Ok(all)
}

/// Counts the rows in which something of an address stands, such as its domain. A row that has the same twice counts once.
pub(super) fn count_in_rows<T: Eq + Hash + Send>(
    list: &List,
    of_reading: impl Fn(&Reading<'_>) -> Option<T> + Sync,
    mut add: impl FnMut(T, u64),
) -> Result<(), ListError> {
    in_order::<_, _, ListError>(
        &list.source,
        &list.layout,
        || (),
        |(), block| {
            let mut counts: HashMap<T, u64> = HashMap::new();
            for row in block.rows(&list.layout) {
                let mut met: Vec<T> = Vec::new();
                let cells = std::iter::once(row.content_text()).chain(row.more_cells().map(|(_, content)| content));
                for content in cells {
                    for one in readings(&content).as_slice().iter().filter_map(&of_reading) {
                        if !met.contains(&one) {
                            met.push(one);
                        }
                    }
                }
                met.into_iter().for_each(|one| *counts.entry(one).or_default() += 1);
            }
            counts
        },
        |_, counts| {
            counts.into_iter().for_each(|(one, rows)| add(one, rows));
            Ok(())
        },
    )
}
