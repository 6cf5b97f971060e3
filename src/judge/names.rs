//! What can be said of a domain by its name alone, without asking the DNS.

use crate::domain::Domain;
use crate::judge::Policy;
use crate::reason::Reason;

/// The finding that makes a question to the DNS needless, if the name gives one.
pub(super) fn check(domain: &Domain, policy: &Policy) -> Option<Reason> {
    if policy.tables.is_blocked(domain.as_str()) {
        Some(Reason::AddressBlocked)
    // Inside a company or a laboratory, mail.corp.internal may well be real.
    } else if policy.allow_non_public {
        None
    } else if policy.tables.is_special_use(domain) {
        Some(Reason::DomainSpecialUse)
    } else if !domain.tld_exists() {
        Some(Reason::DomainUnknownTld)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_name(name: &str, allow_non_public: bool) -> Option<Reason> {
        let policy = Policy { allow_non_public, ..Policy::default() };
        check(&Domain::new(name).expect(name), &policy)
    }

    #[test]
    fn reserved_names_and_unknown_endings_need_no_question() {
        assert_eq!(check_name("a.test", false), Some(Reason::DomainSpecialUse));
        assert_eq!(check_name("example.com", false), Some(Reason::DomainSpecialUse));
        assert_eq!(check_name("gmail.con", false), Some(Reason::DomainUnknownTld));
        assert_eq!(check_name("gmail.com", false), None);
    }

    #[test]
    fn a_laboratory_may_use_them() {
        assert_eq!(check_name("a.test", true), None);
        assert_eq!(check_name("mail.corp", true), None);
    }
}
