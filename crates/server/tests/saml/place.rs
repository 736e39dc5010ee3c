//! An organization with an identity provider and people.

use postern_model::{
    Id, User,
    sign_in::{PendingLogin, Session, SpentAssertion},
};
use postern_server::Options;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Page},
    harness::{Local, options},
    idp::{Idp, attribute, message},
};

pub const ALICE: &str = "alice@local.example";
pub const BOB: &str = "bob@local.example";

pub struct Place {
    pub local: Local,
    pub idp: Idp,
    pub alice: Id<User>,
    pub bob: Id<User>,
}

impl Place {
    pub async fn start() -> Self {
        Self::start_with(options()).await
    }

    pub async fn start_with(options: Options) -> Self {
        let local = Local::start_with(options).await;
        let (alice, bob) = (local.user("alice", None).await, local.user("bob", None).await);
        let idp = Idp::of(&local.running.url);
        let place = Self { local, idp, alice, bob };
        place.configure(json!({})).await;
        place
    }

    /// Writes the provider's record, with these members in place of its own.
    pub async fn configure(&self, members: Value) {
        let reply = self.local.admin.put("/api/v2/identityproviders/okta", self.record(members)).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
    }

    pub fn record(&self, members: Value) -> Value {
        let mut record = self.idp.record();
        record.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        record
    }

    pub fn browser(&self) -> Browser {
        Browser::at(&self.local.running.url)
    }

    /// Sends a browser off, and answers the id of the request that it carries.
    pub async fn send_off(&self, browser: &Browser, then: &str) -> String {
        let then: String = form_urlencoded::byte_serialize(then.as_bytes()).collect();
        let page = browser.get(&format!("/saml/login?provider=okta&then={then}")).await;
        assert_eq!(page.status, 303, "{}", page.text);
        attribute(&message(page.location(), "SAMLRequest"), "ID")
    }

    pub async fn post(&self, browser: &Browser, response: &str) -> Page {
        browser.post("/saml", &[("SAMLResponse", response)]).await
    }

    /// Signs a person in, begun here.
    pub async fn sign_in(&self, browser: &Browser, email: &str) -> Page {
        let request = self.send_off(browser, "/signed-in").await;
        self.post(browser, &self.idp.response(email, Some(&request))).await
    }

    /// Moves the clock this many seconds on from real time.
    pub async fn later(&self, seconds: i64) {
        let now = Idp::of("").now.plus_seconds(seconds).to_string();
        assert_eq!(self.local.admin.put("/postern/clock", json!({ "now": now })).await.status, 200);
    }

    pub fn sessions(&self) -> Vec<Session> {
        self.local.running.organization().all_kept::<Session>().cloned().collect()
    }

    /// How many sessions, used assertions and logins under way are kept.
    pub fn kept(&self) -> [usize; 3] {
        let organization = self.local.running.organization();
        [
            organization.all_kept::<Session>().count(),
            organization.all_kept::<SpentAssertion>().count(),
            organization.all_kept::<PendingLogin>().count(),
        ]
    }

    /// Asserts that a response is refused for exactly this reason, and that it leaves no session, no used assertion and no
    /// cookie behind.
    #[track_caller]
    pub fn refused<'a>(&'a self, browser: &'a Browser, response: &'a str, code: &'a str) -> impl Future<Output = ()> + 'a {
        let (caller, before) = (std::panic::Location::caller(), self.kept());
        async move {
            let page = self.post(browser, response).await;
            assert_eq!((page.code().await.as_str(), page.status / 100), (code, 4), "{caller}");
            assert_eq!((self.kept(), browser.has_session()), (before, false), "{caller}");
        }
    }
}
