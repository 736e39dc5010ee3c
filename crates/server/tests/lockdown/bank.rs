//! Harbour Bank, as `postern up --demo` founds it, and the switch and the policy that lock it down.

use std::sync::atomic::{AtomicU32, Ordering};

use postern_server::{DEMO_PASSWORD, DemoClient, Options};
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Page},
    harness::{Local, Reply, options},
    told::Told,
};

/// The record of the built-in test identity provider.
pub const TEST_IDP: &str = "7e571d90-0000-4000-8000-000000000001";
const LOGIN: &str = "/login?orgName=harbourbank";
const BROWSER: &str = "postern-browser";
const SWITCH: &str = "/api/v2/identityproviders/purecloud";
/// Who may go on once the policy is enforced, with who answers for it and what it is for.
const LISTED: [(&str, &str, &str); 3] = [
    ("Terraform pipeline", "Platform team", "applies configuration"),
    ("Statement reporting", "Finance systems", "reads figures"),
    ("Directory sync (SCIM)", "People operations", "keeps people and groups"),
];

pub struct Bank {
    pub local: Local,
    hires: AtomicU32,
    /// The cookie of a browser that saw the login page while that had a form, and the token of the form.
    form: (String, String),
}

impl Bank {
    /// The day on which the implicit grant ends is out of the way, so that the story is the same whenever it is told.
    pub async fn open() -> Self {
        Self::open_with_implicit_until("2100-01-01").await
    }

    pub async fn open_with_implicit_until(day: &str) -> Self {
        let mut options = Options { demo: true, test_idp: true, ..options() };
        options.settings.push(("implicit.end-date".to_owned(), day.to_owned()));
        let local = Local::start_with(options).await;
        let browser = Browser::at(&local.running.url);
        let csrf = hidden(&browser.get(LOGIN).await, "csrf").expect("a login form");
        Self { local, hires: AtomicU32::new(0), form: (browser.cookie(BROWSER).unwrap(), csrf) }
    }

    pub fn key(&self, name: &str) -> &DemoClient {
        let founded = self.local.running.founded.as_ref().unwrap();
        founded.demo_clients.iter().find(|key| key.name == name).unwrap_or_else(|| panic!("no client `{name}`"))
    }

    pub fn user(&self, name: &str) -> postern_model::User {
        let organization = self.local.running.organization();
        organization.users_even_deleted().find(|user| user.name == name).unwrap_or_else(|| panic!("no person `{name}`")).clone()
    }

    pub fn email(&self, name: &str) -> String {
        self.user(name).email
    }

    /// An address that nobody had so far.
    pub fn fresh_email(&self) -> String {
        let count = self.hires.fetch_add(1, Ordering::Relaxed);
        format!("hire.{count}@{}", self.email("Ada Quayle").split_once('@').unwrap().1)
    }

    pub fn browser(&self) -> Browser {
        Browser::at(&self.local.running.url)
    }

    /// *Disable Genesys Cloud Login*.
    pub async fn switch(&self, on: bool) -> Reply {
        self.local.admin.put(SWITCH, json!({ "disabled": on })).await
    }

    /// The policy that lets three machines in, and whoever founded the organization.
    pub async fn put_policy(&self, mode: &str) {
        let founder = json!({ "id": self.local.admin.client_id, "owner": "Platform team", "purpose": "this walk" });
        let listed = |(name, owner, purpose)| json!({ "id": self.key(name).client_id, "owner": owner, "purpose": purpose });
        let clients: Vec<Value> = LISTED.map(listed).into_iter().chain([founder]).collect();
        let policy = json!({ "mode": mode, "people": "saml-only", "machineGrants": ["CLIENT-CREDENTIALS"], "clients": clients });
        assert_eq!(self.local.admin.put("/postern/policy", policy).await.status, 200);
    }

    pub async fn drop_policy(&self) {
        assert_eq!(self.local.admin.delete("/postern/policy").await.status, 204);
    }

    /// What the token endpoint says to a client with its secret.
    pub async fn token(&self, (id, secret): (&str, &str), form: &[(&str, &str)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = reqwest::Client::new().post(format!("{}/oauth/token", self.local.running.url)).basic_auth(id, Some(secret));
        let reply = request.header("content-type", "application/x-www-form-urlencoded").body(body).send().await.unwrap();
        let (status, headers) = (reply.status().as_u16(), reply.headers().clone());
        Reply { status, headers, body: reply.json().await.unwrap() }
    }

    /// A demo client's token request.
    pub async fn token_of(&self, client: &str, form: &[(&str, &str)]) -> Reply {
        let key = self.key(client);
        self.token((&key.client_id.to_string(), &key.client_secret), form).await
    }

    /// Fills in the login page. Where it has no form, one that was open since before is sent.
    pub async fn sign_in_with_password(&self, browser: &Browser, email: &str, password: &str) -> Page {
        let page = browser.get(LOGIN).await;
        assert_eq!(page.text.contains("type=\"password\""), !self.local.running.organization().is_sso_only());
        let csrf = hidden(&page, "csrf").unwrap_or_else(|| {
            browser.set_cookie(BROWSER, &self.form.0);
            self.form.1.clone()
        });
        let fields =
            [("csrf", csrf.as_str()), ("then", "/signed-in"), ("orgName", "harbourbank"), ("email", email), ("password", password)];
        browser.post("/login", &fields).await
    }

    /// Goes to the test identity provider, says there who one is, and carries its answer back.
    pub async fn sign_in_with_saml(&self, browser: &Browser, email: &str) -> Page {
        let sent = browser.get(&format!("/saml/login?provider={TEST_IDP}&then=/signed-in")).await;
        let choose = browser.get(sent.location().strip_prefix(&self.local.running.url).unwrap()).await;
        let carry = submit(browser, &choose, &[("person", email), ("answer", "good")]).await;
        submit(browser, &carry, &[]).await
    }

    /// A browser in which somebody of the demo has signed in.
    pub async fn browser_of(&self, name: &str, saml: bool) -> (Browser, Page) {
        let (browser, email) = (self.browser(), self.email(name));
        let page = match saml {
            true => self.sign_in_with_saml(&browser, &email).await,
            false => self.sign_in_with_password(&browser, &email, DEMO_PASSWORD).await,
        };
        (browser, page)
    }

    /// What somebody with this token is answered.
    pub async fn call(&self, token: &str, method: &str, path: &str, body: Option<Value>) -> Reply {
        crate::harness::Caller::with(&self.local.running.url, token).ask(method, path, body).await
    }

    /// A token and a call with it, told as one.
    pub async fn work(&self, reply: &Reply, method: &str, path: &str, body: Option<Value>) -> String {
        let Some(token) = reply.body["access_token"].as_str() else { return Told::of(self, reply).await.cell() };
        let call = self.call(token, method, path, body).await;
        Told::of(self, reply).await.then(&Told::of(self, &call).await)
    }

    /// The decision with this id.
    pub async fn decision(&self, id: &str) -> Value {
        self.local.admin.get(&format!("/postern/decisions/{id}")).await.body
    }
}

/// The value of a hidden field.
fn hidden(page: &Page, name: &str) -> Option<String> {
    let input = page.text.split("<input ").find(|input| input.contains(&format!("name=\"{name}\"")))?;
    Some(input.split_once("value=\"")?.1.split('"').next()?.to_owned())
}

/// The hidden fields of the first form of a page, with these besides, sent to where the form goes.
async fn submit(browser: &Browser, page: &Page, more: &[(&str, &str)]) -> Page {
    let (action, fields) = page.form();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(more.iter().copied()).collect();
    browser.post(&action, &fields).await
}
