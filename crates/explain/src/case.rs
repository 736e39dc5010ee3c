//! A call with everything that is known about it: what the causes look at.

use postern_catalog::{Catalog, Operation};
use postern_decide::{Admitted, Bar, Decision, Missing, Reason, TokenFault, Verdict};
use postern_model::{Evidence, evidence::Piece};

use crate::{Asked, Place, Presented, Seen};

/// What an organization says of a call.
#[derive(Clone, Debug)]
pub enum Ruling {
    /// Of a request to the platform API.
    Decided(Decision),
    /// Of somebody who wants to come in.
    Admitted(Admitted),
}

/// A call with everything that is known about it.
pub struct Case<'a> {
    /// The API as data.
    pub catalog: &'static Catalog,
    /// What was seen.
    pub seen: &'a Seen,
    /// The organization, if there is one to ask.
    pub place: Option<Place<'a>>,
    /// Who and what is meant.
    pub asked: Asked<'a>,
    /// What the organization says.
    pub ruling: Option<Ruling>,
}

impl Case<'_> {
    /// What was collected around the organization's state.
    pub fn evidence(&self) -> Option<&Evidence> {
        self.place?.organization.evidence()
    }

    /// Whether a piece of the organization's state is known.
    pub fn knows(&self, piece: Piece) -> bool {
        self.place.is_some() && self.evidence().is_none_or(|evidence| !evidence.unread.contains_key(&piece))
    }

    /// Why the organization refuses, if it does.
    pub fn reason(&self) -> Option<&Reason> {
        match &self.ruling {
            Some(Ruling::Decided(Decision { verdict: Verdict::Deny(reason), .. })) => Some(reason),
            _ => None,
        }
    }

    /// What is wrong with the token, if the organization refuses for that.
    pub fn fault(&self) -> Option<TokenFault> {
        match self.reason() {
            Some(Reason::BadCredentials(fault)) => Some(*fault),
            _ => None,
        }
    }

    /// Why the organization lets the caller not in, if it does not.
    pub fn bar(&self) -> Option<Bar> {
        match &self.ruling {
            Some(Ruling::Admitted(admitted)) => admitted.outcome.err().filter(|bar| bar.unread().is_none()),
            _ => None,
        }
    }

    /// What could not be read, if that is why the organization cannot tell.
    pub fn missing(&self) -> Option<Missing> {
        match &self.ruling {
            Some(Ruling::Decided(Decision { verdict: Verdict::Unknown(missing), .. })) => Some(*missing),
            Some(Ruling::Admitted(admitted)) => admitted.outcome.err().and_then(Bar::unread).map(Missing::Part),
            _ => None,
        }
    }

    /// Whether the organization allows the call, but for its access policies.
    pub fn allowed(&self) -> bool {
        match &self.ruling {
            Some(Ruling::Decided(decision)) => decision.verdict.is_granted(),
            Some(Ruling::Admitted(admitted)) => admitted.outcome.is_ok(),
            None => false,
        }
    }

    /// Whether the call was refused and the organization sees nothing against it.
    pub fn contradicts(&self) -> bool {
        self.allowed() && self.seen.refused() == Some(true)
    }

    /// Whether a request is known and not its answer, the organization would allow it, and it presents a secret or a token: then
    /// what is left are causes that show in no organization's state.
    pub fn is_open(&self) -> bool {
        let presents = match self.seen.presented {
            Presented::Basic => self.seen.is_token_request(),
            Presented::Bearer | Presented::Jwt => true,
            Presented::Unsaid | Presented::Nothing | Presented::Empty => false,
        };
        presents && self.seen.refused().is_none() && self.allowed()
    }

    /// The same of a request to the platform API.
    pub fn is_open_call(&self) -> bool {
        self.is_open() && !self.seen.is_token_request()
    }

    /// The operation, where method and path are known.
    pub fn operation(&self) -> Option<&Operation> {
        let operation = || {
            let path = postern_catalog::route::normalized(self.seen.path.as_deref()?).into_owned();
            Some(crate::place::routed(self.catalog, self.seen.method.as_deref().unwrap_or("GET"), &path)?.0)
        };
        self.asked.operation.or_else(operation)
    }

    /// Whether nothing but a token that does not act for a person can have been used.
    pub fn is_machine(&self) -> bool {
        let by_grant = self.seen.grant.as_deref() == Some("client_credentials");
        self.seen.user.is_none()
            && (by_grant || self.asked.client.is_some_and(|client| client.grant_type == postern_model::GrantType::ClientCredentials))
    }

    /// Whether the token endpoint refused.
    pub fn token_refused(&self) -> bool {
        self.seen.is_token_request() && self.seen.refused() == Some(true)
    }

    /// Whether a platform 401 says that the token is not good.
    pub fn bad_token(&self) -> bool {
        self.seen.has_code(&["bad.credentials"])
            || (self.seen.status == Some(401) && self.seen.code().is_none() && self.seen.error.is_none())
    }

    /// Whether a bearer token was sent that is not one of the platform.
    pub fn foreign_token(&self) -> bool {
        self.seen.presented == Presented::Jwt
    }
}
