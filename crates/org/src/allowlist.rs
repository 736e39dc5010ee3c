//! The organization's list of IP networks that requests may come from (facts: up to 150 IPv4 networks in CIDR notation;
//! whether it may hold IPv6 ones is the setting `ip-allowlist.ipv6`).

use std::net::IpAddr;

use postern_model::{Profile, settings::Treatment};

use crate::Refusal;

/// How many networks a list may hold.
pub const LIMIT: usize = 150;

/// A network of either family. Addresses are compared as numbers, of the same family only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    v6: bool,
    base: u128,
    mask: u128,
}

impl Network {
    /// Reads an address, or an address with a prefix length.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
        let address: IpAddr = address.parse().ok()?;
        let (v6, number, width) = number(address);
        let length: u32 = length.map_or(Some(width), |length| length.parse().ok()).filter(|length| *length <= width)?;
        let mask = u128::MAX.checked_shl(width - length).unwrap_or(0);
        Some(Self { v6, base: number & mask, mask })
    }

    /// Whether `address` is inside.
    pub fn contains(self, address: IpAddr) -> bool {
        let (v6, number, _) = number(address);
        v6 == self.v6 && number & self.mask == self.base
    }

    /// Whether all of `other` is inside.
    pub const fn holds(self, other: Self) -> bool {
        self.v6 == other.v6 && self.mask & other.mask == self.mask && other.base & self.mask == self.base
    }
}

/// Family, value and width of an address.
fn number(address: IpAddr) -> (bool, u128, u32) {
    match address {
        IpAddr::V4(address) => (false, u32::from(address).into(), 32),
        IpAddr::V6(address) => (true, address.into(), 128),
    }
}

/// A parsed list. Empty: every address may come in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowlist(Vec<Network>);

impl Allowlist {
    /// Reads the list of an organization's authentication settings.
    pub fn of(profile: &Profile) -> Result<Self, Refusal> {
        let ipv6 = profile.settings.ip_allowlist_ipv6 == Treatment::Accept;
        Self::parse(&profile.authentication.ip_address_allowlist, ipv6)
    }

    fn parse(list: &[String], ipv6: bool) -> Result<Self, Refusal> {
        if list.len() > LIMIT {
            let text = format!("the IP address allowlist holds {} networks; at most {LIMIT} are allowed", list.len());
            return Err(Refusal::bad("bad.request", text));
        }
        let network = |text: &String| {
            Network::parse(text.trim())
                .filter(|network| ipv6 || !network.v6)
                .ok_or_else(|| Refusal::bad("bad.request", format!("`{text}` is not an IP address or network such as `203.0.113.0/24`")))
        };
        list.iter().map(network).collect::<Result<_, _>>().map(Self)
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of `networks` that are not wholly inside one network of the list; none if the list is empty. What is no network is not.
    pub fn outside<'n>(&self, networks: &'n [String]) -> Vec<&'n str> {
        let inside = |text: &str| Network::parse(text).is_some_and(|network| self.0.iter().any(|each| each.holds(network)));
        networks.iter().map(String::as_str).filter(|network| !self.0.is_empty() && !inside(network)).collect()
    }

    /// Whether a request from `address` may come in. An IPv4 address mapped into IPv6 counts as IPv4.
    pub fn admits(&self, address: IpAddr) -> bool {
        self.0.is_empty() || self.0.iter().any(|network| network.contains(address.to_canonical()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_outside_unless_one_of_the_list_holds_all_of_it() {
        let list = list(&["203.0.113.0/24", "198.51.100.7", "2001:db8::/32"], true).unwrap();
        let networks = ["203.0.113.128/25", "203.0.112.0/23", "198.51.100.7/32", "198.51.100.6/31", "2001:db8:1::/48", "10.0.0.1", "x"];
        let networks = networks.map(str::to_owned);
        assert_eq!(list.outside(&networks), ["203.0.112.0/23", "198.51.100.6/31", "10.0.0.1", "x"]);
        assert!(Allowlist::default().outside(&networks).is_empty());
    }

    fn list(networks: &[&str], ipv6: bool) -> Result<Allowlist, Refusal> {
        Allowlist::parse(&networks.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>(), ipv6)
    }

    #[test]
    fn an_address_inside_a_network_is_admitted_and_one_outside_is_not() {
        let list = list(&["203.0.113.0/24", "198.51.100.7", "2001:db8::/32"], true).unwrap_or_default();
        let cases = [
            ("203.0.113.9", true),
            ("198.51.100.7", true),
            ("198.51.100.8", false),
            ("::ffff:203.0.113.9", true),
            ("2001:db8::1", true),
            ("2001:db9::1", false),
            ("::1", false),
        ];
        for (address, expected) in cases {
            assert_eq!(address.parse().map(|a| list.admits(a)), Ok(expected), "{address}");
        }
    }

    #[test]
    fn an_empty_list_admits_everybody() {
        assert_eq!("2001:db8::1".parse().map(|a| Allowlist::default().admits(a)), Ok(true));
    }

    #[test]
    fn a_network_that_is_none_is_named() {
        for (text, ipv6) in [("10.0.0.0/33", true), ("office", true), ("2001:db8::/32", false)] {
            let message = list(&[text], ipv6).err().map(|refusal| refusal.message);
            assert_eq!(message, Some(format!("`{text}` is not an IP address or network such as `203.0.113.0/24`")));
        }
    }
}
