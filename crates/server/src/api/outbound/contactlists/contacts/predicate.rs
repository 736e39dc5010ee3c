//! What a search for contacts asks of their data (API description: `ContactBulkSearchCriteria`).

use postern_org::Resource;
use serde::Deserialize;
use serde_json::Value;

/// Clauses, all of which or one of which must hold.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Criteria {
    #[serde(default)]
    clauses: Vec<Clause>,
    filter_type: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Clause {
    #[serde(default)]
    predicates: Vec<Predicate>,
    filter_type: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Predicate {
    column: Option<String>,
    column_type: Option<String>,
    operator: Option<String>,
    value: Option<String>,
    range: Option<Range>,
    #[serde(default)]
    inverted: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Range {
    min: Option<String>,
    max: Option<String>,
    in_set: Option<Vec<String>>,
}

impl Criteria {
    /// Whether a contact is meant.
    pub fn hold(&self, contact: &Resource) -> bool {
        together(self.filter_type.as_deref(), self.clauses.iter().map(|clause| clause.holds(contact)))
    }
}

impl Clause {
    fn holds(&self, contact: &Resource) -> bool {
        together(self.filter_type.as_deref(), self.predicates.iter().map(|predicate| predicate.holds(contact)))
    }
}

/// One must hold with `OR`, else all; nothing to hold refuses nobody.
fn together(kind: Option<&str>, mut each: impl ExactSizeIterator<Item = bool>) -> bool {
    if kind == Some("OR") { each.len() == 0 || each.any(|holds| holds) } else { each.all(|holds| holds) }
}

/// The value of a contact's column.
pub fn column<'c>(contact: &'c Resource, name: &str) -> Option<&'c str> {
    contact.entity.get("data")?.get(name)?.as_str()
}

impl Predicate {
    fn holds(&self, contact: &Resource) -> bool {
        let found = self.column.as_deref().and_then(|name| column(contact, name));
        found.is_some_and(|value| self.compares(value)) != self.inverted.unwrap_or(false)
    }

    fn compares(&self, value: &str) -> bool {
        let wanted = self.value.as_deref().unwrap_or_default();
        let numeric = self.column_type.as_deref() == Some("numeric");
        let order = |other: &str| match (value.parse::<f64>(), other.parse::<f64>()) {
            (Ok(value), Ok(other)) if numeric => value.total_cmp(&other),
            _ => value.to_lowercase().cmp(&other.to_lowercase()),
        };
        let (text, part) = (value.to_lowercase(), wanted.to_lowercase());
        let range = self.range.as_ref();
        let bound = |bound: Option<&String>, holds: fn(std::cmp::Ordering) -> bool| bound.is_none_or(|bound| holds(order(bound)));
        match self.operator.as_deref().unwrap_or_default() {
            "EQUALS" => order(wanted).is_eq(),
            "LESS_THAN" | "BEFORE" => order(wanted).is_lt(),
            "LESS_THAN_EQUALS" => order(wanted).is_le(),
            "GREATER_THAN" | "AFTER" => order(wanted).is_gt(),
            "GREATER_THAN_EQUALS" => order(wanted).is_ge(),
            "CONTAINS" => text.contains(&part),
            "BEGINS_WITH" => text.starts_with(&part),
            "ENDS_WITH" => text.ends_with(&part),
            "BETWEEN" => range
                .is_some_and(|range| bound(range.min.as_ref(), |order| order.is_ge()) && bound(range.max.as_ref(), |order| order.is_le())),
            "IN" => range.and_then(|range| range.in_set.as_ref()).is_some_and(|set| set.iter().any(|one| order(one).is_eq())),
            _ => false,
        }
    }
}

/// The text that a contact is sorted by: a column, or a field of its own.
pub fn sort_key(contact: &Resource, name: &str) -> String {
    let own = || contact.entity.get(name).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    column(contact, name).map(str::to_owned).or_else(own).unwrap_or_default()
}

/// The criteria of a stored contact list filter, which has the same clauses.
pub fn of_filter(filter: &Resource) -> Option<Criteria> {
    Criteria::deserialize(&Value::Object(filter.entity.clone())).ok()
}
