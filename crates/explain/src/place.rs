//! The organization that a call is asked of: who is meant, what is touched, and what the decision says.

use std::net::{IpAddr, Ipv4Addr};

use postern_catalog::{Catalog, Operation, Params, Route, route};
use postern_decide::{Admission, Credentials, Decision, Question, Rate, Target, Way, admit, decide, rights, target, target::Asking};
use postern_model::{Client, Division, GrantType, Id, SignedIn, Subject, SubjectKind, Timestamp, Token, User};
use postern_org::Organization;

use crate::{Presented, Ruling, Seen, read::plain};

/// The organization that a call is asked of.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The organization.
    pub organization: &'a Organization,
    /// Now.
    pub now: Timestamp,
}

/// Who and what is meant, found in the organization.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// The client, if it was named and is there.
    pub client: Option<&'a Client>,
    /// A client that was named and is not there.
    pub unknown_client: Option<String>,
    /// The person the token acts for.
    pub user: Option<&'a User>,
    /// The operation that method and path lead to.
    pub operation: Option<&'a Operation>,
    /// The divisions of what is touched.
    pub target: Target,
}

impl Asked<'_> {
    /// Whose grants count: the person's if there is one, else the client's.
    pub fn subject(&self) -> Option<Subject> {
        let user = self.user.map(|user| Subject { kind: SubjectKind::User, id: user.id.uuid() });
        user.or(self.client.map(|client| Subject { kind: SubjectKind::Client, id: client.id.uuid() }))
    }
}

/// Something that was named and cannot be found, or is more than one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// What is unclear.
    pub why: String,
    /// What to give instead.
    pub help: String,
}

/// The operation of a call and its parameters.
pub(crate) fn routed<'p>(catalog: &'static Catalog, method: &str, path: &'p str) -> Option<(&'static Operation, Params<'p>)> {
    match catalog.route(method, path) {
        Route::Found { operation, params } => Some((catalog.operation(operation), params)),
        Route::WrongMethod | Route::NotFound => None,
    }
}

impl<'a> Place<'a> {
    /// Finds who and what `seen` means.
    pub fn ask(&self, catalog: &'static Catalog, seen: &Seen) -> Result<Asked<'a>, Unclear> {
        let mut asked = Asked::default();
        if let Some(name) = &seen.client {
            asked.client = self.client(name)?;
            asked.unknown_client = asked.client.is_none().then(|| name.clone());
        }
        if let Some(name) = &seen.user {
            let found = Id::parse(name).map_or_else(|| self.organization.user_with_email(name), |id| self.organization.user(id));
            let unclear = || Unclear {
                why: format!("no person has the e-mail or id `{name}`"),
                help: "give the e-mail that the person signs in with".to_owned(),
            };
            asked.user = Some(found.ok_or_else(unclear)?);
        }
        let division = seen.division.as_deref().map(|name| self.division(name)).transpose()?;
        let path = route::normalized(seen.path.as_deref().unwrap_or_default());
        if let Some((operation, params)) = routed(catalog, seen.method.as_deref().unwrap_or("GET"), &path) {
            asked.operation = Some(operation);
            let query: Vec<(&str, &str)> = seen.query.iter().map(|(name, value)| (&**name, &**value)).collect();
            asked.target = target::of(self.organization, operation, &Asking { params: &params, query: &query, body: seen.body.as_ref() });
        }
        if let Some(division) = division {
            asked.target = Target::One(division);
        }
        match asked.client.filter(|client| client.grant_type != GrantType::ClientCredentials) {
            Some(client) if asked.user.is_none() && seen.path.is_some() && !seen.is_token_request() => Err(Unclear {
                why: format!("client `{}` has the grant {}: it acts for a person", plain(&client.name), client.grant_type.name()),
                help: "say for whom: `--user EMAIL`".to_owned(),
            }),
            _ => Ok(asked),
        }
    }

    fn client(&self, name: &str) -> Result<Option<&'a Client>, Unclear> {
        if let Some(id) = Id::parse(name) {
            return Ok(self.organization.client(id));
        }
        let named: Vec<&Client> = self.organization.clients().filter(|client| client.name.eq_ignore_ascii_case(name)).collect();
        match named.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            several => Err(Unclear {
                why: format!("{} clients are called `{name}`", several.len()),
                help: format!("give an id: {}", several.iter().map(|client| client.id.to_string()).collect::<Vec<_>>().join(", ")),
            }),
        }
    }

    fn division(&self, name: &str) -> Result<Id<Division>, Unclear> {
        let by_id = Id::parse(name).and_then(|id| self.organization.division(id));
        let found = by_id.or_else(|| self.organization.divisions().find(|division| division.name.eq_ignore_ascii_case(name)));
        let names = || self.organization.divisions().take(12).map(|division| format!("`{}`", division.name)).collect::<Vec<_>>();
        found.map(|division| division.id).ok_or_else(|| Unclear {
            why: format!("no division has the name or id `{name}`"),
            help: format!("divisions: {}", names().join(", ")),
        })
    }

    /// What the organization says of the call; `None` when it is not known who calls.
    pub fn rule(&self, catalog: &Catalog, seen: &Seen, asked: &Asked<'a>) -> Option<Ruling> {
        if seen.is_token_request() {
            return Some(Ruling::Admitted(admit(&Admission {
                organization: self.organization,
                way: way(seen.grant.as_deref()),
                client: Some(asked.client?),
                user: asked.user,
                signed_in: None,
                address: self.address(seen),
                now: self.now,
            })));
        }
        // Without a path nothing was asked that could be decided.
        seen.path.as_ref()?;
        let (operation, target) = (asked.operation, asked.target.clone());
        let address = self.address(seen);
        // What shows that it carries no token is refused for that, whoever sends it.
        if operation.is_some() && matches!(seen.presented, Presented::Nothing | Presented::Empty | Presented::Basic) {
            return Some(Ruling::Decided(self.decide(catalog, Credentials::None, address, operation, target)));
        }
        let Some(client) = asked.client else {
            return Some(Ruling::Decided(rights(catalog, self.organization, asked.subject()?, operation?, target, self.now)));
        };
        let signed_in = asked.user.map(|_| SignedIn::Saml);
        // A token given this moment: what the organization says of the caller, not of one token.
        let user = asked.user.map(|user| user.id);
        let token = Token { serial: 0, client: client.id, user, signed_in, issued: self.now, seconds: 60, address };
        Some(Ruling::Decided(self.decide(catalog, Credentials::Token(&token), address, operation, target)))
    }

    fn decide(
        &self,
        catalog: &Catalog,
        credentials: Credentials<'_>,
        address: IpAddr,
        operation: Option<&Operation>,
        target: Target,
    ) -> Decision {
        let organization = self.organization;
        let (rate, now) = (Rate::UNLIMITED, self.now);
        decide(&Question { catalog, organization, credentials, operation, target, address, rate, last_used: None, now })
    }

    /// Where the call came from; where that is not known, from where it may.
    fn address(&self, seen: &Seen) -> IpAddr {
        let listed = &self.organization.profile().authentication.ip_address_allowlist;
        let first = || listed.first()?.split('/').next()?.trim().parse().ok();
        seen.address.or_else(first).unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
    }
}

/// The way in that a grant is.
fn way(grant: Option<&str>) -> Way {
    match grant.unwrap_or("client_credentials") {
        "authorization_code" => Way::AuthorizationCode,
        "refresh_token" => Way::RefreshToken,
        "password" => Way::PasswordGrant,
        grant if grant.ends_with("saml2-bearer") => Way::Saml2Bearer,
        _ => Way::ClientCredentials,
    }
}
