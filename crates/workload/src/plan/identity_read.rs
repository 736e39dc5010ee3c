//! Reads the changes of identity resources out of a plan.

use serde_json::{Map, Value};

use super::attribute::{Attribute, Reference, Side};
use super::document::ResourceChange;
use super::identity::*;
use super::references::Origins;

/// What the provider calls a member of an identity provider's record, and what the API calls it.
const RECORD: [(&str, &str); 12] = [
    ("name", "name"),
    ("disabled", "disabled"),
    ("issuer_uri", "issuerURI"),
    ("target_uri", "ssoTargetURI"),
    ("slo_uri", "sloURI"),
    ("slo_binding", "sloBinding"),
    ("relying_party_identifier", "relyingPartyIdentifier"),
    ("sign_authn_requests", "signAuthnRequests"),
    ("certificates", "certificates"),
    ("logo_image_data", "logoImageData"),
    ("endpoint_compression", "endpointCompression"),
    ("name_identifier_format", "nameIdentifierFormat"),
];

/// The same for the rules of passwords.
const PASSWORDS: [(&str, &str); 8] = [
    ("minimum_length", "minimumLength"),
    ("minimum_digits", "minimumDigits"),
    ("minimum_letters", "minimumLetters"),
    ("minimum_upper", "minimumUpper"),
    ("minimum_lower", "minimumLower"),
    ("minimum_specials", "minimumSpecials"),
    ("minimum_age_seconds", "minimumAgeSeconds"),
    ("expiration_days", "expirationDays"),
];

/// The change, if it is one and its resource is of the identity plane.
pub(super) fn change(of: &ResourceChange, origins: &Origins<'_>) -> Option<PlannedChange> {
    let action = action(of)?;
    let what = match of.kind.strip_prefix("genesyscloud_")? {
        "auth_role" => Planned::Role(sides(of, role)),
        "auth_division" => Planned::Division(sides(of, division)),
        "group" => Planned::Group(sides(of, |side| group(side, origins))),
        "group_roles" => Planned::GroupRoles(sides(of, |side| grants(side, "group_id", origins))),
        "user" => Planned::User(sides(of, |side| user(side, origins))),
        "user_roles" => Planned::UserRoles(sides(of, |side| grants(side, "user_id", origins))),
        "oauth_client" => Planned::Client(sides(of, |side| client(side, origins))),
        "organization_authentication_settings" => Planned::Authentication(sides(of, authentication)),
        "orgauthorization_pairing" => Planned::Pairing(sides(of, |side| pairing(side, origins))),
        other => Planned::Provider(other.strip_prefix("idp_")?.to_owned(), sides(of, provider)),
    };
    Some(PlannedChange { address: of.address.clone(), action, what })
}

fn action(of: &ResourceChange) -> Option<Action> {
    match (of.does("create"), of.does("update"), of.does("delete")) {
        (true, _, true) => Some(Action::Replace),
        (true, _, _) => Some(Action::Create),
        (_, _, true) => Some(Action::Delete),
        (_, true, _) => Some(Action::Update),
        _ => None,
    }
}

fn sides<T>(of: &ResourceChange, read: impl Fn(Side<'_>) -> T) -> Sides<T> {
    let side = |value: &Value, later: &Value| value.is_object().then(|| read(Side::new(value, later)));
    Sides { before: side(&of.change.before, &Value::Null), after: side(&of.change.after, &of.change.after_unknown) }
}

fn role(side: Side<'_>) -> RolePlan {
    RolePlan {
        id: side.member("id").text(),
        name: side.member("name").text(),
        description: side.member("description").text(),
        default_role_id: side.member("default_role_id").text(),
        permissions: side.member("permissions").texts(),
        policies: side.member("permission_policies").list(policy),
    }
}

fn policy(side: Side<'_>) -> PolicyPlan {
    let conditions = side.member("conditions");
    PolicyPlan {
        domain: side.member("domain").text(),
        entity_name: side.member("entity_name").text(),
        action_set: side.member("action_set").texts(),
        condition: match conditions.items() {
            Attribute::Known(items) => items.first().map_or(Attribute::Unset, |first| first.json()),
            _ => conditions.json(),
        },
    }
}

fn division(side: Side<'_>) -> DivisionPlan {
    DivisionPlan {
        id: side.member("id").text(),
        name: side.member("name").text(),
        description: side.member("description").text(),
        home: side.member("home").flag(),
    }
}

fn group(side: Side<'_>, origins: &Origins<'_>) -> GroupPlan {
    GroupPlan {
        id: side.member("id").text(),
        name: side.member("name").text(),
        kind: side.member("type").text(),
        visibility: side.member("visibility").text(),
        roles_enabled: side.member("roles_enabled").flag(),
        include_owners: side.member("include_owners").flag(),
        members: side.member("member_ids").references(&origins.of(&["member_ids"])),
        owners: side.member("owner_ids").references(&origins.of(&["owner_ids"])),
    }
}

fn grants(side: Side<'_>, subject: &str, origins: &Origins<'_>) -> GrantsPlan {
    let grant = |side: Side<'_>| GrantPlan {
        role: side.member("role_id").reference(&origins.of(&["roles", "role_id"])),
        divisions: side.member("division_ids").references(&origins.of(&["roles", "division_ids"])),
    };
    GrantsPlan { subject: side.member(subject).reference(&origins.of(&[subject])), grants: side.member("roles").list(grant) }
}

fn user(side: Side<'_>, origins: &Origins<'_>) -> UserPlan {
    UserPlan {
        id: side.member("id").text(),
        name: side.member("name").text(),
        email: side.member("email").text(),
        state: side.member("state").text(),
        division: side.member("division_id").reference(&origins.of(&["division_id"])),
    }
}

fn client(side: Side<'_>, origins: &Origins<'_>) -> ClientPlan {
    let grant = |side: Side<'_>| GrantPlan {
        role: side.member("role_id").reference(&origins.of(&["roles", "role_id"])),
        divisions: one(side.member("division_id").reference(&origins.of(&["roles", "division_id"]))),
    };
    ClientPlan {
        id: side.member("id").text(),
        name: side.member("name").text(),
        grant_type: side.member("authorized_grant_type").text(),
        state: side.member("state").text(),
        token_seconds: side.member("access_token_validity_seconds").number(),
        redirect_addresses: side.member("registered_redirect_uris").texts(),
        scopes: side.member("scopes").texts(),
        grants: side.member("roles").list(grant),
        secret: SecretPlaces {
            state: side.member("expose_client_secret").flag().known() == Some(&true),
            folder: set(side.member("directory_client_secret")),
            credential: set(side.member("integration_credential_name")),
        },
    }
}

/// A list of one.
fn one(reference: Attribute<Reference>) -> Attribute<Vec<Reference>> {
    match reference {
        Attribute::Known(id) => Attribute::Known(vec![id]),
        Attribute::Unset => Attribute::Unset,
        Attribute::Later => Attribute::Later,
    }
}

/// A text that is there and not empty.
fn set(side: Side<'_>) -> Option<String> {
    side.text().known().filter(|text| !text.is_empty()).cloned()
}

fn provider(side: Side<'_>) -> ProviderPlan {
    let later = RECORD.iter().filter(|(name, _)| side.member(name).is_later()).map(|(_, wire)| *wire).collect();
    ProviderPlan { record: record(side, &RECORD), later }
}

/// The known members, in the API's words.
fn record(side: Side<'_>, names: &[(&str, &str)]) -> Map<String, Value> {
    names.iter().filter_map(|(name, wire)| Some(((*wire).to_owned(), side.member(name).json().known()?.clone()))).collect()
}

fn authentication(side: Side<'_>) -> AuthenticationPlan {
    let first = |name| side.member(name).items().known().and_then(|items| items.first().copied());
    let idle = first("timeout_settings");
    AuthenticationPlan {
        second_factor: side.member("multifactor_authentication_required").flag(),
        networks: side.member("ip_address_allowlist").texts(),
        domains_enabled: side.member("domain_allowlist_enabled").flag(),
        domains: side.member("domain_allowlist").texts(),
        passwords: first("password_requirements").map(|rules| record(rules, &PASSWORDS)).unwrap_or_default(),
        idle_enabled: idle.map(|idle| idle.member("enable_idle_token_timeout").flag()).unwrap_or_default(),
        idle_seconds: idle.map(|idle| idle.member("idle_token_timeout_seconds").number()).unwrap_or_default(),
    }
}

fn pairing(side: Side<'_>, origins: &Origins<'_>) -> PairingPlan {
    PairingPlan {
        users: side.member("user_ids").references(&origins.of(&["user_ids"])),
        groups: side.member("group_ids").references(&origins.of(&["group_ids"])),
    }
}
