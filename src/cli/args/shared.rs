//! Arguments that several commands have: the list, how it is judged, the DNS, and how results look.

use super::values::{delimiter, encoding, lang, octets, seconds, yes_or_no};
use crate::cli::format::{FormArg, form, form_help};
use clap::{Args, ValueEnum};
use presend::bounce::suppression_file::Suppressions;
use presend::judge::{AddressCheck, Evidence, Fix, Policy};
use presend::list::{Column, Delimiter, Encoding, LayoutOptions, OutputFormat, Packing};
use presend::reason::Lang;
use presend::report::formats::Format;
use presend::run::never::{LeftOut, NeverLists};
use presend::suggest::Tables;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// By what addresses are judged.
#[derive(Debug, Args)]
pub struct JudgeArgs {
    /// A folder with tables of your own, such as providers.tsv, in place of those that presend brings
    #[arg(long, value_name = "DIR", help_heading = "Tables")]
    pub data: Option<PathBuf>,
    /// The suppression list that presend bounce keeps: addresses on it are rejected, with why and since when
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    pub suppress: Option<PathBuf>,
    /// A list of whom never to mail, in any form: addresses, domains with all beneath, or SHA-256 of addresses in lower case; may be given again
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    pub never: Vec<PathBuf>,
    /// The lists themselves, filled in like the tables.
    #[arg(skip)]
    pub left_out: Vec<LeftOut>,
    /// The list itself, filled in like the tables.
    #[arg(skip)]
    pub suppressions: Option<Arc<Suppressions>>,
    /// The tables themselves, filled in when the folder and presend.toml have been read.
    #[arg(skip)]
    pub tables: Tables,
}

impl JudgeArgs {
    pub fn policy(&self, dns: &DnsArgs, fix: Fix) -> Policy {
        let suppressions = self.suppressions.clone().map(|list| list as Arc<dyn AddressCheck>);
        let never = (!self.left_out.is_empty()).then(|| NeverLists(self.left_out.clone()));
        let never = never.map(|lists| Arc::new(lists) as Arc<dyn AddressCheck>);
        let of_addresses = suppressions.into_iter().chain(never).collect();
        Policy {
            allow_non_public: dns.allow_non_public,
            fix,
            tables: self.tables.clone(),
            evidence: Evidence { of_addresses, ..Evidence::default() },
            ..Policy::default()
        }
    }
}

/// Where settings come from.
#[derive(Clone, Debug, Args)]
pub struct ConfigArgs {
    /// Take settings from this file [default: the nearest presend.toml, from this folder upwards]
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "no_config", help_heading = "Settings")]
    pub config: Option<PathBuf>,
    /// Read no presend.toml
    #[arg(long, global = true, help_heading = "Settings")]
    pub no_config: bool,
}

/// The list, and what is known of it.
#[derive(Clone, Debug, Args)]
pub struct ListArgs {
    /// The mailing lists: CSV, TSV, one address a line, JSON Lines, XLSX, XLS, ODS, vCard, mail or Parquet, also in gzip, zstd, bzip2, xz or a ZIP archive; - reads standard input
    #[arg(value_name = "LIST", required = true)]
    pub lists: Vec<PathBuf>,
    /// The e-mail columns, by name or number from 1, such as email,backup [default: found by name and content]
    #[arg(long, value_name = "NAME|N,..")]
    pub column: Option<String>,
    /// The character between columns, or "tab", or "none" for one address a line [default: found by content]
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<Delimiter>,
    /// Whether the first row names the columns [default: found by content]
    #[arg(long, value_name = "yes|no", value_parser = yes_or_no)]
    pub header: Option<bool>,
    /// The memory that finding duplicates may take, such as 500M or 2G; beyond it the disk is used [default: about 20 bytes a row]
    #[arg(long, value_name = "SIZE", value_parser = octets)]
    pub memory: Option<u64>,
    /// The encoding of the list, such as utf-8, gb18030 or latin1 [default: found by content]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook or the list in a ZIP archive, by name or number from 1, or the keys of a JSON document that lead to its
    /// records, as in data.users [default: the first with addresses]
    #[arg(long, value_name = "NAME|N")]
    pub sheet: Option<String>,
    /// Whether the list is text or JSON Lines, one object or string a line [default: found by content]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input: Option<InputArg>,
    /// Take an empty list for a good one
    #[arg(long)]
    pub allow_empty: bool,
    /// What to do with a file in which no address stands: stop, or pass over it
    #[arg(long, value_enum, value_name = "fail|skip", default_value_t)]
    pub if_no_addresses: NoAddressesArg,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum NoAddressesArg {
    #[default]
    Fail,
    Skip,
}

impl ListArgs {
    pub fn wish(&self) -> LayoutOptions {
        let column = self.column.as_ref().map(|column| match column.parse() {
            Ok(number) => Column::Number(number),
            Err(_) => Column::Name(column.clone()),
        });
        LayoutOptions { delimiter: self.delimiter, header: self.header, column, encoding: self.encoding }
    }
}

/// From what to judge in place of the DNS.
#[derive(Debug, Default, Args)]
pub struct FactsArgs {
    /// Judge by this table of presend resolve and ask nobody, whatever --dns and --offline say. What has expired counts all the same, and a
    /// domain that is missing is unknown; may be given again, and the newest answer counts
    #[arg(id = "facts", long = "facts", value_name = "FILE", help_heading = "DNS")]
    pub tables: Vec<PathBuf>,
}

/// Whom to ask, and how.
#[derive(Debug, Args)]
pub struct DnsArgs {
    /// The DNS servers: system, ADDR[:PORT],... or zone:FILE
    #[arg(long, value_name = "SERVERS", default_value = "system", help_heading = "DNS")]
    pub dns: String,
    /// Ask no DNS at all; judge by what is written
    #[arg(long, help_heading = "DNS")]
    pub offline: bool,
    /// The most time for one DNS question, retries included, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "4", value_parser = seconds, help_heading = "DNS")]
    pub timeout: Duration,
    /// The most DNS questions in flight at the same time [default: 500, up to 2000 where the way to the server is long]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=10_000), help_heading = "DNS")]
    pub concurrency: Option<u16>,
    /// The most DNS questions a second to each server [default: as fast as the servers answer well]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000), help_heading = "DNS")]
    pub rate: Option<u32>,
    /// Where DNS answers are kept for later runs [default: in your cache folder]
    #[arg(long, value_name = "FILE", help_heading = "DNS")]
    pub cache: Option<PathBuf>,
    /// Keep no DNS answers, and use none of earlier runs
    #[arg(long, overrides_with = "cache", help_heading = "DNS")]
    pub no_cache: bool,
    /// Take private and reserved addresses and names for usable: inside a company, or in a laboratory
    #[arg(long, help_heading = "DNS")]
    pub allow_non_public: bool,
}

/// How results look.
#[derive(Clone, Debug, Args)]
pub struct OutputArgs {
    #[arg(
        id = "format",
        long,
        value_name = "FORMAT[=PATH]",
        value_parser = form,
        global = true,
        help = form_help(),
        help_heading = "Output"
    )]
    pub formats: Vec<FormArg>,
    /// The form that goes to standard output.
    #[arg(skip)]
    pub format: Format,
    /// The language of explanations: en, zh or de [default: from LANG]
    #[arg(long, value_name = "en|zh|de", value_parser = lang, global = true, help_heading = "Output")]
    pub lang: Option<Lang>,
    /// Show addresses as j***@example.com [default: when CI is set]
    #[arg(long, global = true, overrides_with = "no_redact", help_heading = "Output")]
    pub redact: bool,
    /// Show addresses in full, also in CI
    #[arg(long, global = true, help_heading = "Output")]
    pub no_redact: bool,
    /// Show no summary and no progress, only errors
    #[arg(short, long, global = true, help_heading = "Output")]
    pub quiet: bool,
    /// Show what the list looks like and what the DNS servers did
    #[arg(short, long, global = true, help_heading = "Output")]
    pub verbose: bool,
    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true, help_heading = "Output")]
    pub color: ColorArg,
    /// Show no progress
    #[arg(long, global = true, help_heading = "Output")]
    pub no_progress: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FixArg {
    /// Change nothing, so that every byte stays; list what could be changed in changes.csv
    None,
    /// Make the repairs that cannot mean another mailbox
    Safe,
    /// Also correct sure typos whose domain takes no mail, wherever the corrected row belongs
    Typos,
}

impl From<FixArg> for Fix {
    fn from(fix: FixArg) -> Fix {
        match fix {
            FixArg::None => Fix::None,
            FixArg::Safe => Fix::Safe,
            FixArg::Typos => Fix::Typos,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ToArg {
    Csv,
    Json,
    Jsonl,
    Parquet,
    Xlsx,
}

impl From<ToArg> for OutputFormat {
    fn from(to: ToArg) -> OutputFormat {
        match to {
            ToArg::Csv => OutputFormat::Csv(Packing::None),
            ToArg::Json => OutputFormat::Json(Packing::None),
            ToArg::Jsonl => OutputFormat::Jsonl(Packing::None),
            ToArg::Parquet => OutputFormat::Parquet,
            ToArg::Xlsx => OutputFormat::Xlsx,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum InputArg {
    #[default]
    Text,
    Jsonl,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    #[default]
    Auto,
    Always,
    Never,
}
