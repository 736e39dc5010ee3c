//! `GET /api/v2/tokens/me` (API description: `TokenInfo`): the client and the organization of the presented token. It says
//! nothing of the person; that is `GET /api/v2/users/me`.

use postern_model::{Timestamp, settings::Presence};
use serde_json::{Map, Value, json};

use crate::{
    api::oauth::clients::view,
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers the token's facts. The key `OAuthClient` is spelt so.
pub fn handle(call: &Call<'_>) -> Answer {
    let profile = call.organization.profile();
    let organization = json!({ "id": profile.id, "name": profile.name });
    let client = call.organization.client(call.token.client).ok_or_else(Fault::not_found)?;
    let mut of_client = view::common(&call.organization, client);
    of_client.insert("organization".to_owned(), organization.clone());
    // A token that acts for a person carries the client's scopes; scopes do not apply to client credentials.
    let scope = if call.token.user.is_some() { &client.scope[..] } else { &[] };
    let mut info = Map::new();
    if profile.settings.tokens_me_home_organization == Presence::Send {
        info.insert("homeOrganization".to_owned(), organization.clone());
    }
    info.insert("organization".to_owned(), organization);
    info.insert("authorizedScope".to_owned(), json!(scope));
    if profile.idle.enable_idle_token_timeout {
        info.insert("dateTokenIdles".to_owned(), json!(idles(call)));
    }
    info.insert("OAuthClient".to_owned(), Value::Object(of_client));
    Reply::json(&info)
}

/// When the token will have been idle for too long. A read that does not preserve the idle time has used it just now.
fn idles(call: &Call<'_>) -> Timestamp {
    let idle = &call.organization.profile().idle;
    let used = [Some(call.token.issued), Some(call.platform.last_use.of(call.token.serial)), idle.since].into_iter().flatten().max();
    used.unwrap_or(call.now).plus_seconds(idle.idle_token_timeout_seconds.into())
}
