//! What ties a sign-in to one browser: two cookies and the token of its forms.
//!
//! - `postern-browser`: chance, given to every browser that comes to sign in. A login that was sent off to an identity
//!   provider comes back to it or not at all, and its forms carry a keyed hash of it (CSRF).
//! - `postern-session`: the session. `Lax`, so no other site's form is sent with it.
//!
//! An identity provider posts its answer from its own site, so the first is `SameSite=None` where cookies can be `Secure`;
//! over plain http, which is for this machine only, it is `Lax` and works with providers of the same site.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};
use postern_model::{Entropy, Hashed, Timestamp, sign_in::Session};
use postern_org::{Organization, change::sign_in};
use subtle::ConstantTimeEq;

use crate::{fault::Fault, platform::Platform, tenant};

const BROWSER: &str = "postern-browser";
const SESSION: &str = "postern-session";
/// Seconds for which a browser's own cookie is kept: a day.
const BROWSER_SECONDS: i64 = 86_400;

/// The browser that asks.
pub(crate) struct Browser {
    cookie: String,
}

impl Browser {
    /// The browser of these headers; a new one gets a cookie, which the answer must set.
    pub(crate) fn of(platform: &Platform, headers: &HeaderMap) -> Result<Self, Fault> {
        if let Some(cookie) = cookie(headers, &name(platform, BROWSER)).filter(|value| value.len() == 43) {
            return Ok(Self { cookie: cookie.to_owned() });
        }
        Ok(Self { cookie: Entropy::secret(&mut tenant::entropy()?) })
    }

    /// How it is remembered.
    pub(crate) fn hashed(&self, platform: &Platform) -> Hashed {
        Hashed::of(&platform.pepper, sign_in::purpose::BROWSER, &self.cookie)
    }

    /// What its forms carry in the field `csrf`.
    pub(crate) fn csrf(&self, platform: &Platform) -> String {
        Hashed::of(&platform.pepper, "csrf", &self.cookie).to_string()
    }

    /// Whether a form came from a page that was given to this browser.
    pub(crate) fn sent(&self, platform: &Platform, csrf: &str) -> bool {
        self.csrf(platform).as_bytes().ct_eq(csrf.as_bytes()).into()
    }

    /// The header that sets or renews its cookie.
    pub(crate) fn set_cookie(&self, platform: &Platform) -> HeaderValue {
        let same_site = if is_secure(platform) { "None" } else { "Lax" };
        set_cookie(platform, BROWSER, &self.cookie, BROWSER_SECONDS, same_site)
    }
}

/// A session in use, with the organization that it is of.
pub(crate) struct InSession {
    pub(crate) tenant: usize,
    pub(crate) organization: Arc<Organization>,
    pub(crate) session: Session,
}

/// The session of these headers, if it is one and not over. Whether it may still be used is `admit`'s to say.
pub(crate) fn session(platform: &Platform, headers: &HeaderMap) -> Option<InSession> {
    let secret = cookie(headers, &name(platform, SESSION))?;
    let key = sign_in::key_of(&platform.pepper, sign_in::purpose::SESSION, secret);
    let now = platform.clock.now();
    platform.tenants.iter().enumerate().find_map(|(tenant, value)| {
        let organization = value.current();
        let session = organization.kept::<Session>(&key).filter(|session| session.until > now).cloned()?;
        Some(InSession { tenant, organization, session })
    })
}

/// The header that gives a browser its session.
pub(crate) fn set_session(platform: &Platform, secret: &str, until: Timestamp) -> HeaderValue {
    let seconds = until.seconds() - platform.clock.now().seconds();
    set_cookie(platform, SESSION, secret, seconds.max(0), "Lax")
}

/// The header that takes the session away.
pub(crate) fn end_session(platform: &Platform) -> HeaderValue {
    set_cookie(platform, SESSION, "", 0, "Lax")
}

fn is_secure(platform: &Platform) -> bool {
    platform.url.starts_with("https://")
}

/// `__Host-` binds a cookie to this very host (RFC 6265bis §4.1.3); browsers take it over https only.
fn name(platform: &Platform, name: &str) -> String {
    format!("{}{name}", if is_secure(platform) { "__Host-" } else { "" })
}

fn set_cookie(platform: &Platform, cookie: &str, value: &str, seconds: i64, same_site: &str) -> HeaderValue {
    let secure = if is_secure(platform) { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; HttpOnly; SameSite={same_site}; Max-Age={seconds}{secure}", name(platform, cookie));
    // Values are of the URL-safe alphabet, so the text is always a header.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The value of one cookie (RFC 6265 §4.2).
fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}
