//! `/login`: where people choose an identity provider, or give e-mail address and password; and `/signed-in`, where a
//! sign-in ends that no application asked for.

use std::sync::Arc;

use askama::Template;
use axum::{
    body::Body,
    http::{Response, StatusCode, header::SET_COOKIE},
};
use postern_decide::{Admitted, Bar, Way};
use postern_model::{Id, SignedIn, User, sign_in::Session};
use postern_oauth::authorize::{LoginHint, Query, code};
use postern_org::{Organization, change::sign_in};

use super::{
    authorize::{self, Asked},
    browser,
    choices::{self, Choice, PROMINENT},
    pages::{self, Allowed, Frame},
    password,
    then::Then,
    visit::{Visit, Whom, steps},
};
use crate::{
    decisions::{Entry, EntryRefusal, EntryStep},
    fault::Fault,
};

/// The parameter and field that name an organization where no client does.
const ORGANIZATION: &str = "orgName";
/// Said of every wrong pair of e-mail address and password, so that nobody learns which addresses there are.
const WRONG: &str = "E-mail address or password is not right.";

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'a> {
    frame: Frame<'a>,
    organization: &'a str,
    short_name: &'a str,
    client: Option<&'a str>,
    problem: Option<&'a str>,
    choices: Vec<Choice>,
    password: bool,
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
struct Place {
    tenant: usize,
    organization: Arc<Organization>,
    asked: Option<Asked>,
    hint: LoginHint,
    then: Then,
}

impl Place {
    /// The place that goes on with an authorization request.
    fn of_request(asked: Asked) -> Self {
        let (hint, then) = (asked.request.hint.clone(), asked.then.clone());
        Self { tenant: asked.tenant, organization: Arc::clone(&asked.organization), asked: Some(asked), hint, then }
    }

    /// The place in the organization with this short name, or in the first.
    fn of_organization(visit: &Visit, hint: LoginHint, then: Then) -> Self {
        let is_it = |organization: &Arc<Organization>| Some(&organization.profile().third_party_org_name) == hint.organization.as_ref();
        let all = visit.platform.tenants.iter().map(|tenant| tenant.current()).enumerate();
        let found = all.into_iter().find(|(_, organization)| is_it(organization));
        let (tenant, organization) = found.unwrap_or_else(|| (0, visit.platform.first()));
        Self { tenant, organization, asked: None, hint, then }
    }

    fn whom(&self, user: Option<Id<User>>) -> Whom {
        Whom { tenant: self.tenant, client: self.asked.as_ref().map(|asked| asked.client), user }
    }

    fn page(&self, visit: &Visit, status: StatusCode, email: &str, problem: Option<&str>) -> Response<Body> {
        let profile = self.organization.profile();
        let asked = self.asked.as_ref();
        let page = LoginPage {
            frame: Frame::of(&visit.platform),
            organization: &profile.name,
            short_name: &profile.third_party_org_name,
            client: asked.and_then(|asked| self.organization.client(asked.client)).map(|client| client.name.as_str()),
            problem,
            choices: choices::of(&self.organization, &self.then),
            password: !self.organization.is_sso_only(),
            email,
            csrf: visit.browser.csrf(&visit.platform),
            then: self.then.as_str(),
        };
        let allowed = Allowed::forms_to(asked.map(|asked| asked.to.redirect_uri.as_str())).and_pictures();
        visit.remembered(pages::respond(status, &page, &allowed))
    }
}

/// `GET /login`: the query is that of an authorization request, or names an organization, or is empty.
pub(super) async fn show(visit: &Visit) -> Response<Body> {
    let query = Query::parse(visit.query());
    let place = if query.get("client_id").is_some() {
        match Asked::read(visit, visit.query()) {
            Ok(asked) => Place::of_request(asked),
            Err(problem) => return problem.answer(visit),
        }
    } else {
        let hint = query.get("login_hint").map(LoginHint::parse).unwrap_or_default();
        let organization = query.get(ORGANIZATION).map(str::to_owned).or(hint.organization);
        Place::of_organization(visit, LoginHint { organization, ..hint }, signed_in())
    };
    let email = place.hint.email.clone().unwrap_or_default();
    place.page(visit, StatusCode::OK, &email, None)
}

fn signed_in() -> Then {
    Then::local("/signed-in")
}

/// `POST /login`: e-mail address and password begin a session.
pub(super) async fn post(visit: &Visit) -> Response<Body> {
    let field = |name| visit.form.get(name).unwrap_or_default();
    if let Some(refused) = foreign(visit) {
        return refused;
    }
    let Some(then) = Then::parse(field("then")) else { return astray(visit) };
    let place = match then.query_of(authorize::PATH).map(|query| Asked::read(visit, query)) {
        Some(Ok(asked)) => Place::of_request(asked),
        Some(Err(problem)) => return problem.answer(visit),
        None => {
            let organization = Some(field(ORGANIZATION).to_owned());
            Place::of_organization(visit, LoginHint { email: None, organization }, then)
        }
    };
    // Whoever may come in with a password at all is asked for it; else it is not even looked at.
    let admitted = visit.admit(&place.organization, Way::PasswordLogin, None, None);
    if let Err(bar) = admitted.outcome {
        return barred(visit, &place, None, bar, &admitted);
    }
    let (email, secret) = (field("email").trim(), field("password"));
    let Ok(user) = password::check(&visit.platform, place.tenant, email, secret, visit.address).await else {
        let page = place.page(visit, StatusCode::FORBIDDEN, email, Some(WRONG));
        let refusal = EntryRefusal { code: code::PASSWORD, message: WRONG.to_owned(), cause: None };
        let steps = vec![EntryStep { check: "password", outcome: "refused", detail: String::new() }];
        return visit.keep(place.whom(None), Entry { steps, refusal: Some(refusal) }, page);
    };
    match begin(visit, &place, user).await {
        Ok(Ok((admitted, session, secret))) => {
            let mut response = place.then.go();
            response.headers_mut().append(SET_COOKIE, browser::set_session(&visit.platform, &secret, session.until));
            visit.keep(place.whom(Some(user)), Entry { steps: steps(&admitted), refusal: None }, response)
        }
        Ok(Err((bar, admitted))) => barred(visit, &place, Some(user), bar, &admitted),
        Err(fault) => visit.fault(&fault),
    }
}

type Begun = Result<(Admitted, Session, String), (Bar, Admitted)>;

/// Begins a session with a fresh cookie, in place of the one that the browser had. The rules are asked on the value that is
/// changed.
async fn begin(visit: &Visit, place: &Place, user: Id<User>) -> Result<Begun, Fault> {
    let before = browser::session(&visit.platform, &visit.parts.headers).filter(|before| before.tenant == place.tenant);
    let client = place.asked.as_ref().map(|asked| asked.client);
    let change = visit.platform.tenants[place.tenant].change(visit.now, visit.actor(client, Some(user)), |draft| {
        let admitted = visit.admit(draft, Way::PasswordLogin, None, Some((user, SignedIn::Password)));
        if let Err(bar) = admitted.outcome {
            return Ok(Err((bar, admitted)));
        }
        if let Some(before) = &before {
            sign_in::end(draft, &before.session);
        }
        let (session, secret) = sign_in::begin(draft, user, SignedIn::Password, None, None);
        Ok(Ok((admitted, session, secret)))
    });
    change.await
}

fn barred(visit: &Visit, place: &Place, user: Option<Id<User>>, bar: Bar, admitted: &Admitted) -> Response<Body> {
    // Whether an address belongs to somebody who may not come in is not for everybody to know.
    let text = if bar == Bar::SsoOnly { "Your password was not looked at: choose an identity provider." } else { WRONG };
    let page = place.page(visit, StatusCode::FORBIDDEN, visit.form.get("email").unwrap_or_default(), Some(text));
    let refusal = EntryRefusal { code: bar.code(), message: text.to_owned(), cause: Some(bar.text().to_owned()) };
    visit.keep(place.whom(user), Entry { steps: steps(admitted), refusal: Some(refusal) }, page)
}

/// Refuses a form that does not come from a page this browser was given (cross-site request forgery).
pub(super) fn foreign(visit: &Visit) -> Option<Response<Body>> {
    let csrf = visit.form.get("csrf").unwrap_or_default();
    if visit.browser.sent(&visit.platform, csrf) {
        return None;
    }
    let text =
        "This form is out of date, or was not made for this browser. Go back to the application and start again; cookies must be allowed.";
    Some(no_form(visit, StatusCode::FORBIDDEN, "Start again", text))
}

/// Refuses a form whose `then` is no place on this host.
pub(super) fn astray(visit: &Visit) -> Response<Body> {
    let text = "The form names no place on this host to go on with. Go back to the application and start again.";
    no_form(visit, StatusCode::BAD_REQUEST, "Nowhere to go on", text)
}

fn no_form(visit: &Visit, status: StatusCode, title: &str, text: &str) -> Response<Body> {
    let refusal = EntryRefusal { code: code::FORM, message: text.to_owned(), cause: None };
    visit.refuse(Whom::default(), status, title, Vec::new(), refusal)
}

/// `GET /signed-in`.
pub(super) async fn done(visit: &Visit) -> Response<Body> {
    let Some(session) = visit.session().await else { return Then::local("/login").go() };
    let person = session.organization.user(session.session.user).map_or("", |user| user.name.as_str());
    pages::signed_in(&visit.platform, person, &session.organization.profile().name)
}
