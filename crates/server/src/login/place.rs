//! Where somebody signs in, and the page that asks how.

use std::sync::Arc;

use askama::Template;
use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use postern_decide::Way;
use postern_model::{Id, User};
use postern_oauth::authorize::LoginHint;
use postern_org::Organization;

use super::{
    authorize::Asked,
    choices::{self, Choice, PROMINENT},
    pages::{self, Allowed, Frame},
    then::Then,
    visit::{Visit, Whom},
};

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'a> {
    frame: Frame<'a>,
    organization: &'a str,
    short_name: &'a str,
    client: Option<&'a str>,
    problem: Option<&'a str>,
    choices: Vec<Choice>,
    /// Why nobody signs in with a password here, if so.
    no_password: Option<String>,
    email: &'a str,
    csrf: String,
    then: &'a str,
}

impl LoginPage<'_> {
    fn prominent(&self) -> &[Choice] {
        &self.choices[..self.choices.len().min(PROMINENT)]
    }

    fn others(&self) -> &[Choice] {
        &self.choices[self.choices.len().min(PROMINENT)..]
    }
}

/// Where somebody signs in, and where they go on then.
pub(super) struct Place {
    pub(super) tenant: usize,
    pub(super) organization: Arc<Organization>,
    pub(super) asked: Option<Asked>,
    pub(super) hint: LoginHint,
    pub(super) then: Then,
}

impl Place {
    /// The place that goes on with an authorization request.
    pub(super) fn of_request(asked: Asked) -> Self {
        let (hint, then) = (asked.request.hint.clone(), asked.then.clone());
        Self { tenant: asked.tenant, organization: Arc::clone(&asked.organization), asked: Some(asked), hint, then }
    }

    /// The place in the organization with this short name, or in the first.
    pub(super) fn of_organization(visit: &Visit, hint: LoginHint, then: Then) -> Self {
        let is_it = |organization: &Arc<Organization>| Some(&organization.profile().third_party_org_name) == hint.organization.as_ref();
        let all = visit.platform.tenants.iter().map(|tenant| tenant.current()).enumerate();
        let found = all.into_iter().find(|(_, organization)| is_it(organization));
        let (tenant, organization) = found.unwrap_or_else(|| (0, visit.platform.first()));
        Self { tenant, organization, asked: None, hint, then }
    }

    pub(super) fn whom(&self, user: Option<Id<User>>) -> Whom {
        Whom { tenant: self.tenant, client: self.asked.as_ref().map(|asked| asked.client), user }
    }

    pub(super) fn page(&self, visit: &Visit, status: StatusCode, email: &str, problem: Option<&str>) -> Response<Body> {
        let profile = self.organization.profile();
        let asked = self.asked.as_ref();
        let page = LoginPage {
            frame: Frame::of(&visit.platform),
            organization: &profile.name,
            short_name: &profile.third_party_org_name,
            client: asked.and_then(|asked| self.organization.client(asked.client)).map(|client| client.name.as_str()),
            problem,
            choices: choices::of(&self.organization, &self.then, asked.is_some_and(|asked| asked.request.anew)),
            no_password: visit.admit(&self.organization, Way::PasswordLogin, None, None).outcome.err().map(|bar| sentence(bar.text())),
            email,
            csrf: visit.browser.csrf(&visit.platform),
            then: self.then.as_str(),
        };
        let allowed = Allowed::forms_to(asked.map(|asked| asked.to.redirect_uri.as_str())).and_pictures();
        visit.remembered(pages::respond(status, &page, &allowed))
    }
}

/// A message as people write it.
pub(super) fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| format!("{}{}.", first.to_uppercase(), rest.as_str())).unwrap_or_default()
}
