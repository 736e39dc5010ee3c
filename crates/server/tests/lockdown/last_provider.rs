//! The switch is on only while there is an identity provider to come in by.

use serde_json::Value;

use crate::{
    bank::{Bank, TEST_IDP},
    harness::Reply,
};

fn said(reply: &Reply) -> String {
    format!("{}: {}", reply.outcome(), reply.message())
}

impl Bank {
    async fn disable(&self, provider: &str, disabled: bool) -> Reply {
        let path = format!("/api/v2/identityproviders/{provider}");
        let mut record = self.local.admin.get(&path).await.body;
        record["disabled"] = Value::Bool(disabled);
        self.local.admin.put(&path, record).await
    }

    /// The test identity provider, by the operator: its plain http address is none that the API takes.
    async fn disable_test_idp(&self) {
        self.local
            .change(|draft| {
                let record = draft.provider(TEST_IDP).cloned().unwrap();
                draft.put_provider(postern_model::Provider { disabled: true, ..record });
            })
            .await;
    }
}

#[tokio::test]
async fn it_is_refused_while_no_provider_works() {
    let bank = Bank::open().await;
    bank.disable_test_idp().await;
    for provider in ["okta", "generic"] {
        assert_eq!(bank.disable(provider, true).await.status, 200);
    }
    let text =
        "400 bad.request: the platform's own login cannot be disabled: no other identity provider is enabled, so nobody could sign in";
    assert_eq!(said(&bank.switch(true).await), text);
    assert_eq!(bank.local.admin.get("/api/v2/identityproviders/purecloud").await.body["disabled"], false);
    assert_eq!(bank.disable("okta", false).await.status, 200);
    assert_eq!(bank.switch(true).await.body["disabled"], true);
}

#[tokio::test]
async fn while_it_is_on_the_last_provider_stays() {
    let bank = Bank::open().await;
    bank.disable_test_idp().await;
    assert_eq!(bank.switch(true).await.status, 200);
    assert_eq!(bank.local.admin.delete("/api/v2/identityproviders/generic").await.status, 200);
    let text =
        "400 bad.request: `okta` is the last enabled identity provider, and the platform's own login is disabled: nobody could sign in";
    assert_eq!(said(&bank.local.admin.delete("/api/v2/identityproviders/okta").await), text);
    assert_eq!(said(&bank.disable("okta", true).await), text);
    assert_eq!(bank.switch(false).await.status, 200);
    assert_eq!(bank.local.admin.delete("/api/v2/identityproviders/okta").await.status, 200);
}
