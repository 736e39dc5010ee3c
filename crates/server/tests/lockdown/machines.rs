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
const MACHINES: [(&str, &str, &str); 5] = [
    ("Terraform pipeline", "GET", "/api/v2/identityproviders/okta"),
    ("Statement reporting", "GET", "/api/v2/audits/query/servicemapping"),
    ("Payments webhook", "GET", "/api/v2/routing/queues"),
    ("Legacy CRM sync", "GET", "/api/v2/users"),
    ("Fraud alerts", "GET", "/api/v2/routing/queues"),
];

pub async fn walk(bank: &Bank) -> Vec<Tried> {
    let mut rows = Vec::new();
    for (name, method, path) in MACHINES {
        let reply = bank.token_of(name, &[GRANT]).await;
        let how = format!("client credentials, `{method} {path}`");
        rows.push(Tried::new(name, &how, bank.work(&reply, method, path, None).await));
    }
    rows.push(dialler(bank).await);
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

/// Its work is in Collections. Campaigns are not built, so it asks where it may start some.
async fn dialler(bank: &Bank) -> Tried {
    const NAME: &str = "Collections dialler";
    let path = "/api/v2/authorization/divisionspermitted/me?permission=outbound:campaign:start";
    let reply = bank.token_of(NAME, &[GRANT]).await;
    let mut cell = bank.work(&reply, "GET", path, None).await;
    if let Some(token) = reply.body["access_token"].as_str() {
        let divisions = bank.call(token, "GET", path, None).await.body;
        let names: Vec<_> = divisions.as_array().unwrap().iter().map(|division| division["name"].as_str().unwrap()).collect();
        cell = cell.replacen("yes", &format!("a token, but only for {}", names.join(", ")), 1);
    }
    Tried::new(NAME, "client credentials, in which divisions it may start campaigns", cell)
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
        let how = format!("implicit, {who} by {way}, `GET /api/v2/routing/queues`");
        rows.push(Tried::new(WALLBOARD, &how, implicit(bank, who, saml).await));
    }
    rows
}

async fn implicit(bank: &Bank, who: &str, saml: bool) -> String {
    let (browser, page) = bank.browser_of(who, saml).await;
    match bank.implicit_grant(&browser).await {
        Ok(token) => Told::of(bank, &bank.call(&token, "GET", "/api/v2/routing/queues", None).await).await.cell(),
        Err(_) if !browser.has_session() => Told::page(&page).await.cell(),
        Err(cell) => cell,
    }
}

/// In an organization in which the day of the implicit grant's end has come.
pub async fn ended(bank: &Bank) -> Tried {
    Tried::new(WALLBOARD, "implicit after its end, Hanna Brooks by SAML", implicit(bank, "Hanna Brooks", true).await)
}
