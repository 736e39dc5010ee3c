//! A condition of a query (API description: `WorkitemFilter`).

use postern_org::Resource;
use serde::Deserialize;
use serde_json::Value;

use crate::fault::Fault;

/// One condition; all of a query must hold.
#[derive(Deserialize)]
pub struct Filter {
    name: String,
    operator: String,
    values: Vec<String>,
}

impl Filter {
    /// Refuses a condition without what it compares with.
    pub fn check(&self) -> Result<(), Fault> {
        let needed = if self.operator == "BETWEEN" { 2 } else { 1 };
        if self.values.len() >= needed {
            return Ok(());
        }
        let text = format!("the filter on `{}` needs {needed} or more values; it has {}", self.name, self.values.len());
        Err(Fault { field: Some("filters".to_owned()), ..Fault::new(400, "invalid.input.filter.without.value", text) })
    }

    /// Whether the entity meets the condition. `typeId` means the id of what `type` refers to; a field that is not there
    /// meets nothing but `NEQ`.
    pub fn holds(&self, item: &Resource) -> bool {
        let stem = self.name.strip_suffix("Id").unwrap_or(&self.name);
        let field = item.entity.get(&self.name).or_else(|| item.entity.get(stem));
        let value = field.map(|value| value.get("id").unwrap_or(value)).map(plain);
        match (self.operator.as_str(), value) {
            ("NEQ", value) => value.is_none_or(|value| !self.values.contains(&value)),
            (_, None) => false,
            (operator, Some(value)) => self.compares(operator, &value),
        }
    }

    fn compares(&self, operator: &str, value: &str) -> bool {
        let first = self.values.first().map(String::as_str).unwrap_or_default();
        let last = self.values.last().map(String::as_str).unwrap_or_default();
        let order = |other: &str| match (value.parse::<f64>(), other.parse::<f64>()) {
            (Ok(value), Ok(other)) => value.total_cmp(&other),
            _ => value.cmp(other),
        };
        match operator {
            "EQ" => value == first,
            "IN" => self.values.iter().any(|wanted| wanted == value),
            "GT" => order(first).is_gt(),
            "GTE" => order(first).is_ge(),
            "LT" => order(first).is_lt(),
            "LTE" => order(first).is_le(),
            "BETWEEN" => order(first).is_ge() && order(last).is_le(),
            "CONTAINS" => value.to_lowercase().contains(&first.to_lowercase()),
            "BEGINS_WITH" => value.to_lowercase().starts_with(&first.to_lowercase()),
            _ => false,
        }
    }
}

/// A value as filters write it.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
