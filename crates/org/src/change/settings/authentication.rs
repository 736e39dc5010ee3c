//! The authentication settings (API description: `OrgAuthSettings`).

use postern_model::Profile;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{Draft, Refusal, allowlist::Network, change::difference};

/// How many APIs may be excluded from the inactivity timeout. That there is a limit is specified, its number is inferred.
pub const MOST_EXCLUSIONS: usize = 100;

/// Bounds of the password requirements. The least values are those that the Terraform provider accepts; 400 is the longest
/// password there can be (help centre).
const PASSWORD_BOUNDS: [(&str, i64, i64); 8] = [
    ("minimumLength", 8, 400),
    ("minimumDigits", 1, 400),
    ("minimumLetters", 0, 400),
    ("minimumUpper", 1, 400),
    ("minimumLower", 1, 400),
    ("minimumSpecials", 1, 400),
    ("minimumAgeSeconds", 0, i32::MAX as i64),
    ("expirationDays", 0, i32::MAX as i64),
];

/// A change of the authentication settings: what is left out stays (API description: `OrgAuthSettings`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(missing_docs, reason = "each member is the setting of the same name")]
pub struct AuthenticationPatch {
    pub multifactor_authentication_required: Option<bool>,
    pub domain_allowlist_enabled: Option<bool>,
    pub domain_allowlist: Option<Vec<String>>,
    pub ip_address_allowlist: Option<Vec<String>>,
    pub password_requirements: Option<Map<String, Value>>,
    pub inactivity_timeout_exclusions: Option<Vec<String>>,
    pub universal_logout: Option<bool>,
    pub token_storage_location: Option<String>,
}

/// Changes the authentication settings. An allowlist must hold the address of whoever sets it.
pub fn patch_authentication(draft: &mut Draft<'_>, patch: AuthenticationPatch) -> Result<(), Refusal> {
    let mut profile = draft.profile().clone();
    let mine = &mut profile.authentication;
    set(&mut mine.multifactor_authentication_required, patch.multifactor_authentication_required);
    set(&mut mine.domain_allowlist_enabled, patch.domain_allowlist_enabled);
    set(&mut mine.domain_allowlist, patch.domain_allowlist);
    set(&mut mine.ip_address_allowlist, patch.ip_address_allowlist);
    set(&mut mine.inactivity_timeout_exclusions, patch.inactivity_timeout_exclusions);
    set(&mut mine.universal_logout, patch.universal_logout);
    mine.token_storage_location = patch.token_storage_location.or(mine.token_storage_location.take());
    if let (Some(changed), Some(requirements)) = (patch.password_requirements, mine.password_requirements.as_object_mut()) {
        requirements.extend(changed.into_iter().filter(|(_, value)| !value.is_null()));
        check_password_requirements(requirements)?;
    }
    if mine.inactivity_timeout_exclusions.len() > MOST_EXCLUSIONS {
        let count = mine.inactivity_timeout_exclusions.len();
        let text = format!("`inactivityTimeoutExclusions` holds {count} entries; at most {MOST_EXCLUSIONS} are allowed");
        return Err(Refusal::bad("api.exclusion.list.limit.exceeded", text));
    }
    write_authentication(draft, profile, "bad.request")
}

/// Replaces the allowlist through its deprecated twin, which has codes of its own.
pub fn put_ip_allowlist(draft: &mut Draft<'_>, networks: Vec<String>) -> Result<(), Refusal> {
    if let Some(text) = networks.iter().find(|text| Network::parse(text.trim()).is_none()) {
        return Err(Refusal::bad("invalid.ip.address", format!("`{text}` is not an IP address or network such as `203.0.113.0/24`")));
    }
    let mut profile = draft.profile().clone();
    profile.authentication.ip_address_allowlist = networks;
    write_authentication(draft, profile, "invalid.issuing.ip.address")
}

/// Writes changed authentication settings; `outside` is the code for whoever would lock themselves out.
fn write_authentication(draft: &mut Draft<'_>, profile: Profile, outside: &'static str) -> Result<(), Refusal> {
    let changes = difference::between(&settings(draft.profile()), &settings(&profile));
    let (id, name) = (profile.id.to_string(), profile.name.clone());
    draft.put_profile(profile)?;
    if changes.iter().any(|change| change.property == "ipAddressAllowlist") {
        check_own_address(draft, outside)?;
    }
    draft.log("PeoplePermissions", "Update", ("OrgAuthSettings", &id, &name), changes);
    Ok(())
}

/// Refuses an allowlist that would lock out the one who sets it. The operator is not bound.
fn check_own_address(draft: &Draft<'_>, code: &'static str) -> Result<(), Refusal> {
    match draft.circumstances.actor {
        Some(actor) if !draft.allowlist().admits(actor.address) => {
            let address = actor.address.to_canonical();
            Err(Refusal::bad(code, format!("your own address {address} is not in the IP address allowlist; you would lock yourself out")))
        }
        _ => Ok(()),
    }
}

fn set<T>(mine: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *mine = given;
    }
}

fn settings(profile: &Profile) -> Map<String, Value> {
    match serde_json::to_value(&profile.authentication) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

fn check_password_requirements(requirements: &Map<String, Value>) -> Result<(), Refusal> {
    let number = |name: &str| requirements.get(name).and_then(Value::as_i64).unwrap_or_default();
    let broken =
        |name: &str, rule: String| Err(Refusal::bad("constraint.validation", format!("passwordRequirements.{name} must be {rule}")));
    for (name, least, most) in PASSWORD_BOUNDS {
        match number(name) {
            value if value < least => return broken(name, format!("at least {least}")),
            value if value > most => return broken(name, format!("at most {most}")),
            _ => {}
        }
    }
    let letters = number("minimumLetters").max(number("minimumUpper") + number("minimumLower"));
    let characters = letters + number("minimumDigits") + number("minimumSpecials");
    if characters > 400 {
        return broken(
            "minimumLength",
            format!("possible to meet: the other requirements add up to {characters} characters, a password may have 400"),
        );
    }
    Ok(())
}
