//! What people tell in forums: an account that a program acts as comes through the migration to single sign-on without the
//! roles of its group. It still gets tokens, and every call is refused. A client with roles of its own is not touched.

use serde_json::{Value, json};

use crate::{
    apps::SCHEDULER,
    bank::Bank,
    harness::{Caller, Reply},
    machines::CALLBACK,
};

const ACCOUNT: &str = "Callback Scheduler (service account)";
const GROUP: &str = "Integration Accounts";
const ROLE: &str = "Outreach Runner";
const LET_THROUGH: &str = "501 not.implemented: POST /api/v2/conversations/callbacks is not built in this version of Postern";
const REFUSED: &str = "403 missing.permissions: Unable to perform the requested action. You are missing the following permission(s): \
                       [conversation:callback:create]";

/// How an account loses what its group gave it.
#[derive(Clone, Copy, Debug)]
enum Loss {
    Membership,
    GroupsRoles,
    RolesEnabled,
}

fn said(reply: &Reply) -> String {
    format!("{}: {}", reply.outcome(), reply.message())
}

impl Bank {
    fn group(&self) -> String {
        self.local.running.organization().groups().find(|group| group.name == GROUP).unwrap().id.to_string()
    }

    fn role(&self) -> String {
        self.local.running.organization().roles().find(|role| role.name == ROLE).unwrap().id.to_string()
    }

    async fn lose(&self, loss: Loss) {
        let (admin, group) = (&self.local.admin, self.group());
        let reply = match loss {
            Loss::Membership => admin.delete(&format!("/api/v2/groups/{group}/members?ids={}", self.user(ACCOUNT).id)).await,
            Loss::GroupsRoles => {
                let body = json!({ "grants": [{ "roleId": self.role(), "divisionId": "*" }] });
                admin.post(&format!("/api/v2/authorization/subjects/{group}/bulkremove"), body).await
            }
            Loss::RolesEnabled => admin.put(&format!("/api/v2/groups/{group}"), json!({ "version": 1, "rolesEnabled": false })).await,
        };
        assert_eq!(reply.status / 100, 2, "{loss:?} {}", reply.body);
    }

    async fn call_back(&self, token: &str) -> Reply {
        self.call(token, CALLBACK.0, CALLBACK.1, None).await
    }

    /// The names of the roles that somebody holds, as the API shows them.
    async fn roles_of(&self, id: &str) -> Vec<String> {
        let shown = self.local.admin.get(&format!("/api/v2/users/{id}/roles")).await.body;
        let name = |role: &Value| role["name"].as_str().unwrap().to_owned();
        shown["roles"].as_array().unwrap().iter().map(name).collect()
    }
}

/// A client of client credentials that is given the same role, as its own.
async fn machine(bank: &Bank) -> Caller {
    let key = bank.key("Payments webhook");
    let path = format!("/api/v2/authorization/subjects/{}/bulkadd?subjectType=PC_OAUTH_CLIENT", key.client_id);
    let granted = bank.local.admin.post(&path, json!({ "grants": [{ "roleId": bank.role(), "divisionId": "*" }] })).await;
    assert_eq!(granted.status / 100, 2, "{}", granted.body);
    Caller::log_in(&bank.local.running.url, &key.client_id.to_string(), &key.client_secret).await
}

fn text(reply: &Reply, name: &str) -> String {
    reply.body[name].as_str().unwrap_or_else(|| panic!("no {name}: {}", reply.body)).to_owned()
}

#[tokio::test]
async fn it_gets_a_token_and_403_and_a_machine_with_the_same_roles_goes_on() {
    for loss in [Loss::Membership, Loss::GroupsRoles, Loss::RolesEnabled] {
        let bank = Bank::open().await;
        let machine = machine(&bank).await;
        let (browser, _) = bank.browser_of(ACCOUNT, true).await;
        let before = bank.code_grant(&browser).await.unwrap();
        assert_eq!(bank.switch(true).await.status, 200);
        assert_eq!(said(&bank.call_back(&text(&before, "access_token")).await), LET_THROUGH, "the switch alone does nothing");
        bank.lose(loss).await;

        let form = [("grant_type", "refresh_token"), ("refresh_token", &*text(&before, "refresh_token"))];
        let refreshed = bank.token_of(SCHEDULER, &form).await;
        let (anew, _) = bank.browser_of(ACCOUNT, true).await;
        let anew = bank.code_grant(&anew).await.unwrap();
        for reply in [&before, &refreshed, &anew] {
            assert_eq!(reply.status, 200, "it does get tokens");
            assert_eq!(said(&bank.call_back(&text(reply, "access_token")).await), REFUSED, "{loss:?}");
        }
        assert_eq!(said(&machine.post(CALLBACK.1, json!({})).await), LET_THROUGH, "{loss:?}");
        shows_why(&bank, &text(&anew, "access_token")).await;
    }
}

/// Both places where an administrator finds out.
async fn shows_why(bank: &Bank, token: &str) {
    assert_eq!(bank.roles_of(&bank.user(ACCOUNT).id.to_string()).await, ["employee"], "what everybody has");
    assert_eq!(bank.roles_of(&bank.key("Payments webhook").client_id.to_string()).await, [ROLE]);
    let refused = bank.call_back(token).await;
    let decision = bank.decision(refused.headers["postern-decision"].to_str().unwrap()).await;
    let last = decision["checks"].as_array().unwrap().last().unwrap();
    let subject = json!({ "kind": "PC_USER", "id": bank.user(ACCOUNT).id });
    assert_eq!((&last["check"], &last["outcome"]), (&json!("missing_permissions"), &json!("refused")));
    assert_eq!((&decision["subject"], &decision["operation"]["permissions"]), (&subject, &json!(["conversation:callback:create"])));
}
