//! presend finds, before mail is sent, the addresses that will bounce.
#![forbid(unsafe_code)]

pub mod address;
pub mod dns;
pub mod domain;
pub mod facts;
pub mod list;
pub mod reason;
pub mod suggest;
