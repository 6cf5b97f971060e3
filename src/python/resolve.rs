//! `presend.resolve`: what the DNS says of domains, as a table.

use super::asking::{Resolver, wait};
use super::column::Input;
use super::facts::{self, TableInput};
use super::failed;
use crate::dns::progress::NoProgress;
use crate::dns::{Gather, GatherSettings, NetworkSettings, Told, Use};
use crate::domain::Domain;
use crate::judge::{Fix, Policy};
use crate::run::facts_table::{self, FactsForm, write_ipc};
use crate::run::resolve::{Asking, Resolved, domain_in, names_of, resolve_names};
use data_encoding::HEXLOWER;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use python_arrow_ipc::reader::StreamReader;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::error::Error;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tempfile::NamedTempFile;

/// What the caller wants, as `presend/__init__.py` explains it.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Wishes {
    dns: String,
    facts: Option<TableInput>,
    keep: Option<PathBuf>,
    exactly: bool,
    timeout: Option<f64>,
    concurrency: Option<i64>,
    rate: Option<i64>,
    allow_non_public: bool,
}

#[pyfunction]
pub fn resolve(py: Python<'_>, domains: Input, column: Option<&str>, wishes: Wishes) -> PyResult<PyTable> {
    let settings = network_settings(&wishes)?;
    let allow_non_public = wishes.allow_non_public;
    let gathering = GatherSettings::for_questions(settings.concurrency, allow_non_public);
    let policy = Policy { allow_non_public, fix: Fix::Typos, ..Policy::default() };
    let names = names(domains, column, wishes.exactly, &policy)?;
    let resolver = Resolver::named(&wishes.dns, settings)?;
    let mut before = facts::read(wishes.facts.into_iter().collect(), allow_non_public)?;
    let kept = wishes.keep.map(|folder| Kept::open(&folder, &names, &resolver.name(), allow_non_public)).transpose()?;
    if let Some(kept) = &kept {
        // What cannot be read is asked again, and written anew.
        let _ = facts_table::read(&kept.file, &mut before);
    }
    let now_s = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let asking = Asking { resolver: resolver.name().into(), asked_s: now_s };
    let before = Arc::new(before);
    let resolved = wait(py, || async {
        let gather = Gather::new(resolver.begin()?, gathering);
        let gather = gather.told(Arc::new(Told::new(before.clone(), Use::Fresh { now_s })));
        let mut resolved = Resolved::default();
        resolve_names(&names, &policy, &gather, &asking, &before, &NoProgress, &mut resolved).await;
        Ok(resolved)
    })?;
    py.detach(|| {
        if let Some(kept) = kept {
            kept.write(&resolved, &policy)?;
        }
        table(&resolved, &policy)
    })
}

fn network_settings(wishes: &Wishes) -> PyResult<NetworkSettings> {
    let usual = NetworkSettings::default();
    let number = |name: &str, given: Option<i64>| match given.map(u32::try_from) {
        None => Ok(None),
        Some(Ok(number)) if number > 0 => Ok(Some(number)),
        Some(_) => Err(failed(format!("{name}: a whole number above 0 is wanted"))),
    };
    let timeout = wishes.timeout.map_or(Ok(usual.timeout), Duration::try_from_secs_f64);
    Ok(NetworkSettings {
        timeout: timeout.map_err(|_| failed("timeout: seconds above 0 are wanted"))?,
        concurrency: number("concurrency", wishes.concurrency)?.map(|questions| questions as usize),
        rate: number("rate", wishes.rate)?,
        ..usual
    })
}

/// The file in which what is found out about names is kept. The same names, asked of the same servers, have the same file.
struct Kept {
    file: PathBuf,
    /// Is written, and then takes the place of the file.
    new: NamedTempFile,
}

impl Kept {
    /// Before anybody is asked it is seen whether the folder can be written into.
    fn open(folder: &Path, names: &BTreeSet<Domain>, resolver: &str, allow_non_public: bool) -> PyResult<Kept> {
        let new = std::fs::create_dir_all(folder).and_then(|()| NamedTempFile::new_in(folder));
        let new = new.map_err(|error| {
            failed(format!("keep: {}: {error}. Name a folder that can be written into", folder.display()))
        })?;
        let mut hasher = Sha256::new();
        hasher.update(format!("{resolver}\n{allow_non_public}\n"));
        names.iter().for_each(|name| hasher.update(format!("{name}\n")));
        Ok(Kept { file: folder.join(format!("{}.parquet", HEXLOWER.encode(&hasher.finalize()))), new })
    }

    /// Writes the table, which is there as a whole or not at all.
    fn write(mut self, resolved: &Resolved, policy: &Policy) -> PyResult<()> {
        let kept = |error: &dyn Error| failed(format!("keep: {}: {error}", self.file.display()));
        let written = facts_table::write(FactsForm::Parquet, resolved.rows(policy), BufWriter::new(&mut self.new));
        written.map_err(|error| kept(&error))?;
        self.new.as_file().sync_all().map_err(|error| kept(&error))?;
        self.new.persist(&self.file).map_err(|error| kept(&error.error))?;
        Ok(())
    }
}

/// The names that are to be asked about. What is no domain name has none.
fn names(domains: Input, column: Option<&str>, exactly: bool, policy: &Policy) -> PyResult<BTreeSet<Domain>> {
    let mut names = BTreeSet::new();
    for texts in domains.texts(column, |name| name == "domain")?.0 {
        for cell in (0..texts.len()).filter_map(|row| texts.cell(row)) {
            let Some(domain) = domain_in(&String::from_utf8_lossy(cell)) else { continue };
            if !exactly {
                names.extend(names_of(&domain, policy));
            }
            names.insert(domain);
        }
    }
    Ok(names)
}

/// The table in memory. Between two versions of Arrow it goes through its format for streams.
fn table(resolved: &Resolved, policy: &Policy) -> PyResult<PyTable> {
    let mut octets = Vec::new();
    write_ipc(resolved.rows(policy), &mut octets).map_err(failed)?;
    let reader = StreamReader::try_new(octets.as_slice(), None).map_err(failed)?;
    let schema = reader.schema();
    let batches = reader.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    PyTable::try_new(batches, schema)
}
