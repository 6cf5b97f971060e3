//! How much each client may ask: a bucket of tokens for each address, where an address that is checked costs one.

use super::limits::{ADDRESSES_MAX, BURST_SECONDS, CLIENTS_MAX};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// The buckets of all clients.
pub struct Rate {
    a_second: f64,
    most: f64,
    clients: Mutex<HashMap<IpAddr, Bucket>>,
}

struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Rate {
    pub fn new(a_second: u32) -> Rate {
        let most = a_second.saturating_mul(BURST_SECONDS).max(ADDRESSES_MAX as u32);
        Rate { a_second: f64::from(a_second.max(1)), most: f64::from(most), clients: Mutex::default() }
    }

    /// Takes so many tokens of a client, or says in how many seconds there will be as many.
    pub fn take(&self, client: IpAddr, tokens: u32, now: Instant) -> Result<(), u64> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.len() >= CLIENTS_MAX {
            clients.retain(|_, bucket| self.filled(bucket, now) < self.most);
            if clients.len() >= CLIENTS_MAX {
                clients.clear();
            }
        }
        let bucket = clients.entry(network(client)).or_insert(Bucket { tokens: self.most, at: now });
        let filled = self.filled(bucket, now);
        let wanted = f64::from(tokens).min(self.most);
        let left = filled - wanted;
        *bucket = Bucket { tokens: if left < 0.0 { filled } else { left }, at: now };
        if left < 0.0 { Err((-left / self.a_second).ceil().max(1.0) as u64) } else { Ok(()) }
    }

    fn filled(&self, bucket: &Bucket, now: Instant) -> f64 {
        let since = now.saturating_duration_since(bucket.at).as_secs_f64();
        (bucket.tokens + since * self.a_second).min(self.most)
    }
}

/// Who has one address of IPv6 has all of its /64.
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from(u128::from(v6) >> 64 << 64).into(),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_client_that_asks_too_much_waits_and_others_do_not() {
        let (rate, now) = (Rate::new(10), Instant::now());
        let [ann, bob]: [IpAddr; 2] = [[127, 0, 0, 1].into(), [127, 0, 0, 2].into()];
        assert_eq!(rate.take(ann, 1000, now), Ok(()));
        assert_eq!(rate.take(ann, 25, now), Err(3));
        assert_eq!(rate.take(bob, 1000, now), Ok(()));
        assert_eq!(rate.take(ann, 25, now + Duration::from_secs(3)), Ok(()));
        let neighbours: [IpAddr; 2] = ["2001:db8::1".parse().unwrap(), "2001:db8::2".parse().unwrap()];
        assert_eq!(neighbours.map(|ip| rate.take(ip, 600, now)), [Ok(()), Err(20)]);
    }

    #[test]
    fn clients_beyond_the_bound_are_forgotten() {
        let (rate, now) = (Rate::new(10), Instant::now());
        for number in 0..2 * CLIENTS_MAX as u32 {
            assert_eq!(rate.take(IpAddr::V4(number.into()), 1000, now), Ok(()));
        }
        assert!(rate.clients.lock().unwrap().len() <= CLIENTS_MAX);
    }
}
