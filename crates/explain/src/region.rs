//! The hosts of the official regions.

use postern_model::region::REGIONS;

/// What a host is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// `api.<domain>`: the platform API.
    Api,
    /// `login.<domain>`: tokens and SAML.
    Login,
    /// `apps.<domain>`: what browsers see.
    Apps,
}

/// The family and region of an official host, port aside.
pub fn of(host: &str) -> Option<(Family, &'static str, &'static str)> {
    let (first, domain) = name(host).split_once('.')?;
    let family = match first {
        "api" => Family::Api,
        "login" => Family::Login,
        "apps" => Family::Apps,
        _ => return None,
    };
    REGIONS.iter().find(|region| region.domain == domain).map(|region| (family, region.name, region.domain))
}

/// Whether a host looks like an official one and is none.
pub fn is_alike(host: &str) -> bool {
    let name = name(host);
    let named = name.split('.').any(|label| ["mypurecloud", "purecloud", "genesys", "genesyscloud"].contains(&label));
    let official = named || name.ends_with("pure.cloud");
    official && of(host).is_none()
}

fn name(host: &str) -> &str {
    host.split(':').next().unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_hosts_are_known_and_others_are_not() {
        assert_eq!(of("login.mypurecloud.de:443"), Some((Family::Login, "eu-central-1", "mypurecloud.de")));
        assert_eq!(of("api.euw2.pure.cloud"), Some((Family::Api, "eu-west-2", "euw2.pure.cloud")));
        assert_eq!((of("api.mypurecloud.eu"), of("127.0.0.1:8080"), of("mypurecloud.de")), (None, None, None));
        assert!(is_alike("api.mypurecloud.eu") && !is_alike("api.mypurecloud.de") && !is_alike("127.0.0.1"));
        assert!(is_alike("api.genesys.cloud") && !is_alike("genesys-gateway.bank.example"));
    }
}
