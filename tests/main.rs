//! All tests that use presend from outside, as one program: it is linked once, and `cargo test gate` runs what concerns the gate.

mod support;

mod bounce_cli;
mod bounce_lists;
mod bounce_messages;
mod bounce_postfix;
mod check;
mod ci_commands;
mod ci_definitions;
mod clean;
mod config;
mod conservation;
mod cores;
mod dns_contract;
mod dns_gather;
mod dns_liar;
mod formats_valid;
mod frozen;
mod gate;
mod interrupted;
mod limits;
mod list_encodings;
mod list_forms;
mod list_rows;
mod list_samples;
mod list_sniff;
mod report_page;
mod sender_bed;
mod sender_eml;
mod sim;
mod size;
mod spf_suite;
mod stream;
mod tidy;
mod transcripts;
