//! A browser as far as sign-in is concerned: it keeps cookies and follows nothing by itself.

use std::{collections::BTreeMap, sync::Mutex};

use serde_json::Value;

pub struct Browser {
    url: String,
    client: reqwest::Client,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// An answer.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
    url: String,
}

impl Browser {
    pub fn at(url: &str) -> Self {
        Self::sharing(url, reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap())
    }

    /// One of many that share connections, and nothing else.
    pub fn sharing(url: &str, client: reqwest::Client) -> Self {
        Self { url: url.to_owned(), client, cookies: Mutex::default() }
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(self.client.get(format!("{}{path}", self.url))).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.post_raw(path, "application/x-www-form-urlencoded", body).await
    }

    pub async fn post_raw(&self, path: &str, content_type: &str, body: impl Into<reqwest::Body>) -> Page {
        self.send(self.client.post(format!("{}{path}", self.url)).header("content-type", content_type).body(body)).await
    }

    /// Whether it has a cookie that is a session.
    pub fn has_session(&self) -> bool {
        self.cookie("postern-session").is_some()
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).filter(|value| !value.is_empty()).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Page {
        let cookies: Vec<String> = self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let reply = request.header("cookie", cookies.join("; ")).send().await.unwrap();
        for set in reply.headers().get_all("set-cookie") {
            let (name, rest) = set.to_str().unwrap().split_once('=').unwrap();
            self.set_cookie(name, rest.split(';').next().unwrap());
        }
        let (status, headers) = (reply.status().as_u16(), reply.headers().clone());
        Page { status, headers, text: reply.text().await.unwrap(), url: self.url.clone() }
    }
}

impl Page {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// Where it redirects to.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The decision that it names.
    pub async fn decision(&self) -> Value {
        let url = format!("{}/postern/decisions/{}", self.url, self.header("postern-decision"));
        reqwest::get(url).await.unwrap().json().await.unwrap()
    }

    /// The reason code of its decision; empty when it lets in.
    pub async fn code(&self) -> String {
        self.decision().await["verdict"]["code"].as_str().unwrap_or_default().to_owned()
    }

    /// The hidden fields of its form, and where that goes.
    pub fn form(&self) -> (String, Vec<(String, String)>) {
        let plain = |text: &str| text.replace("&#38;", "&").replace("&amp;", "&").replace("&#34;", "\"").replace("&quot;", "\"");
        let value = |tag: &str, name: &str| {
            let start = tag.find(&format!(" {name}=\"")).map(|at| at + name.len() + 3)?;
            Some(plain(tag[start..].split('"').next().unwrap()))
        };
        let form = self.text.split("<form ").nth(1).unwrap_or_else(|| panic!("no form in {}", self.text));
        let action = value(&format!(" {}", form.split('>').next().unwrap()), "action").unwrap();
        let inputs = form.split("</form>").next().unwrap().split("<input ").skip(1);
        let fields = inputs.map(|input| format!(" {}", input.split('>').next().unwrap()));
        (action, fields.map(|tag| (value(&tag, "name").unwrap(), value(&tag, "value").unwrap())).collect())
    }
}

/// A parameter of an address.
pub fn parameter(address: &str, name: &str) -> Option<String> {
    let query = address.split_once('?')?.1;
    form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
