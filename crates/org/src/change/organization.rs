//! Changes of the organization's authorization settings.

use postern_model::{audit::PropertyChange, organization::RoleSettings};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{Draft, Refusal};

/// What a request says of the role settings.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RoleSettingsBody {
    backfill_enabled: Option<bool>,
    authorization_grant_division_aware: Option<bool>,
    genesys_org_policy_bypass: Option<bool>,
}

/// What a request says of the analysis of unused permissions and roles.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AnalysisBody {
    analysis_enabled: Option<bool>,
    analysis_days: Option<i64>,
}

/// Replaces the role settings: a switch that is left out is off.
pub fn set_role_settings(draft: &mut Draft<'_>, body: RoleSettingsBody) -> Result<(), Refusal> {
    let mut profile = draft.profile().clone();
    let old = json!(profile.roles);
    profile.roles = RoleSettings {
        backfill_enabled: body.backfill_enabled.unwrap_or_default(),
        authorization_grant_division_aware: body.authorization_grant_division_aware.unwrap_or_default(),
        genesys_org_policy_bypass: body.genesys_org_policy_bypass.unwrap_or_default(),
    };
    log(draft, "RoleSettings", &old, &json!(profile.roles));
    draft.put_profile(profile)
}

/// Merges into the analysis settings.
pub fn set_analysis(draft: &mut Draft<'_>, body: AnalysisBody) -> Result<(), Refusal> {
    if let Some(days) = body.analysis_days.filter(|days| *days < 1) {
        return Err(Refusal::bad("bad.request", format!("`analysisDays` is {days}; it must be at least 1")));
    }
    let mut profile = draft.profile().clone();
    let old = profile.analysis.clone();
    let said = [("analysisEnabled", body.analysis_enabled.map(Value::from)), ("analysisDays", body.analysis_days.map(Value::from))];
    let mut members = members(&old);
    members.extend(said.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    profile.analysis = Value::Object(members);
    log(draft, "AuthorizationSettings", &old, &profile.analysis);
    draft.put_profile(profile)
}

fn members(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

fn log(draft: &mut Draft<'_>, entity: &str, old: &Value, new: &Value) {
    let changes = members(new).into_iter().filter(|(property, value)| old.get(property) != Some(value));
    let changes = changes.map(|(property, value)| PropertyChange {
        old_values: old.get(&property).cloned().into_iter().collect(),
        new_values: vec![value],
        property,
    });
    let (changes, id) = (changes.collect(), draft.profile().id.to_string());
    draft.log("PeoplePermissions", "Update", (entity, &id, ""), changes);
}
