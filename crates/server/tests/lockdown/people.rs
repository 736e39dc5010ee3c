//! Eight kinds of people, each by every way that people have.

use postern_server::DEMO_PASSWORD;

use crate::{bank::Bank, idp::Idp, machines::KIOSK, table::Tried, told::Told};

/// Somebody of the demo, and what they are an example of.
const PEOPLE: [(&str, &str); 8] = [
    ("Ada Quayle", "administrator by role"),
    ("Tobias Renn", "administrator through a group"),
    ("Alice Fenn", "agent who signs in with SAML"),
    ("Farid Haddad", "agent who still uses a password"),
    ("Callback Scheduler (service account)", "holds its roles only through its group"),
    ("Vera Lund", "consultant outside the identity provider"),
    ("Gregor Lindt", "inactive"),
    ("Paula Winter", "deleted"),
];
const OUTSIDE: &str = "Vera Lund";

pub async fn walk(bank: &Bank) -> Vec<Tried> {
    let mut rows = Vec::new();
    for (name, kind) in PEOPLE {
        let (who, email) = (format!("{name}: {kind}"), bank.email(name));
        let page = bank.sign_in_with_password(&bank.browser(), &email, DEMO_PASSWORD).await;
        rows.push(Tried::new(&who, "password, login page", Told::page(&page).await.cell()));
        let form = [("grant_type", "password"), ("username", email.as_str()), ("password", DEMO_PASSWORD)];
        rows.push(Tried::new(&who, "password grant", Told::of(bank, &bank.token_of(KIOSK, &form).await).await.cell()));
        if name == OUTSIDE {
            rows.push(Tried::new(&who, "SAML, by a provider of her own company", elsewhere(bank, &email).await));
        }
        let page = bank.sign_in_with_saml(&bank.browser(), &email).await;
        let how = if name == OUTSIDE { "SAML, once the bank's provider knows her" } else { "SAML" };
        rows.push(Tried::new(&who, how, Told::page(&page).await.cell()));
    }
    rows
}

/// A provider that the bank has not configured.
async fn elsewhere(bank: &Bank, email: &str) -> String {
    let idp = Idp { issuer: "https://idp.consulting.example/md", ..Idp::of(&bank.local.running.url) };
    let page = bank.browser().post("/saml", &[("SAMLResponse", &idp.response(email, None))]).await;
    Told::page(&page).await.cell()
}
