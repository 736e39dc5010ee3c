//! Which values are secret, told by their keys: one list for whatever is written down, be it a recording or a snapshot.

use serde_json::{Map, Value};

/// A key whose letters contain one of these holds a secret.
const WITHIN: [&str; 5] = ["secret", "password", "passphrase", "privatekey", "apikey"];
/// A key whose letters end so holds a secret.
const AT_END: [&str; 9] =
    ["accesstoken", "refreshtoken", "authtoken", "apitoken", "idtoken", "devicetoken", "assertion", "codeverifier", "samlresponse"];
/// A key that is this holds a secret.
const EXACTLY: [&str; 5] = ["token", "pin", "sessionhash", "signupcode", "authorization"];
/// Values of integration credentials, and of headers that are sent along to a webhook, are secret whatever their keys are.
const CREDENTIALS: [&str; 2] = ["credentialfields", "webhookheaders"];
/// But for this key, which is an id.
const CLIENT_ID: &str = "clientid";

/// Whether a value under this key is secret by the key alone.
pub fn is_secret(key: &str) -> bool {
    let key = letters(key);
    WITHIN.iter().any(|part| key.contains(part)) || AT_END.iter().any(|end| key.ends_with(end)) || EXACTLY.contains(&key.as_str())
}

/// Whether what stands under this key is secret, where what stands around it is (`within`) or is not.
pub fn is_secret_in(key: &str, within: bool) -> bool {
    let inside = letters(key);
    is_secret(key) || CREDENTIALS.contains(&inside.as_str()) || (within && inside != CLIENT_ID)
}

/// A key without its punctuation, in lower case: `client_secret` and `clientSecret` are the same.
pub fn letters(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Empties every secret in a JSON object, at any depth: texts become empty, numbers null. What is true or false is none.
pub fn blank_in(entity: &mut Map<String, Value>) {
    entity.iter_mut().for_each(|(key, value)| blank_under(value, is_secret_in(key, false)));
}

/// Takes user name and password out of a web address (RFC 3986 §3.2.1).
pub fn drop_user(address: &mut String) {
    let Some(start) = address.find("://").map(|at| at + 3) else { return };
    let end = address[start..].find(['/', '?', '#']).map_or(address.len(), |at| start + at);
    if let Some(at) = address[start..end].rfind('@') {
        address.replace_range(start..=start + at, "");
    }
}

fn blank_under(value: &mut Value, secret: bool) {
    match value {
        Value::String(text) if secret => text.clear(),
        Value::Number(_) if secret => *value = Value::Null,
        Value::Array(list) => list.iter_mut().for_each(|value| blank_under(value, secret)),
        Value::Object(map) => map.iter_mut().for_each(|(key, value)| blank_under(value, is_secret_in(key, secret))),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use serde_json::json;

    use super::*;

    #[test]
    fn a_web_address_keeps_no_user() {
        let kept = |address: &str| {
            let mut address = address.to_owned();
            drop_user(&mut address);
            address
        };
        assert_eq!(kept("https://user:pw@host.example:1/cb?a=b@c"), "https://host.example:1/cb?a=b@c");
        assert_eq!(kept("https://host.example/@me"), "https://host.example/@me");
        assert_eq!(kept("urn:x@y"), "urn:x@y");
    }

    #[test]
    fn secrets_are_blanked_wherever_they_stand() {
        let mut entity = json!({
            "name": "a", "apiKey": "b", "appleAuthentication": { "oauthClientSecret": "c", "oauthClientId": "d" }, "pin": 1234,
            "list": [{ "pageAccessToken": "e" }], "token": { "id": "f" }, "credentialFields": { "clientId": "g", "any": "h" },
            "passwordRequired": true, "webhookHeaders": { "X-Key": "i" }, "headers": { "Authorization": "Basic j", "Accept": "k" },
        });
        blank_in(entity.as_object_mut().unwrap());
        let blanked = json!({
            "name": "a", "apiKey": "", "appleAuthentication": { "oauthClientSecret": "", "oauthClientId": "d" }, "pin": null,
            "list": [{ "pageAccessToken": "" }], "token": { "id": "" }, "credentialFields": { "clientId": "g", "any": "" },
            "passwordRequired": true, "webhookHeaders": { "X-Key": "" }, "headers": { "Authorization": "", "Accept": "k" },
        });
        assert_eq!(entity, blanked);
    }

    #[test]
    fn what_only_sounds_like_a_secret_stays() {
        for key in ["tokenType", "accessTokenValiditySeconds", "pinned", "code", "lastTokenIssued", "name", "oauthTokenUrl"] {
            assert!(!is_secret(key), "{key}");
        }
    }
}
