//! The changes that can be rehearsed, as people write them.

use serde::{Deserialize, Serialize};

/// One change. Groups, roles, divisions, identity providers and clients are named by their name or id, people by e-mail
/// address or id; letter case does not matter. A client's name that several have does not do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are named like what they hold, and `VERBS` says what each is")]
pub enum Change {
    /// Puts a person into a group.
    AddMember { group: String, person: String },
    /// Takes a person out of a group.
    RemoveMember { group: String, person: String },
    /// Gives a person, a group or a client a role in a division; `*`: in every division.
    Grant {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        client: Option<String>,
        role: String,
        division: String,
    },
    /// Takes a role from a person, a group or a client: in one division, or wherever it is held.
    Strip {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        client: Option<String>,
        role: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        division: Option<String>,
    },
    /// Adds permissions to a role and takes others out; `domain:entity:action`, with `*` for any entity or action.
    EditRole {
        role: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        add: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        remove: Vec<String>,
    },
    /// Deletes a role with every grant of it.
    DeleteRole { role: String },
    /// Deletes a group with its grants.
    DeleteGroup { group: String },
    /// Deletes a division; who lives in it moves home.
    DeleteDivision { division: String },
    /// Brings a deleted division back; its grants stay gone.
    RestoreDivision { division: String },
    /// Makes a person inactive.
    DeactivatePerson { person: String },
    /// Makes a person active.
    ActivatePerson { person: String },
    /// Deletes a person softly; grants and memberships go.
    DeletePerson { person: String },
    /// Brings a deleted person back, holding nothing.
    RestorePerson { person: String },
    /// Disables a client: its tokens end and it gets no new ones. Only the vendor's support undoes that.
    DisableClient { client: String },
    /// Makes a client inactive: no new tokens.
    DeactivateClient { client: String },
    /// Makes a client active.
    ActivateClient { client: String },
    /// Deletes a client, making it inactive first where it is not.
    DeleteClient { client: String },
    /// Replaces a client's secret.
    RotateSecret { client: String },
    /// Moves a person into a division.
    Move { person: String, division: String },
    /// Whether tokens of people are held to the scopes of their client.
    EnforceScopes { on: bool },
    /// The networks that requests may come from; none: any.
    SetIpAllowlist { networks: Vec<String> },
    /// *Disable Genesys Cloud Login*. To switch it on, say by which identity provider people come in; it is enabled where it
    /// is not.
    SsoOnly {
        on: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        provider: Option<String>,
    },
    /// Disables an identity provider.
    DisableProvider { provider: String },
    /// Enables an identity provider.
    EnableProvider { provider: String },
    /// Gives a setting of the local organization another value.
    Set { setting: String, value: String },
    /// Makes a division.
    AddDivision { division: String },
    /// Makes a role with these permissions, as in `edit-role`.
    AddRole { role: String, permissions: Vec<String> },
    /// Makes a group; its members inherit its roles unless that is said.
    AddGroup {
        group: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        inherit: Option<bool>,
    },
    /// Whether the members of a group inherit its roles.
    InheritRoles { group: String, on: bool },
    /// Makes a person, who holds the role that everybody has.
    AddPerson {
        person: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        division: Option<String>,
    },
    /// Makes a client of client credentials, or of another grant, with roles: `ROLE in DIVISION`, `ROLE in *`.
    AddClient {
        client: String,
        roles: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        grant: Option<String>,
    },
    /// Adds an identity provider, enabled, of one of the API's kinds.
    AddProvider { provider: String },
    /// Takes an identity provider away.
    DeleteProvider { provider: String },
    /// Whether a second factor is asked for beside a password.
    SecondFactor { on: bool },
    /// After how many seconds without use tokens end; 0: never.
    IdleTimeout { seconds: u32 },
    /// Moves the date on: what follows, and the answers, are of that moment. `2027-03-01` or a moment with time and zone.
    MoveDate { to: String },
}

/// What a key of a change holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Texts,
    Flag,
    Number,
}

impl Form {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Texts => "a list of texts",
            Self::Flag => "true or false",
            Self::Number => "a whole number from 0 on",
        }
    }
}

/// A change as it is written: its name, the keys it needs, those it may have.
pub(crate) struct Verb {
    pub name: &'static str,
    pub needs: &'static [(&'static str, Form)],
    pub may: &'static [(&'static str, Form)],
    /// Of the keys it may have, those of which it needs exactly one.
    pub one_of: &'static [&'static str],
}

const fn verb(name: &'static str, needs: &'static [(&'static str, Form)]) -> Verb {
    Verb { name, needs, may: &[], one_of: &[] }
}

const HOLDERS: &[&str] = &["person", "group", "client"];
const PERSON: (&str, Form) = ("person", Form::Text);
const GROUP: (&str, Form) = ("group", Form::Text);
const CLIENT: (&str, Form) = ("client", Form::Text);
const ROLE: (&str, Form) = ("role", Form::Text);
const DIVISION: (&str, Form) = ("division", Form::Text);
const PROVIDER: (&str, Form) = ("provider", Form::Text);
const ON: (&str, Form) = ("on", Form::Flag);

/// Every change that can be written.
pub(crate) const VERBS: &[Verb] = &[
    verb("add-member", &[GROUP, PERSON]),
    verb("remove-member", &[GROUP, PERSON]),
    Verb { name: "grant", needs: &[ROLE, DIVISION], may: &[PERSON, GROUP, CLIENT], one_of: HOLDERS },
    Verb { name: "strip", needs: &[ROLE], may: &[PERSON, GROUP, CLIENT, DIVISION], one_of: HOLDERS },
    Verb { name: "edit-role", needs: &[ROLE], may: &[("add", Form::Texts), ("remove", Form::Texts)], one_of: &[] },
    verb("delete-role", &[ROLE]),
    verb("delete-group", &[GROUP]),
    verb("delete-division", &[DIVISION]),
    verb("restore-division", &[DIVISION]),
    verb("deactivate-person", &[PERSON]),
    verb("activate-person", &[PERSON]),
    verb("delete-person", &[PERSON]),
    verb("restore-person", &[PERSON]),
    verb("disable-client", &[CLIENT]),
    verb("deactivate-client", &[CLIENT]),
    verb("activate-client", &[CLIENT]),
    verb("delete-client", &[CLIENT]),
    verb("rotate-secret", &[CLIENT]),
    verb("move", &[PERSON, DIVISION]),
    verb("enforce-scopes", &[ON]),
    verb("set-ip-allowlist", &[("networks", Form::Texts)]),
    Verb { name: "sso-only", needs: &[ON], may: &[PROVIDER], one_of: &[] },
    verb("disable-provider", &[PROVIDER]),
    verb("enable-provider", &[PROVIDER]),
    verb("set", &[("setting", Form::Text), ("value", Form::Text)]),
    verb("add-division", &[DIVISION]),
    verb("add-role", &[ROLE, ("permissions", Form::Texts)]),
    Verb { name: "add-group", needs: &[GROUP], may: &[("inherit", Form::Flag)], one_of: &[] },
    verb("inherit-roles", &[GROUP, ON]),
    Verb { name: "add-person", needs: &[PERSON], may: &[DIVISION], one_of: &[] },
    Verb { name: "add-client", needs: &[CLIENT, ("roles", Form::Texts)], may: &[("grant", Form::Text)], one_of: &[] },
    verb("add-provider", &[PROVIDER]),
    verb("delete-provider", &[PROVIDER]),
    verb("second-factor", &[ON]),
    verb("idle-timeout", &[("seconds", Form::Number)]),
    verb("move-date", &[("to", Form::Text)]),
];

impl Change {
    /// The lock-down: single sign-on is the only way in, by this provider.
    pub fn lock_down(provider: &str) -> Self {
        Self::SsoOnly { on: true, provider: Some(provider.to_owned()) }
    }
}
