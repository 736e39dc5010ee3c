//! An application with a person: what a token request of theirs looks like.

use postern_model::{Client, GrantType, Id, SignedIn, User};
use postern_org::change::sign_in::codes::{self, NewCode};
use serde_json::Value;

use crate::{
    ask::{FORM, Machine, basic},
    harness::{Caller, Reply},
};

pub const REDIRECT: &str = "https://app.example/back";
/// RFC 7636, appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub struct App {
    pub machine: Machine,
    pub id: Id<Client>,
    pub secret: String,
    pub user: Id<User>,
    pub signed_in: SignedIn,
}

impl App {
    /// An application of the code grant, and somebody who signed in through an identity provider.
    pub async fn start(settings: &[(&str, &str)]) -> Self {
        Self::of(GrantType::Code, settings).await
    }

    pub async fn of(grant: GrantType, settings: &[(&str, &str)]) -> Self {
        let machine = Machine::start(settings).await;
        let user = machine.local.user("Ada", None).await;
        let (id, secret) = machine.local.client("app", grant).await;
        let app = Self { machine, id, secret, user, signed_in: SignedIn::Saml };
        app.edit(|client| client.redirect_uris = vec![REDIRECT.to_owned()]).await;
        app
    }

    pub async fn edit(&self, edit: impl Fn(&mut Client)) {
        let change = |draft: &mut postern_org::Draft<'_>| {
            let mut client = draft.client(self.id).cloned().unwrap();
            edit(&mut client);
            draft.put_client(client);
        };
        self.machine.local.change(change).await;
    }

    /// A code, as the login page would send it back.
    pub async fn code(&self, challenge: Option<&str>) -> String {
        let new = NewCode {
            client: self.id,
            user: self.user,
            signed_in: self.signed_in,
            redirect_uri: REDIRECT.to_owned(),
            challenge: challenge.map(str::to_owned),
        };
        self.machine.local.change(|draft| codes::issue(draft, new.clone())).await
    }

    /// A form with the application's Basic header.
    pub async fn form(&self, pairs: &[(&str, &str)]) -> Reply {
        let header = basic(&self.id.to_string(), &self.secret);
        self.send(&[("authorization", header.as_bytes())], pairs).await
    }

    /// A form that only names the application.
    pub async fn public(&self, pairs: &[(&str, &str)]) -> Reply {
        let id = self.id.to_string();
        let pairs: Vec<_> = pairs.iter().copied().chain([("client_id", id.as_str())]).collect();
        self.send(&[], &pairs).await
    }

    async fn send(&self, headers: &[(&str, &[u8])], pairs: &[(&str, &str)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let headers: Vec<_> = headers.iter().copied().chain([("content-type", FORM.as_bytes())]).collect();
        self.machine.ask(&headers, body).await
    }

    pub async fn trade(&self, code: &str) -> Reply {
        self.form(&[("grant_type", "authorization_code"), ("code", code), ("redirect_uri", REDIRECT)]).await
    }

    pub async fn refresh(&self, token: &str) -> Reply {
        self.form(&[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// Tokens of a sign-in: access and refresh.
    pub async fn tokens(&self) -> (String, String) {
        let code = self.code(None).await;
        tokens(&self.trade(&code).await)
    }

    /// What is answered to somebody with this token.
    pub async fn outcome(&self, token: &str) -> String {
        Caller::with(&self.machine.local.running.url, token).get("/api/v2/users/me").await.outcome()
    }

    /// The decision of an answer.
    pub async fn decision(&self, reply: &Reply) -> Value {
        let id = reply.headers["postern-decision"].to_str().unwrap();
        self.machine.send("GET", &format!("/postern/decisions/{id}"), &[], "").await.body
    }
}

pub fn access(reply: &Reply) -> String {
    reply.body["access_token"].as_str().unwrap_or_else(|| panic!("no token: {}", reply.body)).to_owned()
}

pub fn tokens(reply: &Reply) -> (String, String) {
    (access(reply), reply.body["refresh_token"].as_str().unwrap_or_else(|| panic!("no refresh token: {}", reply.body)).to_owned())
}

/// The checks of a decision with how they ended: `code passed`.
pub fn checks(decision: &Value) -> Vec<String> {
    let line = |check: &Value| format!("{} {}", check["check"].as_str().unwrap(), check["outcome"].as_str().unwrap());
    decision["checks"].as_array().unwrap().iter().map(line).collect()
}
