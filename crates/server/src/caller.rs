//! The one door: from an `Authorization` header to a caller.

use std::sync::Arc;

use axum::http::{HeaderMap, header::AUTHORIZATION};
use postern_decide::Credentials;
use postern_model::{Id, Timestamp, Token};
use postern_org::{Actor, Organization};

use crate::platform::Platform;

/// Who calls, as far as the header tells.
pub(crate) struct Caller {
    pub(crate) organization: Arc<Organization>,
    /// The organization's place in [`Platform::tenants`].
    pub(crate) tenant: usize,
    presented: Presented,
}

enum Presented {
    Nothing,
    Garbage,
    Token(Token),
}

impl Caller {
    /// Opens the bearer token (RFC 6750 §2.1), if there is one. A token of no organization here counts as garbage.
    pub(crate) fn of(platform: &Platform, headers: &HeaderMap) -> Self {
        let nobody = |presented| Self { organization: platform.first(), tenant: 0, presented };
        let Some(text) = bearer(headers) else { return nobody(Presented::Nothing) };
        let Some(token) = platform.sealer.open(text) else { return nobody(Presented::Garbage) };
        match platform.tenant_of(token.client) {
            Some((tenant, organization)) => Self { organization, tenant, presented: Presented::Token(token) },
            // The client is gone: `decide` says so.
            None => nobody(Presented::Token(token)),
        }
    }

    /// Makes a read see its organization as it was `age` milliseconds before `now`, or longer ago where reads lag anyway.
    pub(crate) fn look_back(&mut self, platform: &Platform, age: u32, now: Timestamp) {
        let age = age.max(self.organization.profile().settings.consistency_delay_milliseconds);
        if age > 0 {
            self.organization = platform.tenants[self.tenant].before(now, i64::from(age));
        }
    }

    /// What was presented, as `decide` wants it.
    pub(crate) fn credentials(&self) -> Credentials<'_> {
        match &self.presented {
            Presented::Nothing => Credentials::None,
            Presented::Garbage => Credentials::Garbage,
            Presented::Token(token) => Credentials::Token(token),
        }
    }

    /// The token, if one opened.
    pub(crate) fn token(&self) -> Option<&Token> {
        match &self.presented {
            Presented::Token(token) => Some(token),
            _ => None,
        }
    }

    /// Who will be recorded as having made a change.
    pub(crate) fn actor(&self, address: std::net::IpAddr) -> Actor {
        let token = self.token();
        Actor { client: token.map(|token| token.client), user: token.and_then(|token| token.user), address }
    }

    /// The client's id, if there is one.
    pub(crate) fn client(&self) -> Option<uuid::Uuid> {
        self.token().map(|token| token.client).map(Id::uuid)
    }
}

/// The text after `Bearer `, whatever the scheme's letter case; anything else is no bearer token.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, text) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !text.is_empty()).then_some(text.trim())
}
