//! Arguments that several commands have: the list, how it is judged, the DNS, and how results look.

use super::values::{delimiter, encoding, lang, number, octets, seconds, yes_or_no};
use crate::cli::format::{FormArg, form};
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
    #[arg(long, value_name = "DIR", help_heading = "Tables")]
    pub data: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    pub suppress: Option<PathBuf>,
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
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "no_config", help_heading = "Settings")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, help_heading = "Settings")]
    pub no_config: bool,
}

/// The list, and what is known of it.
#[derive(Clone, Debug, Args)]
pub struct ListArgs {
    #[arg(value_name = "LIST", required = true)]
    pub lists: Vec<PathBuf>,
    #[arg(long, value_name = "NAME|N,..")]
    pub column: Option<String>,
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<Delimiter>,
    #[arg(long, value_name = "yes|no", value_parser = yes_or_no)]
    pub header: Option<bool>,
    #[arg(long, value_name = "SIZE", value_parser = octets)]
    pub memory: Option<u64>,
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<Encoding>,
    #[arg(long, value_name = "NAME|N")]
    pub sheet: Option<String>,
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input: Option<InputArg>,
    #[arg(long)]
    pub allow_empty: bool,
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
    #[arg(id = "facts", long = "facts", value_name = "FILE", help_heading = "DNS")]
    pub tables: Vec<PathBuf>,
}

/// Whom to ask, and how.
#[derive(Debug, Args)]
pub struct DnsArgs {
    #[arg(long, value_name = "SERVERS", default_value = "system", help_heading = "DNS")]
    pub dns: String,
    #[arg(long, help_heading = "DNS")]
    pub offline: bool,
    #[arg(long, value_name = "SECONDS", default_value = "4", value_parser = seconds, help_heading = "DNS")]
    pub timeout: Duration,
    #[arg(long, value_name = "N", value_parser = number(1..=10_000_u16), help_heading = "DNS")]
    pub concurrency: Option<u16>,
    #[arg(long, value_name = "N", value_parser = number(1..=1_000_000_u32), help_heading = "DNS")]
    pub rate: Option<u32>,
    #[arg(long, value_name = "FILE", help_heading = "DNS")]
    pub cache: Option<PathBuf>,
    #[arg(long, overrides_with = "cache", help_heading = "DNS")]
    pub no_cache: bool,
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
        help_heading = "Output"
    )]
    pub formats: Vec<FormArg>,
    /// The form that goes to standard output.
    #[arg(skip)]
    pub format: Format,
    #[arg(long, value_name = "en|zh|de", value_parser = lang, global = true, help_heading = "Output")]
    pub lang: Option<Lang>,
    #[arg(long, global = true, overrides_with = "no_redact", help_heading = "Output")]
    pub redact: bool,
    #[arg(long, global = true, help_heading = "Output")]
    pub no_redact: bool,
    #[arg(short, long, global = true, help_heading = "Output")]
    pub quiet: bool,
    #[arg(short, long, global = true, help_heading = "Output")]
    pub verbose: bool,
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true, help_heading = "Output")]
    pub color: ColorArg,
    #[arg(long, global = true, help_heading = "Output")]
    pub no_progress: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FixArg {
    None,
    Safe,
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
