//! Which divisions a request touches.

use postern_catalog::Operation;
use serde_json::Value;
use uuid::Uuid;

use super::{Asked, Reference, read, stored};
use crate::{Answer, request::ENTERPRISE_USER};

impl Reference<'_> {
    /// The divisions of what the request touches. What does not exist has none.
    pub(super) fn divisions_of(&self, asked: &Asked<'_>, operation: &Operation) -> Result<Vec<Uuid>, Answer> {
        let in_path = |name: &str| {
            let place = operation.path.split('/').position(|segment| segment == format!("{{{name}}}"))?;
            asked.path.split('/').nth(place)
        };
        let path = operation.path;
        if path.starts_with("/api/v2/users/{") && !path.starts_with("/api/v2/users/{subjectId}") {
            return self.homes_of(asked.path.split('/').nth(4).into_iter());
        }
        if let Some(rest) = path.strip_prefix("/api/v2/scim/") {
            let (rest, spelling) = rest.strip_prefix("v2/").map_or((rest, 0), |rest| (rest, 1));
            return match (operation.method, rest) {
                (_, rest) if rest.starts_with("users/{") => self.homes_of(asked.path.split('/').nth(5 + spelling).into_iter()),
                ("POST", "users") => self.named_or_home(asked.body.map(|body| &body[ENTERPRISE_USER]["division"])),
                _ => Ok(Vec::new()),
            };
        }
        if path == "/api/v2/users/bulk" {
            let entries = asked.body.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            return self.homes_of(entries.iter().filter_map(|entry| entry["id"].as_str()));
        }
        if path.starts_with("/api/v2/authorization/divisions/{divisionId}") {
            return self.live(in_path("divisionId").into_iter());
        }
        let null = Value::Null;
        let body = asked.body.unwrap_or(&null);
        if path.starts_with("/api/v2/authorization/") {
            if operation.method == "GET" || !self.snapshot.organization.roles.authorization_grant_division_aware {
                return Ok(Vec::new());
            }
            let grants = body["grants"].as_array().into_iter().flatten().map(|grant| &grant["divisionId"]);
            let listed = body["divisionIds"].as_array().into_iter().flatten();
            let named: Vec<&str> = grants.chain(listed).filter_map(Value::as_str).chain(in_path("divisionId")).collect();
            // A grant everywhere needs every division.
            return if named.contains(&"*") { self.all_live() } else { self.live(named.into_iter()) };
        }
        if operation.method == "POST" && path == "/api/v2/users" {
            let homes = read(&self.snapshot.divisions)?.iter().filter(|division| division.home).map(|division| division.id.uuid());
            let named = body["divisionId"].as_str().filter(|id| !id.is_empty());
            return named.map_or_else(|| Ok(homes.collect()), |id| self.live([id].into_iter()));
        }
        self.of_stored(asked, operation, body)
    }

    /// Of what has no rules of its own: where the nearest stored thing on each path that the request names lives, and what the
    /// body names; a new thing for which it names nothing comes home.
    fn of_stored(&self, asked: &Asked<'_>, operation: &Operation, body: &Value) -> Result<Vec<Uuid>, Answer> {
        let says = operation.method != "GET" && operation.division_hints.body;
        let entities: Vec<&Value> = body.as_array().map_or_else(|| vec![body], |list| list.iter().collect());
        let in_body = entities.into_iter().flat_map(|entity| [&entity["divisionId"], &entity["division"]["id"]]).filter(|_| says);
        // What is no id at all names nothing.
        let is_id = |id: &&str| *id == "*" || Uuid::try_parse(id).is_ok() && id.len() == 36;
        let named: Vec<&str> = in_body.filter_map(Value::as_str).filter(is_id).collect();
        let mut found = self.within(&named)?;
        let lists: &[&str] = match (operation.method, operation.path) {
            ("POST", "/api/v2/routing/skillgroups") => &["memberDivisions"],
            ("POST", "/api/v2/routing/skillgroups/{skillGroupId}/members/divisions") => &["addDivisionIds", "removeDivisionIds"],
            _ => &[],
        };
        let listed = lists.iter().filter_map(|list| body[list].as_array()).flatten().filter_map(Value::as_str).filter(is_id);
        found.extend(self.within(&listed.collect::<Vec<_>>())?);
        let makes = matches!(operation.class.name(), "collection" | "collection-loose" | "transfer");
        if named.is_empty() && operation.method == "POST" && makes && says {
            found.extend(read(&self.snapshot.divisions)?.iter().filter(|division| division.home).map(|division| division.id.uuid()));
        }
        let resources = self.snapshot.resources.known().ok_or(Answer::Unknown)?;
        for path in stored::named(asked, operation) {
            if let Some(home) = stored::lives_in(|path| resources.get(path), &path) {
                found.extend(self.within(&[home])?);
            }
        }
        Ok(found)
    }

    /// The living divisions of these names; `*` is all of them.
    fn within(&self, named: &[&str]) -> Result<Vec<Uuid>, Answer> {
        if named.contains(&"*") { self.all_live() } else { self.live(named.iter().copied()) }
    }

    /// The living division of this name or id; home when there is none.
    fn named_or_home(&self, named: Option<&Value>) -> Result<Vec<Uuid>, Answer> {
        let divisions = read(&self.snapshot.divisions)?.iter().filter(|division| division.deleted.is_none());
        let named = named.and_then(Value::as_str).map(str::to_lowercase).filter(|name| !name.is_empty());
        let Some(named) = named else { return Ok(divisions.filter(|division| division.home).map(|division| division.id.uuid()).collect()) };
        let is_named = |division: &&postern_model::Division| division.name.to_lowercase() == named;
        match divisions.clone().find(is_named) {
            Some(division) => Ok(vec![division.id.uuid()]),
            None => self.live([named.as_str()].into_iter()),
        }
    }

    fn homes_of<'t>(&self, people: impl Iterator<Item = &'t str>) -> Result<Vec<Uuid>, Answer> {
        let users = read(&self.snapshot.users)?;
        let homes = people.filter_map(|id| users.iter().find(|user| user.id.to_string() == id.to_lowercase()));
        Ok(homes.map(|user| user.division.uuid()).collect())
    }

    fn live<'t>(&self, wanted: impl Iterator<Item = &'t str>) -> Result<Vec<Uuid>, Answer> {
        let mut found = Vec::new();
        for id in wanted {
            let looks_like_one = Uuid::try_parse(id).is_ok() && id.len() == 36;
            if looks_like_one {
                found.extend(self.all_live()?.into_iter().filter(|division| division.to_string() == id.to_lowercase()));
            }
        }
        Ok(found)
    }

    fn all_live(&self) -> Result<Vec<Uuid>, Answer> {
        let live = read(&self.snapshot.divisions)?.iter().filter(|division| division.deleted.is_none());
        Ok(live.map(|division| division.id.uuid()).collect())
    }
}
