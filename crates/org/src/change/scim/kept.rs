//! Where a person keeps what a resource says.

use postern_model::{Division, Id, Timestamp, User};
use serde_json::{Map, Value, json};

use super::{
    Provisioner, contacts, invalid, items, roles, text,
    view::{ENTERPRISE, GENESYS},
};
use crate::{
    Draft, ExternalIds, Organization, Refusal,
    change::users::{check_email, check_email_free, check_external_ids_free, check_name, manager},
};

/// The person with what the resource says; what it leaves out is taken away. State and roles are another matter.
pub(super) fn written(draft: &Draft<'_>, user: &User, document: &Map<String, Value>, client: &Provisioner<'_>) -> Result<User, Refusal> {
    let none = Map::new();
    let extension = |urn: &str| document.get(urn).and_then(Value::as_object).unwrap_or(&none);
    let mut user = user.clone();
    write_names(draft, &mut user, document)?;
    put(&mut user.other, "title", document.get("title"));
    contacts::write(&mut user, document)?;
    roles::keep_primary(draft, &mut user, document)?;
    let enterprise = extension(ENTERPRISE);
    put(&mut user.other, "department", enterprise.get("department"));
    write_manager(draft, &mut user, enterprise)?;
    user.division = division(draft, text(enterprise, "division"))?;
    write_employer_info(&mut user, enterprise)?;
    let genesys = extension(GENESYS);
    write_assigned(&mut user, "skills", genesys, "routingSkills")?;
    write_assigned(&mut user, "languages", genesys, "routingLanguages")?;
    write_external_ids(&mut user, genesys, text(document, "externalId"), client)?;
    check_external_ids_free(draft, &user)?;
    Ok(user)
}

fn write_names(draft: &Draft<'_>, user: &mut User, document: &Map<String, Value>) -> Result<(), Refusal> {
    let needed = |name: &str| text(document, name).ok_or_else(|| invalid(format!("`{name}` is required")));
    let (email, name) = (needed("userName")?, needed("displayName")?);
    if email != user.email {
        check_email(email).map_err(|refusal| called(refusal, "email", "userName"))?;
        if email.to_lowercase() != user.email.to_lowercase() {
            check_email_free(draft, email)?;
        }
        email.clone_into(&mut user.email);
    }
    check_name(name, "invalidValue").map_err(|refusal| called(refusal, "name", "displayName"))?;
    name.clone_into(&mut user.name);
    Ok(())
}

/// A manager who was deleted is not shown, and stays until there is another.
fn write_manager(organization: &Organization, user: &mut User, enterprise: &Map<String, Value>) -> Result<(), Refusal> {
    let named = enterprise.get("manager").and_then(|manager| manager.get("value")).and_then(Value::as_str).unwrap_or_default();
    let hidden = user.manager.is_some_and(|manager| organization.live_user(manager).is_none());
    if !(hidden && named.is_empty()) {
        user.manager = manager(organization, user.id, named)?;
    }
    Ok(())
}

/// A refusal in the words of SCIM.
fn called(refusal: Refusal, field: &str, attribute: &str) -> Refusal {
    let message = refusal.message.replacen(&format!("`{field}`"), &format!("`{attribute}`"), 1);
    Refusal { message, ..refusal }
}

fn put(other: &mut Map<String, Value>, name: &str, value: Option<&Value>) {
    match value {
        Some(value) => drop(other.insert(name.to_owned(), value.clone())),
        None => drop(other.remove(name)),
    }
}

/// A living division by name, letter case aside, or by id; home when none is named.
fn division(organization: &Organization, named: Option<&str>) -> Result<Id<Division>, Refusal> {
    let Some(named) = named.filter(|named| !named.is_empty()) else { return Ok(organization.home()) };
    let by_name = organization.divisions().find(|division| division.name.to_lowercase() == named.to_lowercase());
    let found = by_name.or_else(|| organization.division(Id::parse(named)?));
    found.map(|division| division.id).ok_or_else(|| invalid(format!("there is no division `{named}`")))
}

/// What a person's employer says of them.
pub(super) fn employer_info(user: &User) -> Option<&Map<String, Value>> {
    user.other.get("employerInfo").and_then(Value::as_object)
}

fn write_employer_info(user: &mut User, enterprise: &Map<String, Value>) -> Result<(), Refusal> {
    let hired = text(enterprise, "dateHire").map(day).transpose()?;
    let mut info = employer_info(user).cloned().unwrap_or_default();
    put(&mut info, "employeeId", enterprise.get("employeeNumber"));
    put(&mut info, "dateHire", hired.map(Value::from).as_ref());
    put(&mut user.other, "employerInfo", Some(Value::Object(info)).filter(|info| info != &json!({})).as_ref());
    Ok(())
}

/// The day of a moment in ISO 8601, which is all that is kept (help centre).
fn day(moment: &str) -> Result<String, Refusal> {
    let day = moment.get(..10).filter(|day| Timestamp::parse(&format!("{day}T00:00:00Z")).is_some());
    let whole = moment.len() == 10 || Timestamp::parse(moment).is_some();
    let day = day.filter(|_| whole).ok_or_else(|| invalid(format!("`dateHire` must be a day such as 2026-03-01, not `{moment}`")))?;
    Ok(day.to_owned())
}

/// What a person is assigned, as SCIM shows it.
pub(super) fn assigned(user: &User, member: &str) -> Value {
    let held = user.other.get(member).and_then(Value::as_array).into_iter().flatten().filter_map(as_shown);
    held.map(|(name, proficiency)| json!({ "name": name, "proficiency": proficiency })).collect()
}

fn as_shown(held: &Value) -> Option<(&str, f64)> {
    Some((held.get("name")?.as_str()?, held.get("proficiency").and_then(Value::as_f64).unwrap_or_default()))
}

/// Skills and languages. There is no list of them to match names with: they are kept as they are named.
fn write_assigned(user: &mut User, member: &str, genesys: &Map<String, Value>, attribute: &str) -> Result<(), Refusal> {
    let held = user.other.get(member).and_then(Value::as_array).cloned().unwrap_or_default();
    let mut assigned: Vec<Value> = Vec::new();
    for item in items(genesys, attribute) {
        let name = text(item, "name").map(str::trim).filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| invalid(format!("each of `{attribute}` needs a name")))?;
        let proficiency = item.get("proficiency").and_then(Value::as_f64).unwrap_or_default();
        if !(0.0..=5.0).contains(&proficiency) {
            return Err(invalid(format!("`proficiency` of `{name}` must be from 0 to 5, not {proficiency}")));
        }
        if assigned.iter().any(|held| held["name"] == name) {
            return Err(invalid(format!("`{attribute}` names `{name}` twice")));
        }
        // What is shown alike stays as it is kept.
        let same = held.iter().find(|held| as_shown(held) == Some((name, proficiency)));
        assigned.push(same.cloned().unwrap_or_else(|| json!({ "name": name, "proficiency": proficiency })));
    }
    put(&mut user.other, member, (!assigned.is_empty()).then_some(Value::Array(assigned)).as_ref());
    Ok(())
}

/// The client's own name for the person, and what others call them. What other clients call them is not its affair.
fn write_external_ids(user: &mut User, genesys: &Map<String, Value>, own: Option<&str>, client: &Provisioner<'_>) -> Result<(), Refusal> {
    let mut ids = ExternalIds::of(&user.other);
    let gone: Vec<String> = ids.iter().map(|(name, _)| name).filter(|name| !ExternalIds::is_scim_client(name)).map(str::to_owned).collect();
    gone.iter().for_each(|name| ids.set(name, None));
    ids.set(&ExternalIds::scim_authority(client.client), own.filter(|own| !own.is_empty()));
    for item in items(genesys, "externalIds") {
        let part = |name: &str| text(item, name).ok_or_else(|| invalid(format!("each of `externalIds` needs `{name}`")));
        let (authority, key) = (part("authority")?, part("value")?);
        if ExternalIds::is_scim_client(authority) {
            return Err(invalid(format!("authority `{authority}` is kept for `externalId` of SCIM clients")));
        }
        if ids.key(authority).is_some() {
            return Err(invalid(format!("`externalIds` has two keys of authority `{authority}`")));
        }
        ids.set(authority, Some(key));
    }
    ids.keep(&mut user.other);
    Ok(())
}
