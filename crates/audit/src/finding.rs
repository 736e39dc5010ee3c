//! What a rule found, or could not find out.

use postern_model::{Client, Group, Provider, User};
use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Low,
    /// To be put right in time.
    Medium,
    /// To be put right before the organization is locked down.
    High,
    /// Somebody comes in who must not, or what must work will stop.
    Critical,
}

impl Severity {
    /// Every one, the mildest first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The severity with this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.name() == text)
    }
}

/// How it is known that what a rule goes by is so: the classes of `docs/FIDELITY.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The vendor says so.
    Documented,
    /// It is in the API description.
    Specified,
    /// Official clients need it or do it.
    Seen,
    /// It follows from the rest.
    Inferred,
    /// The policy says so: the service has nothing like it.
    Own,
}

impl Class {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Specified => "specified",
            Self::Seen => "seen in official clients",
            Self::Inferred => "inferred",
            Self::Own => "own",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Subject {
    /// `organization`, `client`, `person`, `provider`, `group`, `integration`, `trustee` or `policy`.
    pub kind: &'static str,
    /// Its id; blank where it has none.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Subject {
    /// Something of a kind.
    pub fn new(kind: &'static str, id: impl ToString, name: impl Into<String>) -> Self {
        Self { kind, id: id.to_string(), name: name.into() }
    }
}

impl From<&Client> for Subject {
    fn from(client: &Client) -> Self {
        Self::new("client", client.id, &client.name)
    }
}

impl From<&User> for Subject {
    fn from(user: &User) -> Self {
        Self::new("person", user.id, &user.name)
    }
}

impl From<&Group> for Subject {
    fn from(group: &Group) -> Self {
        Self::new("group", group.id, &group.name)
    }
}

impl From<&Provider> for Subject {
    fn from(provider: &Provider) -> Self {
        let name = provider.other.get("name").and_then(serde_json::Value::as_str).filter(|name| !name.is_empty());
        Self::new("provider", &provider.id, name.unwrap_or(&provider.id))
    }
}

/// What would put it right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// In words.
    pub text: String,
    /// For the Terraform provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hcl: Option<String>,
    /// Calls of the platform API, one a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api: Option<String>,
    /// Where it is in the admin pages, as the help pages have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub console: Option<String>,
    /// Who may make the change, by name, where that was worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may: Option<String>,
}

impl Remedy {
    /// In words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// For the Terraform provider.
    #[must_use]
    pub fn hcl(self, hcl: impl Into<String>) -> Self {
        Self { hcl: Some(hcl.into()), ..self }
    }

    /// Calls of the platform API.
    #[must_use]
    pub fn api(self, api: impl Into<String>) -> Self {
        Self { api: Some(api.into()), ..self }
    }

    /// Where it is in the admin pages.
    #[must_use]
    pub fn console(self, console: impl Into<String>) -> Self {
        Self { console: Some(console.into()), ..self }
    }
}

/// Whether something is known to be wrong, or could not be found out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum State {
    /// It is so.
    Found,
    /// It cannot be told; never to be read as clean.
    Unknown {
        /// Permissions of which one would let it be read, if a permission is what lacks.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        needs: Vec<String>,
    },
}

/// What a check of a rule says of one subject; the rule's own facts are added to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is about.
    pub subject: Subject,
    /// What is wrong, or why it cannot be told: a sentence without a full stop.
    pub text: String,
    /// Whether it is known.
    pub state: State,
    /// What was read: where, and what stands there.
    pub evidence: Vec<String>,
    /// What would put it right, where the rule knows better than in general.
    pub remedy: Option<Remedy>,
    /// How it is known, where that differs from the rule's own class.
    pub class: Option<Class>,
    /// Severity, where it differs from the rule's own.
    pub severity: Option<Severity>,
    /// Step by step, for escalation.
    pub path: Vec<String>,
    /// What tells it from the rule's other findings of the subject, where the text without its numbers does not.
    pub key: Option<Vec<String>>,
}

impl Hit {
    /// Something is wrong with `subject`.
    pub fn found(subject: impl Into<Subject>, text: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            text: text.into(),
            state: State::Found,
            evidence: Vec::new(),
            remedy: None,
            class: None,
            severity: None,
            path: Vec::new(),
            key: None,
        }
    }

    /// It cannot be told of `subject`.
    pub fn unknown(subject: impl Into<Subject>, why: impl Into<String>) -> Self {
        Self { state: State::Unknown { needs: Vec::new() }, ..Self::found(subject, why) }
    }

    /// Adds what was read.
    #[must_use]
    pub fn read(mut self, evidence: impl Into<String>) -> Self {
        self.evidence.push(evidence.into());
        self
    }

    /// Says what would put it right.
    #[must_use]
    pub fn remedy(self, remedy: Remedy) -> Self {
        Self { remedy: Some(remedy), ..self }
    }

    /// Says how it is known.
    #[must_use]
    pub fn class(self, class: Class) -> Self {
        Self { class: Some(class), ..self }
    }

    /// Says what tells it from the rule's other findings of the subject, in place of the text; order makes no difference.
    #[must_use]
    pub fn key<T: ToString>(self, parts: impl IntoIterator<Item = T>) -> Self {
        let mut key: Vec<String> = parts.into_iter().map(|part| part.to_string()).collect();
        key.sort();
        Self { key: Some(key), ..self }
    }

    /// Says how bad it is.
    #[must_use]
    pub fn severity(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }
}

/// A finding of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// How it is known.
    pub class: Class,
    /// What it is about.
    pub subject: Subject,
    /// Whether it is known.
    #[serde(flatten)]
    pub state: State,
    /// What is wrong, or why it cannot be told.
    pub text: String,
    /// What was read.
    pub evidence: Vec<String>,
    /// What would put it right.
    pub remedy: Remedy,
    /// Step by step, for escalation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
    /// Tells this finding from every other, the same from run to run as long as rule, subject and what is wrong are.
    pub fingerprint: String,
    /// Who put up with it, why and until when, or that the baseline has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
}

impl Finding {
    /// Whether it is known to be wrong.
    pub fn is_found(&self) -> bool {
        self.state == State::Found
    }

    /// Whether nobody put up with it.
    pub fn is_open(&self) -> bool {
        self.accepted.is_none()
    }
}
