//! Changes in words, for people to read.

use postern_model::{Id, Subject, SubjectKind};
use postern_org::Organization;

use crate::{change::Change, names};

impl Change {
    /// The change in one sentence, with names in place of ids that `organization` has.
    pub fn words(&self, organization: &Organization) -> String {
        let of = |text: &String| format!("`{}`", called(organization, text));
        let place = |division: &String| match division.as_str() {
            "*" => "in every division".to_owned(),
            _ => format!("in the division {}", of(division)),
        };
        let holder = |person: &Option<String>, group: &Option<String>, client: &Option<String>| {
            let named = |what: &str, name: &Option<String>| name.as_ref().map(|name| format!("{what}{}", of(name)));
            named("", person).or(named("the group ", group)).or(named("the client ", client)).unwrap_or_default()
        };
        match self {
            Self::AddMember { group, person } => format!("{} becomes a member of the group {}", of(person), of(group)),
            Self::RemoveMember { group, person } => format!("{} leaves the group {}", of(person), of(group)),
            Self::Grant { person, group, client, role, division } => {
                format!("{} gets the role {} {}", holder(person, group, client), of(role), place(division))
            }
            Self::Strip { person, group, client, role, division } => {
                let place = division.as_ref().map_or_else(|| "wherever it is held".to_owned(), place);
                format!("{} loses the role {} {place}", holder(person, group, client), of(role))
            }
            Self::EditRole { role, add, remove } => {
                let parts = [("gives", add), ("no longer gives", remove)].into_iter().filter(|(_, texts)| !texts.is_empty());
                let parts: Vec<String> = parts.map(|(verb, texts)| format!("{verb} {}", list(texts))).collect();
                format!("the role {} {}", of(role), parts.join(" and "))
            }
            Self::DeleteRole { role } => format!("the role {} is deleted", of(role)),
            Self::DeleteGroup { group } => format!("the group {} is deleted", of(group)),
            Self::DeleteDivision { division } => format!("the division {} is deleted", of(division)),
            Self::RestoreDivision { division } => format!("the division {} is brought back", of(division)),
            Self::DeactivatePerson { person } => format!("{} becomes inactive", of(person)),
            Self::ActivatePerson { person } => format!("{} becomes active", of(person)),
            Self::DeletePerson { person } => format!("{} is deleted", of(person)),
            Self::RestorePerson { person } => format!("{} is brought back", of(person)),
            Self::DisableClient { client } => format!("the client {} is disabled", of(client)),
            Self::DeactivateClient { client } => format!("the client {} becomes inactive", of(client)),
            Self::ActivateClient { client } => format!("the client {} becomes active", of(client)),
            Self::DeleteClient { client } => format!("the client {} is deleted", of(client)),
            Self::RotateSecret { client } => format!("the client {} gets a new secret, and the old one ends", of(client)),
            Self::Move { person, division } => format!("{} moves into the division {}", of(person), of(division)),
            Self::EnforceScopes { on: true } => "tokens of people are held to the scopes of their client".to_owned(),
            Self::EnforceScopes { on: false } => "tokens of people are no longer held to scopes".to_owned(),
            Self::SetIpAllowlist { networks } if networks.is_empty() => "requests may come from anywhere".to_owned(),
            Self::SetIpAllowlist { networks } => format!("requests may come from {} only", list(networks)),
            Self::SsoOnly { on: true, provider: Some(provider) } => {
                format!("single sign-on, through `{provider}`, becomes the only way in")
            }
            Self::SsoOnly { on: true, provider: None } => "single sign-on becomes the only way in".to_owned(),
            Self::SsoOnly { on: false, .. } => "single sign-on is no longer the only way in".to_owned(),
            Self::DisableProvider { provider } => format!("the identity provider `{provider}` is disabled"),
            Self::EnableProvider { provider } => format!("the identity provider `{provider}` is enabled"),
            Self::Set { setting, value } => format!("the setting `{setting}` becomes `{value}`"),
            Self::AddDivision { division } => format!("there is a new division `{division}`"),
            Self::AddRole { role, permissions } if permissions.is_empty() => format!("there is a new role `{role}`, which gives nothing"),
            Self::AddRole { role, permissions } => format!("there is a new role `{role}`, which gives {}", list(permissions)),
            Self::AddGroup { group, inherit: Some(false) } => format!("there is a new group `{group}`, whose members inherit no roles"),
            Self::AddGroup { group, .. } => format!("there is a new group `{group}`"),
            Self::InheritRoles { group, on: true } => format!("the members of the group {} inherit its roles", of(group)),
            Self::InheritRoles { group, on: false } => format!("the members of the group {} no longer inherit its roles", of(group)),
            Self::AddPerson { person, division } => {
                let place = division.as_ref().map(|division| format!(" {}", place(division))).unwrap_or_default();
                format!("there is a new person `{person}`{place}")
            }
            Self::AddClient { client, roles, grant } => {
                let grant = grant.as_ref().map(|grant| format!(" ({grant})")).unwrap_or_default();
                let roles: Vec<String> = roles
                    .iter()
                    .map(|held| match held.rsplit_once(" in ") {
                        Some((role, division)) => format!("{} {}", of(&role.to_owned()), place(&division.to_owned())),
                        None => of(held),
                    })
                    .collect();
                let holds = if roles.is_empty() { "no role".to_owned() } else { roles.join(", ") };
                format!("there is a new client `{client}`{grant} with {holds}")
            }
            Self::AddProvider { provider } => format!("there is a new identity provider `{provider}`"),
            Self::DeleteProvider { provider } => format!("the identity provider `{provider}` is taken away"),
            Self::SecondFactor { on: true } => "a second factor is asked for beside a password".to_owned(),
            Self::SecondFactor { on: false } => "a second factor is no longer asked for".to_owned(),
            Self::IdleTimeout { seconds: 0 } => "tokens no longer end when they are not used".to_owned(),
            Self::IdleTimeout { seconds } => format!("tokens end that are not used for {seconds} seconds"),
            Self::MoveDate { to } => format!("the date moves on to {to}"),
        }
    }
}

/// The most that one sentence lists.
const MOST: usize = 6;

fn list(texts: &[String]) -> String {
    let shown = if texts.len() > MOST { MOST - 1 } else { texts.len() };
    let named = texts[..shown].iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ");
    if shown < texts.len() { format!("{named} and {} more", texts.len() - shown) } else { named }
}

/// The name of whatever has the id that `text` is; `text` itself, if nothing has.
fn called(organization: &Organization, text: &str) -> String {
    let Ok(id) = uuid::Uuid::try_parse(text) else { return text.to_owned() };
    let role = organization.role(Id::new(id)).map(|role| role.name.clone());
    let group = || organization.group(Id::new(id)).map(|group| group.name.clone());
    let client = || organization.client(Id::new(id)).map(|client| client.name.clone());
    let division = || organization.division_even_deleted(Id::new(id)).map(|division| division.name.clone());
    let person = || {
        organization
            .user(Id::new(id))
            .map(|user| names::subject_name(organization, Subject { kind: SubjectKind::User, id: user.id.uuid() }))
    };
    role.or_else(group).or_else(client).or_else(division).or_else(person).unwrap_or_else(|| text.to_owned())
}
