//! How many connections there may be, in all and from one address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// Connections at a time. Many systems give a program 1,024 files; the database and uploads need some of them.
pub const MOST_CONNECTIONS: usize = 800;
/// Connections of one address: an office of forty phones behind one, each with two, and room. A proxy on this machine
/// speaks for everybody and is not held to it.
pub const MOST_PER_ADDRESS: usize = 128;

/// The connections there are. Cheap to clone; all clones count together.
#[derive(Debug, Clone, Default)]
pub struct Connections {
    counts: Arc<Mutex<Counts>>,
}

#[derive(Debug, Default)]
struct Counts {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// A connection's place; free again when dropped.
#[derive(Debug)]
pub struct Place {
    connections: Connections,
    address: IpAddr,
}

impl Connections {
    /// Takes a place, if there is one.
    pub fn enter(&self, peer: IpAddr) -> Option<Place> {
        let address = network_of(peer);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let held = counts.by_address.get(&address).copied().unwrap_or(0);
        let is_full = counts.all >= MOST_CONNECTIONS || (!address.is_loopback() && held >= MOST_PER_ADDRESS);
        if is_full {
            return None;
        }
        counts.all += 1;
        counts.by_address.insert(address, held + 1);
        Some(Place { connections: self.clone(), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.connections.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.all = counts.all.saturating_sub(1);
        match counts.by_address.get_mut(&self.address) {
            Some(held) if *held > 1 => *held -= 1,
            _ => drop(counts.by_address.remove(&self.address)),
        }
    }
}

/// IPv6 customers have a network of their own (/64) and any address in it.
fn network_of(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(address) if !address.is_loopback() => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_address_has_its_share_and_gets_it_back() {
        let connections = Connections::default();
        let mut held: Vec<Place> =
            (0..MOST_PER_ADDRESS).map(|_| connections.enter(address("192.0.2.1")).unwrap()).collect();
        assert!(connections.enter(address("192.0.2.1")).is_none());
        assert!(connections.enter(address("::ffff:192.0.2.1")).is_none(), "the same written otherwise");
        assert!(connections.enter(address("192.0.2.2")).is_some());
        held.pop();
        assert!(connections.enter(address("192.0.2.1")).is_some());
        drop(held);
        let counts = connections.counts.lock().unwrap();
        assert_eq!((counts.all, counts.by_address.len()), (0, 0));
    }

    #[test]
    fn all_together_have_a_share_too_and_a_proxy_here_may_have_all_of_it() {
        let connections = Connections::default();
        let held: Vec<Place> =
            (0..MOST_CONNECTIONS).map(|_| connections.enter(address("127.0.0.1")).unwrap()).collect();
        assert!(connections.enter(address("192.0.2.1")).is_none());
        assert!(connections.enter(address("127.0.0.1")).is_none());
        drop(held);
        assert!(connections.enter(address("192.0.2.1")).is_some());
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        assert_eq!(network_of(address("2001:db8:1:2::1")), network_of(address("2001:db8:1:2:ffff::9")));
        assert_ne!(network_of(address("2001:db8:1:2::1")), network_of(address("2001:db8:1:3::1")));
        assert!(network_of(address("::1")).is_loopback());
    }
}
