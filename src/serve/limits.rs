//! The bounds of the server, each with what it is for. README and the description of the API name those that a client meets.

use std::time::Duration;

/// Octets of a body, but that of a list.
pub const BODY_OCTETS_MAX: usize = 1 << 20;
/// Octets of a body that is too large and that are read on, so that the client gets to hear why it is refused.
pub const BODY_DRAINED_MAX: usize = 16 << 20;
/// Time for a body to come.
pub const BODY_TIME_MAX: Duration = Duration::from_secs(15);

/// Addresses of one request.
pub const ADDRESSES_MAX: usize = 1000;
/// The time that a client may give a check, in milliseconds.
pub const DEADLINE_MS: std::ops::RangeInclusive<u64> = 1..=30_000;
/// The time where it gives none.
pub const DEADLINE_DEFAULT_MS: u64 = 5_000;
/// The time for a sender, all its questions included.
pub const SENDER_TIME_MAX: Duration = Duration::from_secs(30);
/// Sending addresses and DKIM selectors of one sender. Each is some twenty questions.
pub const SENDER_IPS_MAX: usize = 16;
/// A sender is so many questions that it counts as this many addresses.
pub const SENDER_COST: u32 = 20;

/// Octets of a list, where the user does not say.
pub const UPLOAD_MAX: u64 = 64 << 20;
/// Time for a list to come.
pub const UPLOAD_TIME_MAX: Duration = Duration::from_secs(600);
/// How long one that is too large is read on.
pub const DRAIN_TIME_MAX: Duration = Duration::from_secs(10);
/// Lists that come in at the same time.
pub const UPLOADS_MAX: usize = 8;
/// How long one waits for its place among them. While old lists are swept away there is none for a moment.
pub const UPLOAD_PLACE_TIME_MAX: Duration = Duration::from_secs(2);
/// A list counts as this many addresses.
pub const UPLOAD_COST: u32 = 20;
/// Characters of the name of a list.
pub const NAME_CHARS_MAX: usize = 200;
/// Lists that are kept, and those of them that wait or are worked on. One is worked on at a time.
pub const JOBS_KEPT_MAX: usize = 100;
pub const JOBS_WAITING_MAX: usize = 20;
/// How long a list is kept in any case after something of its results was downloaded, or after it failed. Then it may make room for a new
/// one, where too many are kept.
pub const SEEN_KEPT_MIN: Duration = Duration::from_secs(600);
/// How long a list is kept in any case after it was done, though nobody has downloaded anything.
pub const UNSEEN_KEPT_MIN: Duration = Duration::from_secs(3600);
/// How long a list and its results are kept.
pub const KEPT_MAX: Duration = Duration::from_secs(24 * 3600);
/// How often those are looked for that are too old.
pub const SWEEP_PAUSE: Duration = Duration::from_secs(60);
/// The time for one list.
pub const WORK_TIME_MAX: Duration = Duration::from_secs(2 * 3600);
/// The memory that finding duplicates may take; beyond it the disk is used.
pub const DUPLICATES_OCTETS_MAX: u64 = 256 << 20;

/// Addresses a second for each client, where the user does not say.
pub const RATE: u32 = 300;
/// What a client that was silent may ask for at once, in seconds of its rate; a whole request in any case.
pub const BURST_SECONDS: u32 = 4;
/// Clients that are counted. Beyond it those are forgotten that have asked for nothing lately.
pub const CLIENTS_MAX: usize = 10_000;
/// Requests in work at the same time, those that are only read or refused not counted.
pub const WORKING_MAX: usize = 256;

/// A try to come in by the form counts as this many addresses.
pub const LOGIN_COST: u32 = 20;
/// How long a browser stays in, and how many of them at the same time.
pub const SESSION_TIME_MAX: Duration = Duration::from_secs(12 * 3600);
pub const SESSIONS_MAX: usize = 1000;

/// Connections at the same time. Others wait in the queue of the system.
pub const CONNECTIONS_MAX: usize = 4096;
/// Time for the head of a request, from the moment on when it could have been sent. So it is also how long a connection may be idle.
pub const HEAD_TIME_MAX: Duration = Duration::from_secs(30);
/// Octets of a head.
pub const HEAD_OCTETS_MAX: usize = 64 << 10;
/// The age of a connection.
pub const CONNECTION_TIME_MAX: Duration = Duration::from_secs(3600);
/// When the server is to stop: how long it still takes in what was sent before.
pub const STOP_PAUSE: Duration = Duration::from_millis(250);
/// And then: how long it waits for what was begun.
pub const STOP_TIME_MAX: Duration = Duration::from_secs(10);
/// How long nothing is accepted after the system had no socket left.
pub const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
