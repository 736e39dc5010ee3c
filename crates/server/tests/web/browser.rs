//! A browser without scripts: cookies, and one page after the other. Redirects are looked at, not followed.

use std::{collections::BTreeMap, sync::Mutex};

use postern_model::{Client, GrantType, Id, SignedIn, User};
use postern_org::change::sign_in;
use serde_json::json;

use crate::{
    harness::{Local, options},
    html,
};

pub const CALLBACK: &str = "https://app.example/callback";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// A running organization with an application and somebody who uses it.
pub struct Web {
    pub local: Local,
    pub client: Id<Client>,
    pub user: Id<User>,
}

/// A browser.
pub struct Browser {
    url: String,
    http: reqwest::Client,
    pub cookies: Mutex<BTreeMap<String, String>>,
}

/// What it got.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
}

impl Web {
    /// With an application of the code grant.
    pub async fn start() -> Self {
        Self::start_with(&[], GrantType::Code).await
    }

    pub async fn start_with(settings: &[(&str, &str)], grant: GrantType) -> Self {
        let mut options = options();
        options.settings.extend(settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
        let local = Local::start_with(options).await;
        let client = application(&local, grant, &[CALLBACK], &["routing:readonly", "users"]).await;
        let user = local.user("Ada Quayle", None).await;
        Self { local, client, user }
    }

    pub fn browser(&self) -> Browser {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Browser { url: self.local.running.url.clone(), http, cookies: Mutex::default() }
    }

    /// A browser in which the person has signed in.
    pub async fn signed_in(&self, how: SignedIn) -> Browser {
        let (browser, user) = (self.browser(), self.user);
        let secret = self.local.change(move |draft| sign_in::begin(draft, user, how, None, None).1).await;
        browser.cookies.lock().unwrap().insert("postern-session".to_owned(), secret);
        browser
    }

    /// The address of a good authorization request, with `more` at its end.
    pub fn authorize(&self, more: &str) -> String {
        format!("/oauth/authorize?client_id={}&redirect_uri={}&response_type=code{more}", self.client, encoded(CALLBACK))
    }

    /// *Disable Genesys Cloud Login*, with a provider to come in by.
    pub async fn sso_only(&self) {
        self.provider("okta", json!({})).await;
        assert_eq!(self.local.admin.put("/api/v2/identityproviders/purecloud", json!({ "disabled": true })).await.status, 200);
    }

    /// Configures a provider of a fixed kind.
    pub async fn provider(&self, kind: &str, more: serde_json::Value) {
        let mut record = json!({
            "name": "", "issuerURI": "https://idp.example/metadata", "ssoTargetURI": "https://idp.example/sso",
            "certificates": [postern_org::demo::certificates::OKTA],
        });
        record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let reply = self.local.admin.put(&format!("/api/v2/identityproviders/{kind}"), record).await;
        assert_eq!(reply.status, 200, "{:?}", reply.body);
    }

    /// Moves the organization's clock.
    pub async fn clock(&self, now: &str) {
        let reply = self.local.admin.put("/postern/clock", json!({ "now": now })).await;
        assert_eq!(reply.status, 200);
    }

    /// The reason of the decision that an answer names.
    pub async fn reason(&self, page: &Page) -> String {
        let id = page.header("postern-decision");
        let decision = self.local.admin.get(&format!("/postern/decisions/{id}")).await;
        decision.body["verdict"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// A new application.
pub async fn application(local: &Local, grant: GrantType, redirect_uris: &[&str], scope: &[&str]) -> Id<Client> {
    let (id, _) = local.client("Wallboard", grant).await;
    let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let (redirect_uris, scope) = (own(redirect_uris), own(scope));
    let change = move |draft: &mut postern_org::Draft<'_>| {
        let client = draft.client(id).cloned().unwrap();
        draft.put_client(Client { redirect_uris: redirect_uris.clone(), scope: scope.clone(), ..client });
    };
    local.change(change).await;
    id
}

impl Browser {
    pub async fn get(&self, path: &str) -> Page {
        self.ask(self.http.get(format!("{}{path}", self.url))).await
    }

    /// GET with one header more.
    pub async fn get_with(&self, path: &str, name: &str, value: &str) -> Page {
        self.ask(self.http.get(format!("{}{path}", self.url)).header(name, value)).await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let body: Vec<_> = form.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = self.http.post(format!("{}{path}", self.url)).header("content-type", "application/x-www-form-urlencoded");
        self.ask(request.body(body.join("&"))).await
    }

    pub async fn method(&self, method: &str, path: &str) -> Page {
        self.ask(self.http.request(method.parse().unwrap(), format!("{}{path}", self.url))).await
    }

    async fn ask(&self, request: reqwest::RequestBuilder) -> Page {
        let cookies: Vec<_> = self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = if cookies.is_empty() { request } else { request.header("cookie", cookies.join("; ")) };
        let reply = request.send().await.unwrap();
        let (status, headers) = (reply.status().as_u16(), reply.headers().clone());
        let page = Page { status, headers, text: reply.text().await.unwrap() };
        self.remember(&page);
        html::check(&page);
        page
    }

    fn remember(&self, page: &Page) {
        let mut cookies = self.cookies.lock().unwrap();
        for cookie in page.set_cookies() {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }
}

impl Page {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn set_cookies(&self) -> Vec<&str> {
        self.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// Where it sends the browser.
    #[track_caller]
    pub fn location(&self) -> &str {
        assert!(matches!(self.status, 302 | 303), "{} {}", self.status, self.text);
        self.header("location")
    }

    /// The decoded parameters of an answer at the application, those of the fragment or of the query.
    #[track_caller]
    pub fn answer(&self) -> BTreeMap<String, String> {
        let (address, answer) = self.location().split_once(['?', '#']).unwrap();
        assert_eq!(address, CALLBACK);
        form_urlencoded::parse(answer.as_bytes()).into_owned().collect()
    }

    /// `error: description` at the application.
    #[track_caller]
    pub fn told(&self) -> String {
        let answer = self.answer();
        format!("{}: {}", answer.get("error").map_or("", String::as_str), answer.get("error_description").map_or("", String::as_str))
    }

    /// Whether it is the page or redirect that asks somebody to sign in.
    pub fn asks_to_sign_in(&self) -> bool {
        self.status == 302 && self.header("location").starts_with("/login?")
    }
}

pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
