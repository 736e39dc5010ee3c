//! Applications with a browser: the code grant, and the implicit grant.

use crate::{
    bank::Bank,
    browser::{Browser, Page},
    harness::Reply,
    told::Told,
};

pub const SCHEDULER: &str = "Callback scheduler";
pub const WALLBOARD: &str = "Lobby wallboard";

/// A parameter of an answer at the application, in the query or in the fragment.
pub fn answer(address: &str, name: &str) -> Option<String> {
    let (_, answer) = address.split_once(['?', '#'])?;
    form_urlencoded::parse(answer.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

impl Bank {
    fn redirect(&self, client: &str) -> String {
        self.local.running.organization().client(self.key(client).client_id).unwrap().redirect_uris[0].clone()
    }

    /// Where an authorization request of this browser ends.
    pub async fn authorize(&self, browser: &Browser, client: &str, response_type: &str) -> Page {
        let redirect: String = form_urlencoded::byte_serialize(self.redirect(client).as_bytes()).collect();
        let id = self.key(client).client_id;
        browser.get(&format!("/oauth/authorize?client_id={id}&redirect_uri={redirect}&response_type={response_type}")).await
    }

    /// What a browser that has signed in gets with the code grant: the token answer, or the cell that says why there is none.
    pub async fn code_grant(&self, browser: &Browser) -> Result<Reply, String> {
        let page = self.authorize(browser, SCHEDULER, "code").await;
        let Some(code) = answer(page.location(), "code") else { return Err(not_sent_back(&page).await) };
        let redirect = self.redirect(SCHEDULER);
        let form = [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", &redirect)];
        Ok(self.token_of(SCHEDULER, &form).await)
    }

    /// The access token of the implicit grant, or the cell that says why there is none.
    pub async fn implicit_grant(&self, browser: &Browser) -> Result<String, String> {
        let page = self.authorize(browser, WALLBOARD, "token").await;
        match answer(page.location(), "access_token") {
            Some(token) => Ok(token),
            None => Err(not_sent_back(&page).await),
        }
    }
}

async fn not_sent_back(page: &Page) -> String {
    let asks = page.location().starts_with("/login?");
    if asks { "302, asked to sign in again".to_owned() } else { Told::page(page).await.cell() }
}
