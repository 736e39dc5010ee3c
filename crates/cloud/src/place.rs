//! Where an organization is: an official region, or another address that speaks the platform API.

use postern_model::{
    evidence::SourceKind,
    region::{self, Region},
};
use ureq::http::Uri;

/// Where to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// An official region: the API and the login host are two hosts.
    Region(&'static Region),
    /// Another address with both on one origin, as `postern up` has it; without a slash at the end.
    Address(String),
}

/// Why a text that looks like an address is none that can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong.
    pub error: String,
    /// What to do about it.
    pub help: &'static str,
}

impl Place {
    /// The place that `text` names, if it names one: a region, its domain, a host of it, or a URL.
    ///
    /// # Errors
    ///
    /// It has `://` in it and is no address of an organization.
    pub fn read(text: &str) -> Result<Option<Self>, Mistake> {
        match (region::named(text), text.contains("://")) {
            (Some(region), _) => Ok(Some(Self::Region(region))),
            (None, true) => Self::of_url(text).map(Some),
            (None, false) => Ok(None),
        }
    }

    fn of_url(text: &str) -> Result<Self, Mistake> {
        let wrong = |error: String, help: &'static str| Mistake { error, help };
        let shape = "give the scheme, the host and the port alone, such as `http://127.0.0.1:8080`";
        let uri: Uri = text.parse().map_err(|error| wrong(format!("`{text}` is not an address: {error}"), shape))?;
        let scheme = uri.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https"));
        let (Some(scheme), Some(authority)) = (scheme, uri.authority()) else {
            return Err(wrong(format!("`{text}` is not an address of HTTP"), shape));
        };
        if authority.as_str().contains('@') {
            // The text is not repeated: it may hold a password.
            return Err(wrong("an address must not hold a name or a password".to_owned(), "credentials are read from the environment"));
        }
        if let Some(region) = region::named(authority.host()) {
            return match scheme {
                "https" => Ok(Self::Region(region)),
                _ => Err(wrong(format!("`{text}` is an official host, which speaks HTTPS alone"), "name the region instead")),
            };
        }
        if uri.path() != "/" || uri.query().is_some() || text.contains('#') {
            return Err(wrong(format!("`{text}` has more than a host and a port"), shape));
        }
        if scheme == "http" && !is_loopback(authority.host()) {
            let help = "use HTTPS, or an address of this machine: credentials and tokens would travel in the clear";
            return Err(wrong(format!("`{text}` is another machine, over HTTP without TLS"), help));
        }
        Ok(Self::Address(format!("{scheme}://{authority}")))
    }

    /// What stands before the path of an API call.
    pub fn api(&self) -> String {
        match self {
            Self::Region(region) => format!("https://api.{}", region.domain),
            Self::Address(root) => root.clone(),
        }
    }

    /// What stands before `/oauth/token`.
    pub fn login(&self) -> String {
        match self {
            Self::Region(region) => format!("https://login.{}", region.domain),
            Self::Address(root) => root.clone(),
        }
    }

    /// What people call it: the API host, or the address.
    pub fn host(&self) -> String {
        match self {
            Self::Region(region) => format!("api.{}", region.domain),
            Self::Address(root) => root.clone(),
        }
    }

    /// Whether it is on this machine.
    pub(crate) fn is_near(&self) -> bool {
        let Self::Address(root) = self else { return false };
        root.parse::<Uri>().is_ok_and(|uri| uri.host().is_some_and(is_loopback))
    }

    /// The kind of place that the evidence names.
    pub const fn kind(&self) -> SourceKind {
        match self {
            Self::Region(_) => SourceKind::Region,
            Self::Address(_) => SourceKind::Address,
        }
    }
}

/// Whether only this machine hears what is sent there.
fn is_loopback(host: &str) -> bool {
    let address = || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match Place::read(text) {
            Ok(Some(place)) => format!("{} {}", place.api(), place.login()),
            Ok(None) => "no place".to_owned(),
            Err(Mistake { error, help }) => format!("{error}; {help}"),
        }
    }

    #[test]
    fn regions_and_addresses_are_places() {
        assert_eq!(read("us_east_1"), "https://api.mypurecloud.com https://login.mypurecloud.com");
        assert_eq!(read("https://api.mypurecloud.de/"), "https://api.mypurecloud.de https://login.mypurecloud.de");
        assert_eq!(read("http://127.0.0.1:8080/"), "http://127.0.0.1:8080 http://127.0.0.1:8080");
        assert_eq!(read("http://[::1]:8080"), "http://[::1]:8080 http://[::1]:8080");
        assert_eq!(read("https://postern.example"), "https://postern.example https://postern.example");
        assert_eq!(read("org.json"), "no place");
    }

    #[test]
    fn what_is_no_place_is_said() {
        let shape = "give the scheme, the host and the port alone, such as `http://127.0.0.1:8080`";
        assert_eq!(read("ftp://x.example"), format!("`ftp://x.example` is not an address of HTTP; {shape}"));
        assert_eq!(read("http://127.0.0.1:1/api/v2"), format!("`http://127.0.0.1:1/api/v2` has more than a host and a port; {shape}"));
        assert_eq!(
            read("http://postern.example"),
            "`http://postern.example` is another machine, over HTTP without TLS; \
             use HTTPS, or an address of this machine: credentials and tokens would travel in the clear"
        );
        assert_eq!(
            read("https://id:swordfish@postern.example"),
            "an address must not hold a name or a password; credentials are read from the environment"
        );
        assert_eq!(
            read("http://api.mypurecloud.com"),
            "`http://api.mypurecloud.com` is an official host, which speaks HTTPS alone; name the region instead"
        );
    }
}
