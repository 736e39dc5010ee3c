//! `/login`: where people choose an identity provider, or give e-mail address and password; and `/signed-in`, where a
//! sign-in ends that no application asked for.

use axum::{
    body::Body,
    http::{Response, StatusCode, header::SET_COOKIE},
};
use postern_decide::{Admitted, Bar, Way};
use postern_model::{Id, SignedIn, User, sign_in::Session};
use postern_oauth::authorize::{LoginHint, Query, code};
use postern_org::change::sign_in;

use super::{
    authorize::{self, Asked},
    browser,
    form::{astray, foreign},
    pages,
    password::{self, Denied},
    place::{Place, sentence},
    then::Then,
    visit::{Visit, steps},
};
use crate::{
    decisions::{Entry, EntryRefusal, EntryStep},
    fault::Fault,
};

/// The parameter and field that name an organization where no client does.
const ORGANIZATION: &str = "orgName";
/// Said where nobody signs in with a password; the page says why.
const UNREAD: &str = "Your password was not looked at.";
/// Said of everybody whom the rules keep out after the right password: the same as of a wrong one, so that nobody learns
/// which addresses there are.
const WRONG: &str = "The e-mail address or the password is wrong.";

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
    let user = match password::check(&visit.platform, place.tenant, email, secret, visit.address).await {
        Ok(user) => user,
        Err(Denied::Person(fault)) => return wrong(visit, &place, email, fault.text(), fault.cause()),
        Err(Denied::Server(fault)) => return visit.fault(&fault),
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

/// The page again, with what is wrong.
fn wrong(visit: &Visit, place: &Place, email: &str, text: &str, cause: &str) -> Response<Body> {
    let message = sentence(text);
    let page = place.page(visit, StatusCode::FORBIDDEN, email, Some(&message));
    let refusal = EntryRefusal { code: code::PASSWORD, message, cause: Some(cause.to_owned()) };
    let steps = vec![EntryStep { check: "password", outcome: "refused", detail: String::new() }];
    visit.keep(place.whom(None), Entry { steps, refusal: Some(refusal) }, page)
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
    let text = if user.is_none() { UNREAD } else { WRONG };
    let page = place.page(visit, StatusCode::FORBIDDEN, visit.form.get("email").unwrap_or_default(), Some(text));
    let refusal = EntryRefusal { code: bar.code(), message: text.to_owned(), cause: Some(bar.text().to_owned()) };
    visit.keep(place.whom(user), Entry { steps: steps(admitted), refusal: Some(refusal) }, page)
}

/// `GET /signed-in`.
pub(super) async fn done(visit: &Visit) -> Response<Body> {
    let Some(session) = visit.session().await else { return Then::local("/login").go() };
    let person = session.organization.user(session.session.user).map_or("", |user| user.name.as_str());
    pages::signed_in(&visit.platform, person, &session.organization.profile().name)
}
