//! The table itself: one row a code, grouped as in README. To add a code, add a row to `list`, `sender`, `bounce` or `probe`.
//!
//! Each of these files hands its rows on to the next macro, and `reasons` makes one enum of all.

#[macro_use]
mod list;
#[macro_use]
mod sender;
#[macro_use]
mod bounce;
#[macro_use]
mod probe;

use super::{BounceReason, Effect, Entry};
use BounceReason::{
    HostNotFound, MailboxFull, MessageTooLarge, RecipientUnknown, SenderBlocked, SenderDns, Timeout, TooManyRecipients,
};
use Effect::{Note, Reject, Review, Unknown};

macro_rules! reasons {
    (; $( $variant:ident: $code:literal, $effect:ident, $bounce:expr, $source:literal; )*) => {
        /// Why a row got its verdict. Each variant is one stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason {
            $( #[doc = concat!("`", $code, "` (", $source, ").")] $variant, )*
        }

        impl Reason {
            /// All reasons, in the order of the table.
            pub const ALL: &'static [Reason] = &[ $( Reason::$variant, )* ];

            /// Everything there is to say about this reason.
            pub fn entry(self) -> &'static Entry {
                match self {
                    $( Reason::$variant => &Entry {
                        code: $code,
                        effect: $effect,
                        source: $source,
                        bounce: $bounce,
                    }, )*
                }
            }
        }
    };
}

list_rows! { sender_rows bounce_rows probe_rows reasons; }
