//! What an answer says, in the few words of a table's cell.

use serde_json::Value;

use crate::{bank::Bank, browser::Page, harness::Reply};

pub struct Told {
    status: u16,
    /// Where an OAuth error is told, that.
    error: String,
    /// The reason in the decision, or the code that the API answers.
    code: String,
    /// What the organization's policy would have refused if it were enforced.
    reported: Vec<String>,
}

impl Told {
    pub async fn of(bank: &Bank, reply: &Reply) -> Self {
        let decision = match reply.headers.get("postern-decision") {
            Some(id) => bank.decision(id.to_str().unwrap()).await,
            None => Value::Null,
        };
        let error = reply.body["error"].as_str().unwrap_or_default();
        let mut told = Self::new(reply.status, error, &decision);
        if told.code.is_empty() {
            told.code = reply.body["code"].as_str().unwrap_or_default().to_owned();
        }
        told
    }

    /// Of a page, or a redirect that may carry an error to the application.
    pub async fn page(page: &Page) -> Self {
        let decision = if page.header("postern-decision").is_empty() { Value::Null } else { page.decision().await };
        let error = crate::apps::answer(page.location(), "error").unwrap_or_default();
        Self::new(page.status, &error, &decision)
    }

    fn new(status: u16, error: &str, decision: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let code = text(&decision["verdict"]["code"]);
        let checks = decision["checks"].as_array().cloned().unwrap_or_default();
        let reported = checks.iter().filter(|check| check["outcome"] == "reported").map(|check| text(&check["detail"]));
        let reported = reported.map(|detail| detail.split(':').next().unwrap().to_owned()).collect();
        Self { status, error: error.to_owned(), code, reported }
    }

    fn is_good(&self) -> bool {
        self.code.is_empty() && self.error.is_empty() && (200..400).contains(&self.status)
    }

    pub fn cell(&self) -> String {
        if self.is_good() {
            let reported: Vec<_> = self.reported.iter().map(|code| reason(code)).collect();
            return if reported.is_empty() { "yes".to_owned() } else { format!("yes; reported: {}", reported.join(", ")) };
        }
        if self.code == "not.implemented" {
            return "yes (501)".to_owned();
        }
        let error = if self.error.is_empty() { String::new() } else { format!(" `{}`", self.error) };
        let code = if self.code == self.error { String::new() } else { reason(&self.code) };
        format!("{}{error} {code}", self.status).trim_end().to_owned()
    }

    /// Of a token, and of the call that was made with it.
    pub fn then(&self, call: &Self) -> String {
        match (self.is_good(), call.is_good()) {
            (true, true) | (false, _) => self.cell(),
            (true, false) if call.code == "not.implemented" && !self.reported.is_empty() => self.cell(),
            (true, false) if call.code == "not.implemented" => call.cell(),
            (true, false) => {
                let reported: Vec<_> = self.reported.iter().map(|code| format!("; reported: {}", reason(code))).collect();
                format!("a token, then {}{}", call.cell(), reported.concat())
            }
        }
    }
}

/// The reason code, with a link to its page where there is one.
fn reason(code: &str) -> String {
    let page = format!("{}/../../docs/reasons/{code}.md", env!("CARGO_MANIFEST_DIR"));
    let has_page = !code.is_empty() && std::path::Path::new(&page).is_file();
    if has_page { format!("[{code}](reasons/{code}.md)") } else { code.to_owned() }
}
