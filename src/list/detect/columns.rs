//! Which columns of a table hold addresses, and of whom.
//!
//! The name of a column and its place decide first, then how many of its cells are meant as addresses. It must never ask whether they
//! are valid: the column with the faults is the one that needs judging.

use super::header::{self, Names};
use super::look::{self, Look};
use std::collections::HashSet;

/// Columns whose addresses are judged, at most; a row with an address in a further one is shown to a person.
pub(in crate::list) const JUDGED_COLUMNS_MAX: usize = 64;

/// Fewer different addresses than this in a column whose name says nothing, and which is emptier by this factor than one that is named
/// for it, make it no column of addresses. A row with an address in a column that is not judged is shown to a person.
const NAMELESS_MIN: usize = 3;
const SPARSE: usize = 4;

/// Distinct addresses that are remembered of a column; more would tell nothing.
const DISTINCT_MAX: usize = 64;

/// Whose addresses a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::list) enum Role {
    /// Those of the people on the list.
    People,
    /// Somebody else's, such as the owner's of each contact.
    Elses,
    /// None, or only one here and there.
    Nothing,
}

/// What the cells of one column look like.
#[derive(Default)]
pub(in crate::list) struct Evidence {
    distinct: HashSet<Vec<u8>>,
    /// Cells that are meant as addresses.
    meant: usize,
    /// Those of them that are whole: something, an `@`, and a domain with a dot in it.
    whole: usize,
    /// Those of them that look like names to log in with, such as `ann@corp`.
    logins: usize,
    /// Cells without an `@` that could be an address that lost it.
    attempts: usize,
    pub mentions: usize,
    filled: usize,
}

impl Evidence {
    pub fn add(&mut self, cell: &[u8]) {
        if look::is_nothing(cell) {
            return;
        }
        self.filled += 1;
        if look::is_meant(cell) {
            self.meant += 1;
            self.whole += usize::from(look::cell(cell) == Look::Address);
            self.logins += usize::from(look::is_login(cell));
            if self.distinct.len() < DISTINCT_MAX {
                self.distinct.insert(look::trim(cell).to_ascii_lowercase());
            }
        } else if look::cell(cell) == Look::Mention {
            self.mentions += 1;
        } else if look::is_attempt(cell) {
            self.attempts += 1;
        }
    }
}

/// The columns of a table, each with its role.
#[derive(Default)]
pub(in crate::list) struct Columns {
    pub roles: Vec<Role>,
    /// The first column of addresses, by name, then by place.
    pub email: Option<usize>,
    /// Columns with something that is meant as an address, or could be one without its `@`.
    pub holding: Vec<usize>,
}

impl Columns {
    /// `name` tells the name of a column, empty where there is no header.
    pub fn find<'n>(cells: &[Evidence], name: impl Fn(usize) -> &'n [u8]) -> Columns {
        let names: Vec<Names> = (0..cells.len()).map(|column| header::names(name(column))).collect();
        let people = |column: &usize| header::names_people(name(*column));
        let rank = |column: usize| match names[column] {
            Names::Email => 3,
            Names::Related => 2,
            Names::Nothing => usize::from(people(&column)),
        };
        let most = |rank_min: usize| {
            let ranked = (0..cells.len()).filter(|&column| rank(column) >= rank_min);
            ranked.map(|column| cells[column].meant).max().unwrap_or_default()
        };
        let (named, any) = (most(3), most(1));
        let is_stray = |cell: &Evidence| cell.distinct.len() < NAMELESS_MIN && cell.filled * SPARSE <= named;
        // Names of people and companies, and names to log in with, may hold an `@`; that makes them no addresses.
        let has_whole = |column: usize| (0..cells.len()).any(|other| other != column && cells[other].whole > 0);
        let is_of_names = |column: usize| any > 0 && header::names_something_else(name(column));
        let is_of_logins = |column: usize, cell: &Evidence| {
            cell.distinct.len() >= NAMELESS_MIN && cell.logins == cell.meant && has_whole(column)
        };
        let mut roles: Vec<Role> = Vec::with_capacity(cells.len());
        for (column, cell) in cells.iter().enumerate() {
            let holds = match rank(column) {
                // Beside a column that is named for it, an `@` or two in another are a company's name or a note.
                0 if is_stray(cell) || is_of_logins(column, cell) => false,
                0 if is_of_names(column) => cell.whole > 0 && cell.whole * 2 >= cell.filled,
                0 => cell.meant > 0 && cell.meant * 2 >= cell.filled,
                3 => cell.meant + cell.attempts > 0,
                _ => cell.meant > 0,
            };
            roles.push(match holds {
                true if header::names_others(name(column)) => Role::Elses,
                true => Role::People,
                false => Role::Nothing,
            });
        }
        leave_constants_alone(cells, &mut roles, rank);
        take_senders(cells, &mut roles, |column| header::names_senders(name(column)));
        if !roles.contains(&Role::People)
            && let Some(column) = fullest(cells, |column| cells[column].meant > 0)
        {
            // Better the owners, or the few, than nobody: there is no other column.
            roles[column] = Role::People;
        }
        let best = (0..cells.len()).filter(|&column| roles[column] == Role::People).map(rank).max();
        let email = match best {
            Some(0) => first_full(cells, &roles),
            best => (0..cells.len()).find(|&column| roles[column] == Role::People && Some(rank(column)) == best),
        };
        name_empty_ones(cells, &names, &mut roles, email.is_some(), |column| header::names_others(name(column)));
        let holding = (0..cells.len()).filter(|&column| cells[column].meant + cells[column].attempts > 0).collect();
        Columns { roles, email, holding }
    }

    /// The columns with this role, the e-mail column left out.
    pub fn others(&self, role: Role, taken: usize) -> impl Iterator<Item = usize> + '_ {
        self.roles
            .iter()
            .enumerate()
            .filter(move |&(column, of)| *of == role && column != taken)
            .map(|(column, _)| column)
    }
}

/// A column with one address on every row is nobody's on the list, when another column tells the rows apart.
fn leave_constants_alone(cells: &[Evidence], roles: &mut [Role], rank: impl Fn(usize) -> usize) {
    let varied = |column: usize| cells[column].distinct.len() > 1;
    if !(0..cells.len()).any(|column| roles[column] == Role::People && varied(column)) {
        return;
    }
    for (column, cell) in cells.iter().enumerate() {
        let rows_min = if rank(column) < 3 { 2 } else { 3 };
        if roles[column] == Role::People && cell.distinct.len() == 1 && cell.meant >= rows_min {
            roles[column] = Role::Elses;
        }
    }
}

/// Mail that came to one address: those who wrote it are the people on the list, and not who received all of it.
fn take_senders(cells: &[Evidence], roles: &mut [Role], is_sender: impl Fn(usize) -> bool) {
    let is_one = |column: usize| cells[column].distinct.len() == 1 && cells[column].meant >= NAMELESS_MIN;
    let columns = || 0..cells.len();
    let people: Vec<usize> = columns().filter(|&column| roles[column] == Role::People).collect();
    let senders: Vec<usize> = columns()
        .filter(|&column| roles[column] == Role::Elses && is_sender(column))
        .filter(|&column| cells[column].distinct.len() >= NAMELESS_MIN)
        .collect();
    if !senders.is_empty() && people.iter().all(|&column| is_one(column)) {
        people.into_iter().for_each(|column| roles[column] = Role::Elses);
        senders.into_iter().for_each(|column| roles[column] = Role::People);
    }
}

/// A column with a name for e-mail and no address in the sample may have some further on.
fn name_empty_ones(
    cells: &[Evidence],
    names: &[Names],
    roles: &mut [Role],
    has_others: bool,
    others: impl Fn(usize) -> bool,
) {
    for column in (0..cells.len()).filter(|_| has_others) {
        if roles[column] == Role::Nothing
            && names[column] > Names::Nothing
            && cells[column].filled == 0
            && !others(column)
        {
            roles[column] = Role::People;
        }
    }
}

fn fullest(cells: &[Evidence], may_be: impl Fn(usize) -> bool) -> Option<usize> {
    let columns = (0..cells.len()).filter(|&column| may_be(column));
    columns.max_by_key(|&column| (cells[column].distinct.len(), usize::MAX - column))
}

/// Of columns without a name, the first that is at least half as full as the fullest.
fn first_full(cells: &[Evidence], roles: &[Role]) -> Option<usize> {
    let most = cells[fullest(cells, |column| roles[column] == Role::People)?].meant;
    (0..cells.len()).find(|&column| roles[column] == Role::People && cells[column].meant * 2 >= most)
}
