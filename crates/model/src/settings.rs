//! The named settings: what the public documents leave open, and the default chosen for each.
//!
//! To add one: a field in [`Settings`], its value in `Settings::DEFAULT`, a row in `settings/table.rs`. The tests and
//! the table in `docs/FIDELITY.md` follow from the row.

mod choices;
mod markdown;
mod setting;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use choices::{
    AllowlistMoment, CheckSlot, InactiveClientError, MessageParams, Pkce, Presence, RateCounted, RefreshRotation, SecretOnRead,
    SignedElement, SsoSwitch, Standing, Switch, Treatment, WrongTokenUrls,
};
pub use markdown::markdown;
pub use setting::{Evidence, Setting, SettingError, Values};
pub use table::TABLE;

/// The settings of one organization. A field is named like its key: `token.wrong-secret-status` is
/// `token_wrong_secret_status`. What a key decides, and why its default, stands in [`TABLE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `token.wrong-secret-status`: status of a token request with a wrong secret.
    pub token_wrong_secret_status: u16,
    /// `token.unknown-client-status`: status of a token request with an unknown client id.
    pub token_unknown_client_status: u16,
    /// `token.rfc-error-status`: status of the other refusals of the token endpoint.
    pub token_rfc_error_status: u16,
    /// `token.inactive-client-error`: `error` of a token request by a disabled or inactive client.
    pub token_inactive_client_error: InactiveClientError,
    /// `token.client-secret-post`: client id and secret as form fields of a token request.
    pub token_client_secret_post: Treatment,
    /// `token.json-body`: a JSON body in a token request.
    pub token_json_body: Treatment,
    /// `token.rate-per-minute`: token requests one client may make in a minute.
    pub token_rate_per_minute: u32,
    /// `token.rate-status`: status of a token request above that limit.
    pub token_rate_status: u16,
    /// `token.live-cap`: live tokens of one client.
    pub token_live_cap: u32,
    /// `wrong-token-urls`: answer of the token URLs that do not exist, such as `/api/v2/oauth/token`.
    pub wrong_token_urls: WrongTokenUrls,
    /// `code.lifetime-seconds`: life of an authorization code.
    pub code_lifetime_seconds: u32,
    /// `refresh.lifetime-seconds`: life of a refresh token.
    pub refresh_lifetime_seconds: u32,
    /// `refresh.rotation`: whether a refresh gives a new refresh token or the same one again.
    pub refresh_rotation: RefreshRotation,
    /// `code.pkce`: whether a CODE client must use PKCE. Official clients offer both ways.
    pub code_pkce: Pkce,
    /// `password-grant`: whether clients of type PASSWORD get tokens.
    pub password_grant: Switch,
    /// `password.lockout-failures`: wrong passwords in a row after which none is looked at for a while.
    pub password_lockout_failures: u32,
    /// `password.lockout-seconds`: how long that is.
    pub password_lockout_seconds: u32,
    /// `errors.message-params`: what `messageParams` holds in 401 and 403 answers.
    pub errors_message_params: MessageParams,
    /// `errors.message-with-params`: whether 401 and 403 answers carry `messageWithParams`.
    pub errors_message_with_params: Presence,
    /// `check-order`: order of the checks of an API request after its token was accepted.
    pub check_order: [CheckSlot; 8],
    /// `permissions.admin-overrides-all`: whether the bare permission `admin` stands for every other permission.
    pub permissions_admin_overrides_all: bool,
    /// `tokens.head-status`: status of `HEAD /api/v2/tokens/me` for a good token.
    pub tokens_head_status: u16,
    /// `clients.delete-status`: status of a successful `DELETE /api/v2/oauth/clients/{clientId}`.
    pub clients_delete_status: u16,
    /// `clients.secret-on-read`: how `secret` looks when a client is read.
    pub clients_secret_on_read: SecretOnRead,
    /// `clients.grants-listed`: whether `GET /api/v2/authorization/subjects/{clientId}` shows the `roleDivisions` of the client as grants.
    pub clients_grants_listed: bool,
    /// `tokens-me.home-organization`: whether `GET /api/v2/tokens/me` carries `homeOrganization` for a client-credentials token.
    pub tokens_me_home_organization: Presence,
    /// `clients.inactive-tokens`: tokens of a client that becomes `inactive`.
    pub clients_inactive_tokens: Standing,
    /// `clients.rotation-revokes`: whether a new secret ends the tokens given under the old one.
    pub clients_rotation_revokes: bool,
    /// `users.inactive-tokens`: tokens of a user who becomes inactive.
    pub users_inactive_tokens: Standing,
    /// `limits.clients`: OAuth clients in an organization, above it 400 `auth.too.many.clients`.
    pub limits_clients: u32,
    /// `limits.roles`: roles in an organization, above it 400 `max.roles.exceeded`.
    pub limits_roles: u32,
    /// `limits.grants-per-subject`: grants of one subject, above it 400 `max.role.assignments.exceeded`.
    pub limits_grants_per_subject: u32,
    /// `limits.divisions`: divisions in an organization, above it 400 `max.scopes.exceeded`.
    pub limits_divisions: u32,
    /// `clients.deletion-grace-days`: days a deleted client older than 30 days stays restorable.
    pub clients_deletion_grace_days: u32,
    /// `sso.switch`: where the API shows *Disable Genesys Cloud Login*.
    pub sso_switch: SsoSwitch,
    /// `sso.existing-sessions`: sessions and access tokens of people that exist when single sign-on becomes the only way in.
    pub sso_existing_sessions: Standing,
    /// `sso.refresh-tokens`: refresh tokens that exist when single sign-on becomes the only way in.
    pub sso_refresh_tokens: Standing,
    /// `sso.saml2-bearer`: the SAML2 bearer grant while single sign-on is the only way in.
    pub sso_saml2_bearer: Treatment,
    /// `sso.set-password`: `POST /api/v2/users/{userId}/password` while single sign-on is the only way in.
    pub sso_set_password: Treatment,
    /// `sso.trustee-users`: users of a trustee organization while single sign-on is the only way in.
    pub sso_trustee_users: Treatment,
    /// `sso.last-provider-status`: status when the last provider is deleted while single sign-on is the only way in.
    pub sso_last_provider_status: u16,
    /// `saml.signed-element`: which part of a SAML message must be signed.
    pub saml_signed_element: SignedElement,
    /// `saml.sha1`: SAML signatures with SHA-1.
    pub saml_sha1: Treatment,
    /// `saml.unsolicited`: SAML responses nobody asked for (sign-in started at the identity provider).
    pub saml_unsolicited: Treatment,
    /// `saml.missing-organization-name`: a SAML response without the attribute `OrganizationName`.
    pub saml_missing_organization_name: Treatment,
    /// `identity-providers.loopback-http`: an `ssoTargetURI` with `http` on this machine.
    pub identity_providers_loopback_http: Treatment,
    /// `ip-allowlist.trustee`: when the allowlist of an organization binds users of a trustee organization.
    pub ip_allowlist_trustee: AllowlistMoment,
    /// `ip-allowlist.issued-elsewhere`: tokens that were given to an address off the list.
    pub ip_allowlist_issued_elsewhere: Treatment,
    /// `ip-allowlist.ipv6`: IPv6 networks in the allowlist.
    pub ip_allowlist_ipv6: Treatment,
    /// `implicit.end-date`: day from which the implicit grant gives no token.
    pub implicit_end_date: Date,
    /// `rate.requests-per-minute`: API requests in a minute before 429.
    pub rate_requests_per_minute: u32,
    /// `rate.counted-per`: whether each token has its own count or all tokens of a client share one.
    pub rate_counted_per: RateCounted,
    /// `scopes.enforce`: the switch *Enforce Scopes* of the organization, off by default.
    pub scopes_enforce: bool,
    /// `authorize.iss`: whether answers of the authorization endpoint name who gives them (RFC 9207).
    pub authorize_iss: Presence,
    /// `scim.stale-etag-status`: status of a SCIM write whose `If-Match` names another version.
    pub scim_stale_etag_status: u16,
    /// `paging.max-page-size`: largest `pageSize`.
    pub paging_max_page_size: u32,
    /// `divisions.lists-filter`: whether listings of division-aware objects show only the divisions the caller may see.
    pub divisions_lists_filter: bool,
    /// `consistency.delay-milliseconds`: how long reads of the platform API lag behind writes.
    pub consistency_delay_milliseconds: u32,
}

impl Settings {
    /// The defaults of the table.
    pub const DEFAULT: Self = Self {
        token_wrong_secret_status: 400,
        token_unknown_client_status: 400,
        token_rfc_error_status: 400,
        token_inactive_client_error: InactiveClientError::InvalidClient,
        token_client_secret_post: Treatment::Accept,
        token_json_body: Treatment::Refuse,
        token_rate_per_minute: 0,
        token_rate_status: 400,
        token_live_cap: 0,
        wrong_token_urls: WrongTokenUrls::NotFound,
        code_lifetime_seconds: 600,
        refresh_lifetime_seconds: 2_592_000,
        refresh_rotation: RefreshRotation::Rotate,
        code_pkce: Pkce::Optional,
        password_grant: Switch::On,
        password_lockout_failures: 10,
        password_lockout_seconds: 900,
        errors_message_params: MessageParams::Permissions,
        errors_message_with_params: Presence::Send,
        check_order: CheckSlot::DEFAULT_ORDER,
        permissions_admin_overrides_all: false,
        tokens_head_status: 200,
        clients_delete_status: 200,
        clients_secret_on_read: SecretOnRead::Absent,
        clients_grants_listed: true,
        tokens_me_home_organization: Presence::Send,
        clients_inactive_tokens: Standing::Keep,
        clients_rotation_revokes: false,
        users_inactive_tokens: Standing::Refuse,
        limits_clients: 0,
        limits_roles: 0,
        limits_grants_per_subject: 0,
        limits_divisions: 50,
        clients_deletion_grace_days: 7,
        sso_switch: SsoSwitch::PurecloudProvider,
        sso_existing_sessions: Standing::Refuse,
        sso_refresh_tokens: Standing::Refuse,
        sso_saml2_bearer: Treatment::Accept,
        sso_set_password: Treatment::Accept,
        sso_trustee_users: Treatment::Accept,
        sso_last_provider_status: 400,
        saml_signed_element: SignedElement::Either,
        saml_sha1: Treatment::Refuse,
        saml_unsolicited: Treatment::Accept,
        saml_missing_organization_name: Treatment::Refuse,
        identity_providers_loopback_http: Treatment::Refuse,
        ip_allowlist_trustee: AllowlistMoment::AtUse,
        ip_allowlist_issued_elsewhere: Treatment::Refuse,
        ip_allowlist_ipv6: Treatment::Accept,
        implicit_end_date: jiff::civil::date(2027, 3, 1),
        rate_requests_per_minute: 300,
        rate_counted_per: RateCounted::Token,
        scopes_enforce: false,
        authorize_iss: Presence::Send,
        scim_stale_etag_status: 400,
        paging_max_page_size: 500,
        divisions_lists_filter: true,
        consistency_delay_milliseconds: 0,
    };

    /// Gives the setting `key` the value `value`.
    ///
    /// # Errors
    /// An unknown key, a value the setting cannot have, or a setting without effect in this version. Nothing changes then.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
        let row = Setting::find(key).ok_or_else(|| SettingError::unknown(key))?;
        if !row.in_effect {
            return Err(SettingError::NoEffect { key: row.key });
        }
        if row.values.allow(value) && (row.slot)(self).read(value) {
            return Ok(());
        }
        Err(SettingError::Value { key: row.key, value: value.to_owned() })
    }

    /// The value of the setting `key`, `None` when there is no such setting.
    pub fn get(&self, key: &str) -> Option<String> {
        Setting::find(key).map(|row| self.text(row))
    }

    /// Every setting with its value, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Setting, String)> {
        TABLE.iter().map(|row| (row, self.text(row)))
    }

    fn text(&self, row: &Setting) -> String {
        (row.slot)(&mut self.clone()).text()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A flat map of key to value. Settings without effect are left out: a later version gives them its default.
impl Serialize for Settings {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.iter().filter(|(row, _)| row.in_effect).map(|(row, value)| (row.key, value)))
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let mut settings = Self::DEFAULT;
        for (key, value) in BTreeMap::<String, String>::deserialize(input)? {
            settings.set(&key, &value).map_err(serde::de::Error::custom)?;
        }
        Ok(settings)
    }
}
