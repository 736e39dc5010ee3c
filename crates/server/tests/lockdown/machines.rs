//! The demo's ten machine clients, each by its own grant, with a call of its work.

use postern_server::DEMO_PASSWORD;
use serde_json::{Value, json};

use crate::{
    apps::{SCHEDULER, WALLBOARD},
    bank::Bank,
    table::Tried,
    told::Told,
};

const GRANT: (&str, &str) = ("grant_type", "client_credentials");
pub const KIOSK: &str = "Branch kiosk";
const SERVICE_ACCOUNT: &str = "Callback Scheduler (service account)";
/// The call that the service account is for.
pub const CALLBACK: (&str, &str) = ("POST", "/api/v2/conversations/callbacks");

/// A client of client credentials, and a call of its work.
const MACHINES: [(&str, &str, &str); 6] = [
    ("Terraform pipeline", "GET", "/api/v2/identityproviders/okta"),
    ("Statement reporting", "GET", "/api/v2/audits/query/servicemapping"),
    ("Payments webhook", "GET", "/api/v2/routing/queues"),
    ("Legacy CRM sync", "GET", "/api/v2/users"),
    ("Collections dialler", "GET", "/api/v2/users/{Maya Stein}"),
    ("Fraud alerts", "GET", "/api/v2/routing/queues"),
];

pub async fn walk(bank: &Bank) -> Vec<Tried> {
    let mut rows = Vec::new();
    for (name, method, path) in MACHINES {
        let how = format!("client credentials, `{method} {}`", path.replace("{Maya Stein}", "{an agent of Collections}"));
        let path = path.replace("{Maya Stein}", &bank.user("Maya Stein").id.to_string());
        let reply = bank.token_of(name, &[GRANT]).await;
        rows.push(Tried::new(name, &how, bank.work(&reply, method, &path, None).await));
    }
    rows.extend(directory_sync(bank).await);
    rows.extend(wallboard(bank).await);
    let (name, password) = (bank.email("Branch Kiosk (service account)"), DEMO_PASSWORD);
    let reply = bank.token_of(KIOSK, &[("grant_type", "password"), ("username", &name), ("password", password)]).await;
    rows.push(Tried::new(KIOSK, "password grant, `GET /api/v2/users/me`", bank.work(&reply, "GET", "/api/v2/users/me", None).await));
    for (way, saml) in [("password", false), ("SAML", true)] {
        let (browser, page) = bank.browser_of(SERVICE_ACCOUNT, saml).await;
        let cell = match bank.code_grant(&browser).await {
            Ok(reply) => bank.work(&reply, CALLBACK.0, CALLBACK.1, None).await,
            Err(_) if !browser.has_session() => Told::page(&page).await.cell(),
            Err(cell) => cell,
        };
        rows.push(Tried::new(SCHEDULER, &format!("code, its service account by {way}, `{} {}`", CALLBACK.0, CALLBACK.1), cell));
    }
    rows
}

/// People arrive through it, and come in through the identity provider.
async fn directory_sync(bank: &Bank) -> Vec<Tried> {
    const NAME: &str = "Directory sync (SCIM)";
    let email = bank.fresh_email();
    let reply = bank.token_of(NAME, &[GRANT]).await;
    let person: Value = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": email, "displayName": "New hire", "active": true,
    });
    let made = bank.work(&reply, "POST", "/api/v2/scim/v2/users", Some(person)).await;
    let page = bank.sign_in_with_saml(&bank.browser(), &email).await;
    vec![
        Tried::new(NAME, "client credentials, `POST /api/v2/scim/v2/users`", made),
        Tried::new(NAME, "… and the person so made, by SAML", Told::page(&page).await.cell()),
    ]
}

async fn wallboard(bank: &Bank) -> Vec<Tried> {
    let mut rows = Vec::new();
    for (who, way, saml) in [("Farid Haddad", "password", false), ("Hanna Brooks", "SAML", true)] {
        let (browser, page) = bank.browser_of(who, saml).await;
        let cell = match bank.implicit_grant(&browser).await {
            Ok(token) => Told::of(bank, &bank.call(&token, "GET", "/api/v2/routing/queues", None).await).await.cell(),
            Err(_) if !browser.has_session() => Told::page(&page).await.cell(),
            Err(cell) => cell,
        };
        rows.push(Tried::new(WALLBOARD, &format!("implicit, {who} by {way}, `GET /api/v2/routing/queues`"), cell));
    }
    rows
}
