//! The headers that keep a page harmless: nothing runs, nothing is framed, nothing is kept, nothing leaks to other sites.

use std::{collections::BTreeSet, sync::LazyLock};

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::STYLE;

/// What a page may do beyond showing text.
#[derive(Default)]
pub(crate) struct Allowed {
    /// Sources, beside this server, that its forms may post to or be redirected to.
    forms: BTreeSet<String>,
    /// Pictures that stand in the page itself.
    pictures: bool,
}

impl Allowed {
    /// Nothing but posting to this server.
    pub(crate) const NOTHING: Self = Self { forms: BTreeSet::new(), pictures: false };

    /// Forms whose post ends at one of these addresses: browsers look at redirects after a post as well (CSP 3 §6.3.1).
    pub(crate) fn forms_to<'a>(addresses: impl IntoIterator<Item = &'a str>) -> Self {
        Self { forms: addresses.into_iter().filter_map(source).collect(), pictures: false }
    }

    /// The same, and pictures that stand in the page itself.
    pub(crate) fn and_pictures(self) -> Self {
        Self { pictures: true, ..self }
    }
}

static STYLE_HASH: LazyLock<String> = LazyLock::new(|| {
    let digest = ring::digest::digest(&ring::digest::SHA256, STYLE.as_bytes());
    format!("'sha256-{}'", STANDARD.encode(digest.as_ref()))
});

/// Sets the headers of a page.
pub(super) fn protect(headers: &mut HeaderMap, allowed: &Allowed) {
    let forms: String = allowed.forms.iter().map(|source| format!(" {source}")).collect();
    let pictures = if allowed.pictures { "; img-src data:" } else { "" };
    let style = &*STYLE_HASH;
    let policy =
        format!("default-src 'none'; style-src {style}{pictures}; form-action 'self'{forms}; frame-ancestors 'none'; base-uri 'none'");
    // Sources are of a narrow alphabet, so the text is always a header; without one nothing would be protected.
    let policy = HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    for (name, value) in PLAIN {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

const PLAIN: [(HeaderName, &str); 4] = [
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

/// An address as a source of the content security policy: its origin, or its scheme where the policy's grammar has no
/// word for the origin (applications with a scheme of their own, IPv6). `None`: it is on this server, or no place at all.
pub(crate) fn source(address: &str) -> Option<String> {
    let scheme = postern_oauth::authorize::scheme(address)?;
    if !matches!(scheme.as_str(), "http" | "https") {
        return Some(format!("{scheme}:"));
    }
    let authority = address.split_once("//")?.1.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if host.starts_with('[') {
        return Some(format!("{scheme}:"));
    }
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    (!host.is_empty() && host.chars().all(known)).then(|| format!("{scheme}://{}", host.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn a_source_is_the_origin_and_nothing_else_of_an_address() {
        let cases = [
            ("https://app.example/callback?a=b#c", Some("https://app.example")),
            ("HTTP://Localhost:8080/cb", Some("http://localhost:8080")),
            ("https://user:secret@app.example/", Some("https://app.example")),
            ("http://[::1]:8080/cb", Some("http:")),
            ("com.example.app:/callback", Some("com.example.app:")),
            ("myapp://callback", Some("myapp:")),
            ("https://app.example; script-src *", None),
            ("https://*.example/", None),
            ("https:///nowhere", None),
            ("javascript:alert(1)", None),
            ("JavaScript://x/%0aalert(1)", None),
            ("data:text/html,x", None),
            ("/login", None),
            ("//evil.example/", None),
            ("", None),
        ];
        for (address, expected) in cases {
            assert_eq!(source(address).as_deref(), expected, "{address}");
        }
    }
}
