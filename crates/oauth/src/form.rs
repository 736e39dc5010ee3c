//! `application/x-www-form-urlencoded` bodies, as RFC 6749 §3.1 wants them: no parameter twice.

use crate::OAuthError;

/// The parameters of a form.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a form body. A parameter that appears twice is refused (RFC 6749 §3.2); one without a value counts as absent.
    pub fn parse(body: &[u8]) -> Result<Self, OAuthError> {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            form.add(name.into_owned(), value.into_owned())?;
        }
        Ok(form)
    }

    /// The members of a flat JSON object as a form, where the setting `token.json-body` accepts one.
    pub fn from_json(body: &[u8]) -> Result<Self, OAuthError> {
        let members: std::collections::BTreeMap<String, String> =
            serde_json::from_slice(body).map_err(|_| OAuthError::InvalidRequest("the body is not a JSON object of strings".to_owned()))?;
        Ok(Self(members.into_iter().filter(|(_, value)| !value.is_empty()).collect()))
    }

    fn add(&mut self, name: String, value: String) -> Result<(), OAuthError> {
        if self.0.iter().any(|(seen, _)| *seen == name) {
            // The name comes from outside; the value, which may be a secret, is not repeated.
            let name: String = name.chars().take(40).collect();
            return Err(OAuthError::InvalidRequest(format!("parameter `{name}` appears more than once")));
        }
        if !value.is_empty() {
            self.0.push((name, value));
        }
        Ok(())
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(candidate, _)| candidate == name).map(|(_, value)| value.as_str())
    }

    /// The value of a parameter that must be there.
    pub(crate) fn needed(&self, name: &str) -> Result<&str, OAuthError> {
        self.get(name).ok_or_else(|| OAuthError::InvalidRequest(format!("parameter `{name}` is missing from the body")))
    }
}
