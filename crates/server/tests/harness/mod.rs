//! A server in this process with callers to ask it things.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

use postern_model::{Client, Division, GrantType, Id, Provider, Reach, Role, Subject, User};
use postern_org::Draft;
use postern_server::{Options, Running};
use postern_store::Location;
use postern_testkit::build;
use serde_json::Value;

/// A running organization that nobody else uses.
pub struct Local {
    pub running: Running,
    pub admin: Caller,
}

/// Somebody with a token.
#[derive(Clone)]
pub struct Caller {
    url: String,
    token: String,
    pub client_id: String,
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
}

impl Reply {
    /// `status code`, such as `403 missing.any.permissions`; the code is empty on success.
    pub fn outcome(&self) -> String {
        format!("{} {}", self.status, self.body["code"].as_str().unwrap_or_default()).trim().to_owned()
    }

    pub fn message(&self) -> &str {
        self.body["message"].as_str().unwrap_or_default()
    }
}

pub fn options() -> Options {
    Options {
        listen: "127.0.0.1:0".parse().unwrap(),
        store: Location::Memory,
        tls: None,
        lenient: false,
        settings: vec![("rate.requests-per-minute".to_owned(), "0".to_owned())],
        demo: false,
        filling: None,
        test_idp: false,
        record: None,
    }
}

impl Local {
    /// A fresh organization with the bootstrap client as `admin`.
    pub async fn start() -> Self {
        Self::start_with(options()).await
    }

    pub async fn start_with(options: Options) -> Self {
        let running = postern_server::start(options).await.expect("the server starts");
        let founded = running.founded.clone().expect("a fresh organization");
        let admin = Caller::log_in(&running.url, &founded.client_id.to_string(), &founded.client_secret).await;
        Self { running, admin }
    }

    /// A new division.
    pub async fn division(&self, name: &str) -> Id<Division> {
        self.change(|draft| build::division(draft, name)).await
    }

    /// A new role with these permissions (`domain:entity:action`).
    pub async fn role(&self, name: &str, permissions: &[&str]) -> Id<Role> {
        self.change(|draft| build::role(draft, name, permissions)).await
    }

    /// Gives `subject` a role.
    pub async fn grant(&self, subject: Subject, role: Id<Role>, division: Reach) {
        self.change(|draft| build::grant(draft, subject, role, division)).await;
    }

    /// A new client with its secret, holding nothing.
    pub async fn client(&self, name: &str, grant_type: GrantType) -> (Id<Client>, String) {
        self.change(|draft| build::client(draft, name, grant_type)).await
    }

    /// A caller that holds exactly these permissions, in this reach.
    pub async fn caller(&self, permissions: &[&str], division: Reach) -> Caller {
        let role = self.role(&format!("role of {permissions:?} {division}"), permissions).await;
        let (client, secret) = self.client("tester", GrantType::ClientCredentials).await;
        self.grant(build::client_subject(client), role, division).await;
        Caller::log_in(&self.running.url, &client.to_string(), &secret).await
    }

    /// A new person.
    pub async fn user(&self, name: &str, division: Option<Id<Division>>) -> Id<User> {
        self.change(|draft| build::user(draft, name, division.unwrap_or_else(|| draft.home()))).await
    }

    /// The person that every organization begins with.
    pub fn administrator(&self) -> Id<User> {
        self.running.organization().users().next().expect("a fresh organization has a person").id
    }

    /// A caller who acts for this person.
    pub fn person(&self, user: Id<User>) -> Caller {
        let client = self.running.founded.as_ref().expect("a fresh organization").client_id;
        let token = self.running.token_for(client, user);
        Caller { url: self.running.url.clone(), token, client_id: client.to_string() }
    }

    /// Turns *Disable Genesys Cloud Login* on, with an identity provider to sign in at.
    pub async fn lock_down(&self) {
        let provider = |draft: &mut postern_org::Draft<'_>, id: &str, disabled| {
            let (id, kind) = (id.to_owned(), id.to_owned());
            draft.put_provider(Provider { id, kind, disabled, other: serde_json::Map::new() });
        };
        self.change(|draft| {
            provider(draft, "okta", false);
            provider(draft, "purecloud", true);
        })
        .await;
    }

    /// Turns it off.
    pub async fn open_up(&self) {
        self.change(|draft| draft.remove_provider("purecloud")).await;
    }

    pub async fn change<T>(&self, change: impl Fn(&mut Draft<'_>) -> T) -> T {
        self.running.change(|draft| Ok(change(draft))).await.expect("the operator's change")
    }
}

impl Caller {
    pub async fn log_in(url: &str, id: &str, secret: &str) -> Self {
        let form = "grant_type=client_credentials";
        let request = reqwest::Client::new().post(format!("{url}/oauth/token")).basic_auth(id, Some(secret));
        let reply = request.header("content-type", "application/x-www-form-urlencoded").body(form).send().await.unwrap();
        let body: Value = reply.json().await.unwrap();
        let token = body["access_token"].as_str().unwrap_or_else(|| panic!("no token: {body}")).to_owned();
        Self { url: url.to_owned(), token, client_id: id.to_owned() }
    }

    /// Somebody without a token.
    pub fn nobody(url: &str) -> Self {
        Self { url: url.to_owned(), token: String::new(), client_id: String::new() }
    }

    /// Somebody with this token.
    pub fn with(url: &str, token: &str) -> Self {
        Self { url: url.to_owned(), token: token.to_owned(), client_id: String::new() }
    }

    /// The token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The same token at another server.
    pub fn at(&self, url: &str) -> Self {
        Self { url: url.to_owned(), ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, None).await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.ask("DELETE", path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.ask("POST", path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.ask("PUT", path, Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        self.ask("PATCH", path, Some(body)).await
    }

    pub async fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Reply {
        let request = self.request(method, path);
        Self::answer(if let Some(body) = body { request.json(&body) } else { request }).await
    }

    /// A request with headers of its own.
    pub async fn ask_with(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Reply {
        let request = headers.iter().fold(self.request(method, path), |request, (name, value)| request.header(*name, *value));
        Self::answer(if let Some(body) = body { request.json(&body) } else { request }).await
    }

    /// A request with any body at all.
    pub async fn raw(&self, method: &str, path: &str, content_type: &str, body: Vec<u8>) -> Reply {
        Self::answer(self.request(method, path).header("content-type", content_type).body(body)).await
    }

    fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        reqwest::Client::new().request(method.parse().unwrap(), format!("{}{path}", self.url)).bearer_auth(&self.token)
    }

    async fn answer(request: reqwest::RequestBuilder) -> Reply {
        let reply = request.send().await.unwrap();
        let (status, headers) = (reply.status().as_u16(), reply.headers().clone());
        let text = reply.text().await.unwrap();
        let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).expect("a JSON body") };
        Reply { status, headers, body }
    }
}
