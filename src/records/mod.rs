//! The TXT records beside SPF by which receivers judge a sender: DKIM keys (RFC 6376) and DMARC policies (RFC 7489,
//! RFC 9989). Nothing here waits, and nothing here looks at a message.
