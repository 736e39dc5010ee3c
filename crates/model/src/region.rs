//! The official regions and their domains (facts: the official JavaScript SDK and Terraform provider name the same 18).

/// An official region.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// The name that the Terraform provider uses: `us-east-1`. SDKs write it with underscores.
    pub name: &'static str,
    /// What stands behind `api.` and `login.`.
    pub domain: &'static str,
}

const fn region(name: &'static str, domain: &'static str) -> Region {
    Region { name, domain }
}

/// Every official region.
pub const REGIONS: &[Region] = &[
    region("us-east-1", "mypurecloud.com"),
    region("us-east-2", "use2.us-gov-pure.cloud"),
    region("us-west-2", "usw2.pure.cloud"),
    region("ca-central-1", "cac1.pure.cloud"),
    region("mx-central-1", "mxc1.pure.cloud"),
    region("sa-east-1", "sae1.pure.cloud"),
    region("eu-west-1", "mypurecloud.ie"),
    region("eu-west-2", "euw2.pure.cloud"),
    region("eu-central-1", "mypurecloud.de"),
    region("eu-central-2", "euc2.pure.cloud"),
    region("eusc-de-east-1", "edee1.eusc-pure.cloud"),
    region("me-central-1", "mec1.pure.cloud"),
    region("ap-south-1", "aps1.pure.cloud"),
    region("ap-southeast-1", "apse1.pure.cloud"),
    region("ap-southeast-2", "mypurecloud.com.au"),
    region("ap-northeast-1", "mypurecloud.jp"),
    region("ap-northeast-2", "apne2.pure.cloud"),
    region("ap-northeast-3", "apne3.pure.cloud"),
];

/// The region that `text` names: `us-east-1`, `us_east_1`, `mypurecloud.de` or one of its hosts, letter case aside.
pub fn named(text: &str) -> Option<&'static Region> {
    let text = text.to_ascii_lowercase();
    let name = text.replace('_', "-");
    let of_host = |region: &Region| ["api.", "login.", "apps."].iter().any(|host| text.strip_prefix(host) == Some(region.domain));
    REGIONS.iter().find(|region| region.name == name || region.domain == text || of_host(region))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_region_is_found_under_every_name_that_people_use() {
        for name in ["eu-central-1", "eu_central_1", "EU-Central-1", "mypurecloud.de", "api.mypurecloud.de", "login.mypurecloud.de"] {
            assert_eq!(named(name).map(|region| region.domain), Some("mypurecloud.de"), "{name}");
        }
        for name in ["", "mypurecloud.org", "us-east-9", "api.", "evil.mypurecloud.de", "mypurecloud.de.evil.example"] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn names_and_domains_are_told_apart() {
        let names: BTreeSet<_> = REGIONS.iter().map(|region| region.name).collect();
        let domains: BTreeSet<_> = REGIONS.iter().map(|region| region.domain).collect();
        assert_eq!((names.len(), domains.len()), (18, 18));
    }
}
