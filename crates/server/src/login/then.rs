//! Where a sign-in goes on: a path and query on this host, never an address elsewhere (no open redirect).

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};

/// The most characters it may have.
const LONGEST: usize = 16_384;

/// A local path and query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Then(String);

impl Then {
    /// Reads one that came from outside. Refused: what does not start with exactly one `/`, and whatever two readers could
    /// take for different addresses (backslashes in the path, control characters, blanks, anything but ASCII), and fragments.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let local = text.starts_with('/') && !text.starts_with("//");
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
        let path = text.split('?').next().unwrap_or_default();
        (local && plain && !path.contains('\\') && text.len() <= LONGEST).then(|| Self(text.to_owned()))
    }

    /// One of our own.
    pub(crate) fn local(path: &'static str) -> Self {
        Self(path.to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The query, if its path is `path`.
    pub(crate) fn query_of(&self, path: &str) -> Option<&str> {
        let (own, query) = self.0.split_once('?').unwrap_or((&self.0, ""));
        (own == path).then_some(query)
    }

    /// 303: the browser goes there with GET.
    pub(crate) fn go(&self) -> Response<Body> {
        redirect(StatusCode::SEE_OTHER, &self.0).unwrap_or_default()
    }
}

/// A redirect that nobody keeps and that tells the next site nothing of this one. `None`: the address is no header.
pub(crate) fn redirect(status: StatusCode, address: &str) -> Option<Response<Body>> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_str(address).ok()?);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::Then;

    #[test]
    fn only_a_path_on_this_host_is_gone_on_with() {
        for good in ["/", "/signed-in", "/oauth/authorize?client_id=1&redirect_uri=https%3A%2F%2Fapp.example", "/a?u=//b", "/a?u=\\b"] {
            assert_eq!(Then::parse(good).as_ref().map(Then::as_str), Some(good));
        }
        let long = format!("/{}", "a".repeat(16_384));
        for bad in [
            "",
            "signed-in",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "https://evil.example/",
            "https:evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n/evil.example",
            "/a b",
            " /a",
            "/a\r\nset-cookie:x=y",
            "/\u{e4}",
            "/a#b",
            &long,
        ] {
            assert_eq!(Then::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_query_is_that_of_the_path_asked_for() {
        let then = Then::parse("/oauth/authorize?a=b").unwrap();
        assert_eq!((then.query_of("/oauth/authorize"), then.query_of("/oauth")), (Some("a=b"), None));
        assert_eq!(Then::parse("/signed-in").unwrap().query_of("/signed-in"), Some(""));
    }
}
