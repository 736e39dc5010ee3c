//! What was begun before the switch, and ways in that are neither a page nor a machine's own.

use postern_server::DEMO_PASSWORD;
use serde_json::json;

use crate::{apps::SCHEDULER, bank::Bank, browser::Browser, harness::Reply, idp::Idp, machines::KIOSK, table::Tried, told::Told};

const BY_PASSWORD: &str = "Farid Haddad";
const BY_SAML: &str = "Alice Fenn";
const RESET: &str = "Carla Weiss";
const PORTAL: &str = "https://portal.harbourbank.example";

/// What people and machines hold from before the switch.
pub struct Earlier {
    sessions: [Browser; 2],
    refresh: [String; 2],
    access: [String; 2],
    machine: String,
    /// Id and secret of a client of the SAML2 bearer grant, which the demo has none of.
    portal: (String, String),
    idp: Idp,
}

fn text(reply: &Reply, name: &str) -> String {
    reply.body[name].as_str().unwrap_or_else(|| panic!("no {name}: {}", reply.body)).to_owned()
}

impl Earlier {
    pub async fn begin(bank: &Bank) -> Self {
        let (password, _) = bank.browser_of(BY_PASSWORD, false).await;
        let (saml, _) = bank.browser_of(BY_SAML, true).await;
        let replies = [bank.code_grant(&password).await.unwrap(), bank.code_grant(&saml).await.unwrap()];
        let form = [("grant_type", "password"), ("username", &bank.email(BY_PASSWORD)), ("password", DEMO_PASSWORD)];
        let by_password = bank.token_of(KIOSK, &form).await;
        let machine = bank.token_of("Legacy CRM sync", &[("grant_type", "client_credentials")]).await;
        let idp = Idp { issuer: "https://idp.portal.example/md", url: PORTAL.to_owned(), ..Idp::of(PORTAL) };
        assert_eq!(bank.local.admin.put("/api/v2/identityproviders/adfs", idp.record()).await.status, 200);
        let portal = json!({
            "name": "Staff portal", "authorizedGrantType": "SAML2BEARER", "registeredRedirectUri": [format!("{PORTAL}/saml")],
            "scope": ["users:readonly"], "accessTokenValiditySeconds": 86_400,
        });
        let portal = bank.local.admin.post("/api/v2/oauth/clients", portal).await;
        Self {
            sessions: [password, saml],
            refresh: [text(&replies[0], "refresh_token"), text(&replies[1], "refresh_token")],
            access: [text(&by_password, "access_token"), text(&replies[1], "access_token")],
            machine: text(&machine, "access_token"),
            portal: (text(&portal, "id"), text(&portal, "secret")),
            idp,
        }
    }

    /// A refresh token that is refused is kept, and tried again at the next stage.
    async fn refresh(&mut self, bank: &Bank, which: usize) -> String {
        let reply = bank.token_of(SCHEDULER, &[("grant_type", "refresh_token"), ("refresh_token", &self.refresh[which])]).await;
        if let Some(next) = reply.body["refresh_token"].as_str() {
            self.refresh[which] = next.to_owned();
        }
        Told::of(bank, &reply).await.cell()
    }

    pub async fn walk(&mut self, bank: &Bank, stage: usize) -> Vec<Tried> {
        let mut rows = Vec::new();
        for (which, (who, way)) in [(BY_PASSWORD, "password"), (BY_SAML, "SAML")].into_iter().enumerate() {
            let session = match bank.code_grant(&self.sessions[which]).await {
                Ok(reply) => Told::of(bank, &reply).await.cell(),
                Err(cell) => cell,
            };
            rows.push(Tried::new(who, &format!("session begun with {way}: code grant"), session));
            rows.push(Tried::new(who, &format!("refresh token begun with {way}"), self.refresh(bank, which).await));
            let call = bank.call(&self.access[which], "GET", "/api/v2/users/me", None).await;
            rows.push(Tried::new(who, &format!("access token got with {way}"), Told::of(bank, &call).await.cell()));
        }
        let call = bank.call(&self.machine, "GET", "/api/v2/users", None).await;
        rows.push(Tried::new("Legacy CRM sync", "access token got before", Told::of(bank, &call).await.cell()));
        rows.extend(reset(bank, stage).await);
        rows.push(Tried::new("Staff portal", "SAML2 bearer grant, for Alice Fenn", self.bearer(bank).await));
        rows
    }

    async fn bearer(&self, bank: &Bank) -> String {
        let response = self.idp.edited(&bank.email(BY_SAML), None, |assertion| assertion.replace(">local<", ">harbourbank<"));
        let form = [("grant_type", "urn:ietf:params:oauth:grant-type:saml2-bearer"), ("orgName", "harbourbank"), ("assertion", &response)];
        let reply = bank.token((&self.portal.0, &self.portal.1), &form).await;
        bank.work(&reply, "GET", "/api/v2/users/me", None).await
    }
}

/// An administrator sets somebody's password, who tries it.
async fn reset(bank: &Bank, stage: usize) -> Vec<Tried> {
    let password = format!("Harbour-Bank-2{stage}");
    let path = format!("/api/v2/users/{}/password", bank.user(RESET).id);
    let set = bank.local.admin.post(&path, json!({ "newPassword": password })).await;
    let page = bank.sign_in_with_password(&bank.browser(), &bank.email(RESET), &password).await;
    vec![
        Tried::new(RESET, "password reset by an administrator", Told::of(bank, &set).await.cell()),
        Tried::new(RESET, "… and the new password, login page", Told::page(&page).await.cell()),
    ]
}
