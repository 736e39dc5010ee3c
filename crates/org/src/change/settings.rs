//! The organization's own record and its authentication settings.

mod authentication;

use postern_model::Profile;
use serde_json::{Map, Value};

pub use self::authentication::{AuthenticationPatch, MOST_EXCLUSIONS, patch_authentication, put_ip_allowlist};
use super::difference;
use crate::{Draft, Organization, Refusal};

/// Features an organization can have, and whether a fresh one has them (inferred).
pub const FEATURES: [(&str, bool); 13] = [
    ("realtimeCIC", false),
    ("purecloud", true),
    ("hipaa", false),
    ("ucEnabled", true),
    ("pci", false),
    ("purecloudVoice", false),
    ("xmppFederation", false),
    ("chat", true),
    ("informalPhotos", false),
    ("directory", true),
    ("contactCenter", true),
    ("unifiedCommunications", true),
    ("custserv", false),
];

/// Members of the record that a PUT may set. The second says whether the record keeps its value when it is left out:
/// an organization never goes without these.
const WRITABLE: [(&str, bool); 7] = [
    ("defaultLanguage", true),
    ("defaultCountryCode", true),
    ("domain", true),
    ("voicemailEnabled", true),
    ("thirdPartyURI", false),
    ("defaultSiteId", false),
    ("supportURI", false),
];

impl Organization {
    /// Whether each feature is on.
    pub fn features(&self) -> impl Iterator<Item = (&'static str, bool)> {
        let set = self.profile().other.get("features").and_then(Value::as_object);
        FEATURES.into_iter().map(move |(name, fresh)| (name, set.and_then(|set| set.get(name)?.as_bool()).unwrap_or(fresh)))
    }
}

/// Replaces the organization's record. Its short name is fixed, and its state is not the organization's to change.
pub fn put_organization(draft: &mut Draft<'_>, record: &Map<String, Value>) -> Result<(), Refusal> {
    let mut profile = draft.profile().clone();
    let given = |name: &str| record.get(name).filter(|value| !value.is_null());
    let version = given("version").and_then(Value::as_u64).unwrap_or_default();
    if version != profile.version {
        return Err(Refusal::stale_version(version, profile.version));
    }
    if given("state").is_some_and(|state| *state != "active") {
        return Err(Refusal::bad("bad.request", "`state` cannot be changed through the API; leave it out or send `active`"));
    }
    if let Some(name) = given("name").and_then(Value::as_str) {
        if name.trim().is_empty() {
            return Err(Refusal::bad("bad.request", "`name` must not be empty"));
        }
        name.clone_into(&mut profile.name);
    }
    for (name, stays) in WRITABLE {
        match given(name) {
            Some(value) => _ = profile.other.insert(name.to_owned(), value.clone()),
            None if stays => {}
            None => _ = profile.other.insert(name.to_owned(), "".into()),
        }
    }
    write_record(draft, profile)
}

/// Switches one feature. What is no feature is not found.
pub fn set_feature(draft: &mut Draft<'_>, name: &str, enabled: bool) -> Result<(), Refusal> {
    let (name, _) = FEATURES.into_iter().find(|(feature, _)| *feature == name).ok_or_else(Refusal::not_found)?;
    let mut profile = draft.profile().clone();
    let mut features: Map<String, Value> = draft.features().map(|(name, on)| (name.to_owned(), on.into())).collect();
    features.insert(name.to_owned(), enabled.into());
    profile.other.insert("features".to_owned(), Value::Object(features));
    write_record(draft, profile)
}

/// Writes a changed record of the organization under the next version.
fn write_record(draft: &mut Draft<'_>, mut profile: Profile) -> Result<(), Refusal> {
    let members = |profile: &Profile| {
        let mut members = profile.other.clone();
        members.insert("name".to_owned(), profile.name.as_str().into());
        members
    };
    let changes = difference::between(&members(draft.profile()), &members(&profile));
    profile.version += 1;
    let (id, name) = (profile.id.to_string(), profile.name.clone());
    draft.put_profile(profile)?;
    draft.log("Directory", "Update", ("Organization", &id, &name), changes);
    Ok(())
}
