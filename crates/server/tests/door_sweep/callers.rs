//! Everybody who asks.

use std::collections::HashMap;

use postern_catalog::Catalog;
use postern_model::{ClientState, GrantType, Id, PermissionId, Reach, Subject, Timestamp, User};
use postern_org::Draft;
use postern_testkit::{build, request::Place};
use uuid::Uuid;

use crate::{
    harness::Local,
    requests::{Wanted, Where},
    wire::Wire,
};

/// Somebody who asks.
#[derive(Clone, Debug)]
pub struct Caller {
    pub bearer: Bearer,
    pub client: Uuid,
    /// The person the token acts for.
    pub person: Option<Uuid>,
}

/// What a caller shows.
#[derive(Clone, Debug)]
pub enum Bearer {
    Nothing,
    Garbage(String),
    /// A token, given this many seconds ago.
    Token {
        text: String,
        age: i64,
        revoked: bool,
    },
}

/// Two days: longer than any of the tokens lives.
const LONG_AGO: i64 = 2 * 86_400;

/// The clients that are wanted, each with its secret.
pub fn clients(draft: &mut Draft<'_>, wanted: &[Wanted], places: &HashMap<u16, Place>) -> Vec<(Uuid, String)> {
    let elsewhere = build::division(draft, "Elsewhere");
    let mut clients = Vec::new();
    for (at, (permissions, reach)) in wanted.iter().enumerate() {
        let (id, secret) = build::client(draft, &format!("caller {at}"), GrantType::ClientCredentials);
        let reach = match reach {
            Where::Everywhere => Reach::All,
            Where::Elsewhere => Reach::Division(elsewhere),
            Where::OwnOf(operation) => Reach::Division(Id::new(places[operation].division)),
        };
        hold(draft, build::client_subject(id), permissions, reach);
        clients.push((id.uuid(), secret));
    }
    clients
}

/// People who hold these permissions everywhere, each with a token.
pub async fn signed_in(local: &Local, people: &[Vec<PermissionId>]) -> Vec<Caller> {
    let made = local.change(|draft| {
        let mut made = Vec::new();
        for (at, permissions) in people.iter().enumerate() {
            let id = build::user(draft, &format!("person {at}"), draft.home());
            hold(draft, build::user_subject(id), permissions, Reach::All);
            made.push(id);
        }
        made
    });
    let client = local.running.founded.as_ref().unwrap().client_id;
    let person = |id: Id<User>| Caller { person: Some(id.uuid()), ..caller(client.uuid(), local.running.token_for(client, id)) };
    made.await.into_iter().map(person).collect()
}

/// Gives `subject` a role of its own with these permissions.
fn hold(draft: &mut Draft<'_>, subject: Subject, permissions: &[PermissionId], reach: Reach) {
    let names: Vec<&str> = permissions.iter().map(|id| Catalog::builtin().permission(*id).name).collect();
    if !names.is_empty() {
        let role = build::role(draft, &format!("role of {}", subject.id), &names);
        build::grant(draft, subject, role, reach);
    }
}

pub fn caller(client: Uuid, text: String) -> Caller {
    Caller { bearer: Bearer::Token { text, age: 1, revoked: false }, client, person: None }
}

/// The callers who hold nothing and whose token decides, in the order of their situations.
pub async fn special_callers(local: &Local, wire: &Wire, now: Timestamp) -> Vec<Caller> {
    let made =
        local.change(|draft| ["old", "revoked", "disabled", "nobody"].map(|name| build::client(draft, name, GrantType::ClientCredentials)));
    let [old, revoked, disabled, nobody] = made.await.map(|(id, secret)| (id.uuid(), secret));
    wire.set_clock(Some(now.plus_seconds(-LONG_AGO))).await;
    let expired = wire.log_in(old.0, &old.1).await;
    wire.set_clock(None).await;
    let revoked_token = wire.log_in(revoked.0, &revoked.1).await;
    wire.revoke(&revoked_token).await;
    let disabled_token = wire.log_in(disabled.0, &disabled.1).await;
    local
        .change(|draft| {
            let mut client = draft.client(Id::new(disabled.0)).unwrap().clone();
            client.state = ClientState::Disabled;
            draft.put_client(client);
        })
        .await;
    let altered = format!("{}A", &disabled_token[..disabled_token.len() - 1]);
    vec![
        Caller { bearer: Bearer::Nothing, client: Uuid::nil(), person: None },
        Caller { bearer: Bearer::Garbage(altered), client: Uuid::nil(), person: None },
        Caller { bearer: Bearer::Token { text: expired, age: LONG_AGO, revoked: false }, client: old.0, person: None },
        Caller { bearer: Bearer::Token { text: revoked_token, age: 1, revoked: true }, client: revoked.0, person: None },
        caller(disabled.0, disabled_token),
        caller(nobody.0, wire.log_in(nobody.0, &nobody.1).await),
    ]
}
