//! A request and its answer, as people show them.

use serde_json::{Value, json};

/// What was sent, and what came back.
pub struct Exchange {
    pub method: &'static str,
    pub path: String,
    /// Options of curl that present something, as a person types them.
    pub options: String,
    /// What stands in them and is nobody's business.
    pub secrets: Vec<String>,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Exchange {
    /// Sends a request. `basic` is id and secret; `token` a bearer token; `form` the body of a token request.
    pub async fn send(
        url: &str,
        (method, path): (&'static str, &str),
        basic: Option<(&str, &str)>,
        token: Option<&str>,
        form: Option<&str>,
    ) -> Self {
        let mut request = reqwest::Client::new().request(method.parse().unwrap(), format!("{url}{path}"));
        let mut options = String::new();
        if let Some((id, secret)) = basic {
            request = request.basic_auth(id, Some(secret));
            options += &format!(" -u '{id}:{secret}'");
        }
        if let Some(token) = token {
            request = request.bearer_auth(token);
            options += &format!(" -H 'Authorization: Bearer {token}'");
        }
        if let Some(form) = form {
            request = request.header("content-type", "application/x-www-form-urlencoded").body(form.to_owned());
            options += &format!(" -d '{form}'");
        }
        let reply = request.send().await.unwrap();
        let text = |value: &reqwest::header::HeaderValue| value.to_str().unwrap().to_owned();
        let headers = reply.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let status = reply.status().as_u16();
        let secrets = basic.map(|(_, secret)| secret).into_iter().chain(token).map(str::to_owned).collect();
        Self { method, path: path.to_owned(), options, secrets, status, headers, body: reply.text().await.unwrap() }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The answer as `curl -i` prints it.
    pub fn answer(&self) -> String {
        let headers: String = self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!("HTTP/1.1 {} -\r\n{headers}\r\n{}", self.status, self.body)
    }

    /// The command alone.
    pub fn line(&self, url: &str) -> String {
        format!("curl -i -X {}{} \\\n    \"{url}{}\"", self.method, self.options, self.path)
    }

    /// The command and what it printed.
    pub fn curl(&self, url: &str) -> String {
        format!("$ {}\n{}\n$ ", self.line(url), self.answer())
    }

    /// The same refusal as the official Terraform provider reports it, framed and wrapped as in a terminal.
    pub fn terraform(&self) -> String {
        let told: Value = serde_json::from_str(&self.body).unwrap_or_default();
        let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
        let (summary, detail) = if self.path.to_lowercase().ends_with("/oauth/token") {
            (format!("Error: Auth Error: {} - {} ({})", self.status, text("error"), text("error_description")), String::new())
        } else {
            let said = format!("API Error: {} - {} ({})", self.status, text("message"), text("contextId"));
            let detail = json!({
                "resourceType": "genesyscloud_thing", "method": self.method, "path": self.path, "statusCode": self.status,
                "errorMessage": said, "correlationId": self.header("inin-correlation-id"),
            });
            // Its keys stand in this order.
            let keys = ["resourceType", "method", "path", "statusCode", "errorMessage", "correlationId"];
            let pairs: Vec<String> = keys.iter().map(|key| format!("\"{key}\":{}", detail[*key])).collect();
            (format!("Error: Failed to update thing error: {said}"), format!("{{{}}}", pairs.join(",")))
        };
        let place = "  with genesyscloud_thing.one,\n  on main.tf line 1, in resource \"genesyscloud_thing\" \"one\":\n   1: resource \"genesyscloud_thing\" \"one\" {";
        let lines: Vec<String> = [wrapped(&summary), String::new(), place.to_owned(), String::new(), wrapped(&detail)]
            .join("\n")
            .lines()
            .map(|line| format!("│ {line}\n"))
            .collect();
        format!("genesyscloud_thing.one: Modifying...\n╷\n{}╵\n", lines.concat())
    }
}

fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().unwrap();
        if !last.is_empty() && last.len() + word.len() > 76 {
            lines.push(word.to_owned());
        } else {
            *last = format!("{last} {word}").trim_start().to_owned();
        }
    }
    lines.join("\n")
}
