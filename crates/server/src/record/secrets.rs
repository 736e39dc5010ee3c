//! What must not stand in a recording is replaced by a marker, `{secret 1}`. The same secret gets the same marker wherever it
//! comes again, so that a replay can put its own organization's secret there.

use std::collections::BTreeMap;

use postern_model::secret::{is_secret, is_secret_in, letters};
use serde_json::{Map, Value};

/// In a token request `code` is what a token is given for; elsewhere it names an error.
const IN_FORM: &str = "code";
/// Shorter secrets are replaced where a key says so, but not looked for in other texts.
const SEARCHED: usize = 8;

/// The secrets seen so far, with their numbers.
#[derive(Default)]
pub(super) struct Secrets {
    numbers: BTreeMap<String, usize>,
}

impl Secrets {
    /// The marker of a secret; a new one for one not seen before.
    pub(super) fn marker(&mut self, secret: &str) -> String {
        let next = self.numbers.len() + 1;
        format!("{{secret {}}}", self.numbers.entry(secret.to_owned()).or_insert(next))
    }

    /// Takes the secrets out of a JSON body.
    pub(super) fn clean(&mut self, value: &mut Value) {
        self.clean_under(value, false);
    }

    /// Takes the secrets out of a form or a query.
    pub(super) fn clean_form(&mut self, form: &str) -> Map<String, Value> {
        let pairs = form_urlencoded::parse(form.as_bytes()).map(|(name, value)| {
            let secret = is_secret(&name) || letters(&name) == IN_FORM;
            let value = if secret && !value.is_empty() { self.marker(&value) } else { self.clean_text(&value) };
            (name.into_owned(), Value::String(value))
        });
        pairs.collect()
    }

    /// Takes the secrets out of a query, which stays as it is spelt if there are none.
    pub(super) fn clean_query(&mut self, query: &str) -> String {
        let pair = |pair: &str| match pair.split_once('=') {
            Some((name, value)) if is_secret(name) && !value.is_empty() => format!("{name}={}", self.marker(value)),
            _ => self.clean_text(pair),
        };
        query.split('&').map(pair).collect::<Vec<_>>().join("&")
    }

    /// A text with the secrets replaced that are known.
    pub(super) fn clean_text(&self, text: &str) -> String {
        let known = self.numbers.iter().filter(|(secret, _)| secret.len() >= SEARCHED);
        known.fold(text.to_owned(), |text, (secret, number)| {
            if text.contains(secret.as_str()) { text.replace(secret.as_str(), &format!("{{secret {number}}}")) } else { text }
        })
    }

    fn clean_under(&mut self, value: &mut Value, secret: bool) {
        match value {
            Value::String(text) if secret && !text.is_empty() => *text = self.marker(text),
            Value::String(text) => *text = self.clean_text(text),
            Value::Array(list) => list.iter_mut().for_each(|value| self.clean_under(value, secret)),
            Value::Object(map) => {
                for (key, value) in map {
                    self.clean_under(value, is_secret_in(key, secret));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn cleaned(mut body: Value) -> Value {
        Secrets::default().clean(&mut body);
        body
    }

    #[test]
    fn secrets_are_known_by_their_keys() {
        let body = json!({
            "secret": "a", "clientSecret": "b", "newPassword": "c", "access_token": "d", "pin": "e", "apiKeys": ["f", { "x": "g" }],
            "credentialFields": { "clientId": "an id", "anything": "h" },
        });
        let text = cleaned(body).to_string();
        assert_eq!(text.matches("{secret ").count(), 8, "{text}");
        assert!(text.contains("an id"));
    }

    #[test]
    fn other_values_stay() {
        let body = json!({
            "code": "not.found", "tokenType": "bearer", "accessTokenValiditySeconds": 3600, "secret": null, "password": "", "name": "pinned",
        });
        assert_eq!(cleaned(body.clone()), body);
    }

    #[test]
    fn a_secret_keeps_its_number_wherever_it_comes() {
        let mut secrets = Secrets::default();
        assert_eq!(secrets.marker("first-of-all"), "{secret 1}");
        let mut body = json!({ "password": "second-one", "note": "it is first-of-all, not second-one", "secret": "first-of-all" });
        secrets.clean(&mut body);
        assert_eq!(body["secret"], "{secret 1}");
        assert_eq!(secrets.clean_text("first-of-all second-one"), "{secret 1} {secret 2}");
    }

    #[test]
    fn forms_and_queries_are_cleaned() {
        let mut secrets = Secrets::default();
        let form = secrets.clean_form("grant_type=authorization_code&code=abc%20d&client_secret=xyz&redirect_uri=https%3A%2F%2Fa.example");
        let expected = json!({
            "grant_type": "authorization_code", "code": "{secret 1}", "client_secret": "{secret 2}", "redirect_uri": "https://a.example",
        });
        assert_eq!(Value::Object(form), expected);
        assert_eq!(secrets.clean_query("pageSize=5&name=a%20b&access_token=abc"), "pageSize=5&name=a%20b&access_token={secret 3}");
    }
}
