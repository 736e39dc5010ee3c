//! What Terraform's provider does beside its resources that an auditor wants to know: secrets that it leaves somewhere, roles
//! that it gives to whoever runs it.

use crate::provider::Verb;

/// A side effect.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SideEffect {
    /// Where its cause stands: a file and line, or an address in a plan.
    pub at: String,
    /// The resource: `genesyscloud_oauth_client.reporting`, or `provider`.
    pub resource: String,
    /// What happens.
    pub effect: Effect,
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// If a person runs it, logged in through the platform's own client, the roles of a client that is made are given to that
    /// person first (provider source).
    RolesForRunner,
    /// A secret comes to stand in Terraform's state.
    SecretInState,
    /// A client's secret is written to a file.
    SecretInFile,
    /// A client's secret is stored in an integration's credential.
    SecretInCredential,
    /// The bodies of requests and answers, secrets among them, are written to a log.
    BodiesInLog,
    /// A secret stands in the configuration itself, and so in every plan.
    SecretInConfiguration,
}

impl Effect {
    /// What people read.
    pub const fn text(self) -> &'static str {
        match self {
            Self::RolesForRunner => "a person who applies this is given the roles of the client first, and keeps them",
            Self::SecretInState => "a secret comes to stand in Terraform's state",
            Self::SecretInFile => "the client's secret is written to a file",
            Self::SecretInCredential => "the client's secret is stored in an integration's credential",
            Self::BodiesInLog => "the provider logs the bodies of requests and answers, secrets among them",
            Self::SecretInConfiguration => "a secret stands in the configuration itself, and so in every plan",
        }
    }
}

/// Attributes that leave a secret in the state as soon as they are set, by type (provider's schema).
const IN_STATE: [(&str, &str); 3] = [
    ("genesyscloud_oauth_client", "expose_client_secret"),
    ("genesyscloud_user", "password"),
    ("genesyscloud_integration_credential", "fields"),
];

/// Attributes of the provider that are secrets (provider's schema).
pub(crate) const SECRETS: [&str; 2] = ["access_token", "oauthclient_secret"];

/// The effects of doing `verb` with a resource, by which of its attributes are, or may be, set and not `false`.
pub(crate) fn of_resource(kind: &str, verb: Verb, is_set: impl Fn(&str) -> bool) -> Vec<Effect> {
    if !matches!(verb, Verb::Create | Verb::Update) {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if kind == "genesyscloud_oauth_client" {
        let of_client = [
            (Effect::RolesForRunner, verb == Verb::Create && is_set("roles")),
            (Effect::SecretInFile, is_set("directory_client_secret")),
            (Effect::SecretInCredential, is_set("integration_credential_name")),
        ];
        effects.extend(of_client.into_iter().filter(|(_, happens)| *happens).map(|(effect, _)| effect));
    }
    if IN_STATE.iter().any(|(of, attribute)| *of == kind && is_set(attribute)) {
        effects.push(Effect::SecretInState);
    }
    effects
}
