//! Does the domain stand with a parking service, as names do that are for sale or wait for people's slips?
//!
//! Such a service may take mail, and even read it; but nobody whom a list is meant for has a mailbox there.

use crate::domain::Domain;
use crate::facts::{DomainFacts, Lookup};
use crate::judge::Policy;
use crate::reason::Reason;

/// The finding when every exchange of the domain is a parking service's; without MX, when the domain's own name leads to one.
pub(super) fn check(facts: &DomainFacts, policy: &Policy) -> Option<Reason> {
    let parks = |name: &Domain| policy.tables.parking_service(name.as_str()).is_some();
    let parked = match &facts.mx {
        Lookup::Found(exchanges) => exchanges.iter().all(|mx| parks(&mx.exchange)),
        Lookup::NoData => {
            let own = facts.canonical.as_ref();
            own.or_else(|| facts.hosts.first().and_then(|host| host.canonical.as_ref())).is_some_and(parks)
        }
        Lookup::NxDomain | Lookup::Failed(_) => false,
    };
    parked.then_some(Reason::DomainParked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Cost, Failure, MailExchange};

    fn facts(mx: Lookup<Vec<MailExchange>>, canonical: Option<&str>) -> DomainFacts {
        let canonical = canonical.map(|name| Domain::new(name).expect(name));
        let cost = Cost::default();
        DomainFacts { mx, canonical, hosts: Vec::new(), exchanges_left_out: 0, resolver_lies: false, cost }
    }

    fn exchanges(names: &[&str]) -> Lookup<Vec<MailExchange>> {
        let exchange = |name: &&str| MailExchange { preference: 10, exchange: Domain::new(name).expect(name) };
        Lookup::Found(names.iter().map(exchange).collect())
    }

    #[track_caller]
    fn check_mx(mx: Lookup<Vec<MailExchange>>, canonical: Option<&str>, parked: bool) {
        let found = check(&facts(mx.clone(), canonical), &Policy::default());
        assert_eq!(found.is_some(), parked, "{mx:?} {canonical:?}");
    }

    #[test]
    fn a_domain_whose_exchanges_all_belong_to_parking_services_is_parked() {
        check_mx(exchanges(&["mail.h-email.net"]), None, true);
        check_mx(exchanges(&["park-mx.above.com", "mail.h-email.net"]), None, true);
        check_mx(exchanges(&["mx.acme.de", "mail.h-email.net"]), None, false);
        check_mx(exchanges(&["mx.acme.de"]), None, false);
        check_mx(exchanges(&["."]), None, false);
    }

    #[test]
    fn without_mx_the_alias_of_the_domain_tells() {
        check_mx(Lookup::NoData, Some("77026.bodis.com"), true);
        check_mx(Lookup::NoData, Some("web.acme.de"), false);
        check_mx(Lookup::NoData, None, false);
    }

    #[test]
    fn what_could_not_be_found_out_is_not_parked() {
        check_mx(Lookup::Failed(Failure::Timeout), Some("77026.bodis.com"), false);
        check_mx(Lookup::NxDomain, None, false);
    }
}
