//! The organization's own record and switches, divisions, roles, clients, identity providers.

use std::collections::BTreeMap;

use postern_model::{
    ClientState, GrantType, Id, Policy, Profile, Provider, Timestamp,
    evidence::Piece,
    organization::{Authentication, IdleTimeout, RoleSettings},
};
use postern_org::{change::providers::FIXED, fresh};
use serde_json::{Map, Value};

use super::{UNSHOWN, piece};
use crate::{Fault, listing::Listing, operation::reads, reader::Reader, wire};

type Unread = BTreeMap<Piece, String>;

/// The organization's record and its switches. What could not be read stands at its default, and in `unread`.
pub(super) fn organization(reader: &mut Reader<'_>, token: &wire::Token, unread: &mut Unread) -> Result<Profile, Fault> {
    let own: Option<wire::Organization> = piece(reader.one(reads::ORGANIZATION, &[], ""), Piece::Organization, unread)?;
    let id = token.organization.as_ref().and_then(|organization| organization.id.parse().ok()).unwrap_or_default();
    let mut profile = fresh::profile(&fresh::Founding { id, name: String::new(), short_name: String::new(), email_domain: String::new() });
    profile.products.clear();
    own.into_iter().for_each(|own| describe(&mut profile, own));
    if let Some(read) = piece(reader.one(reads::AUTHENTICATION, &[], ""), Piece::Authentication, unread)? {
        profile.authentication = authentication(read);
    }
    if let Some(read) = piece(reader.one(reads::IDLE_TIMEOUT, &[], ""), Piece::IdleTimeout, unread)? {
        profile.idle = idle(read, &profile.idle);
    }
    if let Some(read) = piece(reader.one::<wire::RoleSettings>(reads::ROLE_SETTINGS, &[], ""), Piece::RoleSettings, unread)? {
        profile.roles = RoleSettings {
            backfill_enabled: read.backfill_enabled.unwrap_or(profile.roles.backfill_enabled),
            authorization_grant_division_aware: read.authorization_grant_division_aware.unwrap_or(false),
            genesys_org_policy_bypass: read.genesys_org_policy_bypass.unwrap_or(false),
        };
    }
    // No decision depends on products: the permissions that the organization has are evidence of their own.
    let listing = Listing { what: "products", read: reads::PRODUCTS, params: &[], query: &[], size: 100 };
    if let postern_model::Fact::Known(products) = super::fact(reader.follow::<wire::Product>(&listing))? {
        profile.products = products.into_iter().map(|product| product.id).collect();
    }
    Ok(profile)
}

fn describe(profile: &mut Profile, own: wire::Organization) {
    profile.id = own.id;
    profile.third_party_org_name = own.third_party_org_name.unwrap_or_default();
    profile.name = own.name;
    profile.version = own.version.unwrap_or(profile.version);
    let mut put = |name: &str, value: Option<Value>| drop(value.map(|value| profile.other.insert(name.to_owned(), value)));
    put("domain", own.domain.map(Value::from));
    put("state", own.state.map(Value::from));
    put("productPlatform", own.product_platform.map(Value::from));
    put("features", own.features.map(|features| features.into_iter().map(|(name, on)| (name, Value::from(on))).collect()));
}

fn authentication(read: wire::Authentication) -> Authentication {
    Authentication {
        multifactor_authentication_required: read.multifactor_authentication_required.unwrap_or(false),
        domain_allowlist_enabled: read.domain_allowlist_enabled.unwrap_or(false),
        domain_allowlist: read.domain_allowlist.unwrap_or_default(),
        ip_address_allowlist: read.ip_address_allowlist,
        password_requirements: read.password_requirements.unwrap_or_else(|| Value::Object(Map::new())),
        inactivity_timeout_exclusions: read.inactivity_timeout_exclusions.unwrap_or_default(),
        universal_logout: read.universal_logout.unwrap_or(false),
        token_storage_location: read.token_storage_location,
    }
}

fn idle(read: wire::IdleTimeout, usual: &IdleTimeout) -> IdleTimeout {
    let mut other = read.other;
    other.retain(|name, _| name.starts_with("inactivityTimeout"));
    IdleTimeout {
        enable_idle_token_timeout: read.enable_idle_token_timeout,
        idle_token_timeout_seconds: read.idle_token_timeout_seconds.unwrap_or(usual.idle_token_timeout_seconds),
        since: None,
        other,
    }
}

/// Divisions that are there; deleted ones are listed elsewhere and count for nothing.
pub(super) fn divisions(reader: &mut Reader<'_>) -> Result<Vec<postern_model::Division>, Fault> {
    let listing = Listing { what: "divisions", read: reads::DIVISIONS, params: &[], query: &[], size: 100 };
    let divisions: Vec<wire::Division> = reader.list(&listing)?;
    let model = divisions.into_iter().map(|division| postern_model::Division {
        id: division.id,
        name: division.name,
        description: division.description.unwrap_or_default(),
        home: division.home_division.unwrap_or(false),
        deleted: None,
    });
    let divisions: Vec<_> = model.collect();
    match divisions.iter().filter(|division| division.home).count() {
        1 => Ok(divisions),
        many => {
            let call = "GET /api/v2/authorization/divisions".to_owned();
            Err(Fault::Malformed { call, what: format!("{many} divisions are called the home division, and one is") })
        }
    }
}

/// Roles as the API shows them.
pub(super) fn roles(reader: &mut Reader<'_>) -> Result<Vec<wire::Role>, Fault> {
    let query = [("sortBy", "name"), ("userCount", "false")];
    reader.list(&Listing { what: "roles", read: reads::ROLES, params: &[], query: &query, size: 100 })
}

/// A role as the snapshot has it.
pub(super) fn role(role: wire::Role) -> postern_model::Role {
    postern_model::Role {
        id: role.id,
        name: role.name,
        description: role.description.unwrap_or_default(),
        default_role_id: role.default_role_id,
        permissions: role.permissions.unwrap_or_default(),
        policies: role.permission_policies.into_iter().map(policy).collect(),
        base: role.base.unwrap_or(false),
        edited: role.role_needs_update.unwrap_or(false),
        effective: postern_model::PermissionSet::EMPTY,
        conditional: None,
    }
}

fn policy(policy: wire::Policy) -> Policy {
    let named = policy.named_resources.filter(|named| !named.is_empty());
    Policy {
        domain: policy.domain,
        entity_name: policy.entity_name.unwrap_or_default(),
        action_set: policy.action_set.unwrap_or_default(),
        allow_conditions: policy.allow_conditions.unwrap_or(false),
        resource_condition_node: policy.resource_condition_node,
        other: named.into_iter().map(|named| ("namedResources".to_owned(), Value::from(named))).collect(),
    }
}

/// Clients as the API shows them.
pub(super) fn clients(reader: &mut Reader<'_>) -> Result<Vec<wire::Client>, Fault> {
    let clients: Vec<wire::Client> =
        reader.follow(&Listing { what: "clients", read: reads::CLIENTS, params: &[], query: &[], size: 100 })?;
    match clients.iter().find(|client| GrantType::parse(&client.authorized_grant_type).is_none()) {
        None => Ok(clients),
        Some(client) => {
            let what = format!("client `{}` has the grant type `{}`, which nobody knows", client.id, client.authorized_grant_type);
            Err(Fault::Malformed { call: "GET /api/v2/oauth/clients".to_owned(), what })
        }
    }
}

/// A client as the snapshot has it. When it got its secret is shown nowhere.
pub(super) fn client(client: wire::Client, began: Timestamp) -> postern_model::Client {
    let created = client.date_created.unwrap_or(UNSHOWN);
    let uuid = |of: &Option<wire::Ref>| of.as_ref().and_then(wire::Ref::id::<()>).map(Id::uuid);
    postern_model::Client {
        id: client.id,
        name: client.name,
        description: client.description,
        // Looked at when it was read.
        grant_type: GrantType::parse(&client.authorized_grant_type).unwrap_or(GrantType::Code),
        grant_type_spelling: None,
        token_seconds: client.access_token_validity_seconds.unwrap_or(86_400),
        redirect_uris: client.registered_redirect_uri.unwrap_or_default(),
        scope: client.scope.unwrap_or_default(),
        // API description: a client is active unless it says otherwise; one that is to be deleted is not.
        state: client.state.unwrap_or(match client.date_to_delete.is_some_and(|date| date <= began) {
            true => ClientState::Inactive,
            false => ClientState::Active,
        }),
        secret_hash: [0; 32],
        secret_made: created,
        date_to_delete: client.date_to_delete,
        date_created: created,
        date_modified: client.date_modified.unwrap_or(created),
        created_by: uuid(&client.created_by),
        modified_by: uuid(&client.modified_by),
        tokens_from: None,
    }
}

/// What of a provider's record is kept: all but its picture.
const RECORD: &[&str] = &[
    "name",
    "issuerURI",
    "ssoTargetURI",
    "sloURI",
    "sloBinding",
    "relyingPartyIdentifier",
    "certificate",
    "certificates",
    "nameIdentifierFormat",
    "ssoBinding",
    "signAuthnRequests",
    "providerName",
    "displayOnLogin",
    "metadataURL",
    "forceAuthn",
    "endpointCompression",
    "autoProvisionUsers",
];

/// Identity providers, and the platform's own login: whether it is off is the SSO-only switch, as far as that is known.
pub(super) fn providers(reader: &mut Reader<'_>, unread: &mut Unread) -> Result<Vec<Provider>, Fault> {
    let native = piece(reader.one::<wire::Provider>(reads::NATIVE_LOGIN, &[], ""), Piece::NativeLogin, unread)?;
    if native.as_ref().is_some_and(|native| native.disabled.is_none()) {
        let why = "GET /api/v2/identityproviders/purecloud does not say whether the platform's own login is off";
        unread.insert(Piece::NativeLogin, why.to_owned());
    }
    let listing = Listing { what: "identity providers", read: reads::PROVIDERS, params: &[], query: &[], size: 100 };
    let others: Vec<wire::Provider> = reader.follow(&listing)?;
    let native = native.map(|native| wire::Provider { id: Provider::PURECLOUD.to_owned(), ..native });
    let others = others.into_iter().filter(|provider| provider.id != Provider::PURECLOUD);
    Ok(others.chain(native).map(provider).collect())
}

fn provider(read: wire::Provider) -> Provider {
    let fixed = FIXED.iter().find(|kind| kind.name == read.id);
    let mut other = read.other;
    other.retain(|name, value| RECORD.contains(&name.as_str()) && !value.is_null());
    let kind = fixed.map_or("custom", |kind| kind.name).to_owned();
    Provider { id: read.id, kind, disabled: read.disabled.unwrap_or(false), other }
}
