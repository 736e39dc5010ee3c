//! `[[provider]]`: an identity provider. Its record is written as the API takes it.

use postern_org::{
    Draft,
    change::providers::{self, CUSTOM, FIXED, Kind},
};
use serde_json::{Map, Value};

use crate::refused::refused;
use postern_written::{Fields, Problem, Said};

pub(crate) struct Provider {
    /// What makes it one of a kind: the kind, or the name where there can be several of it.
    pub(crate) key: Said<String>,
    kind: Kind,
    record: Map<String, Value>,
}

impl Provider {
    pub(crate) fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let kinds: Vec<&str> = FIXED.iter().map(|kind| kind.name).chain([CUSTOM.name]).collect();
        let span = fields.span.clone();
        let spelt = fields.needed("kind");
        let record = fields.object("record").unwrap_or_default();
        let Some(kind) = Kind::fixed(&spelt.value).or((spelt.value == CUSTOM.name).then_some(CUSTOM)) else {
            if spelt.value.is_empty() {
                return None;
            }
            let problem = Problem::new(spelt.span, format!("`kind` cannot be `{}`", spelt.value));
            fields.problem(problem.with(format!("use one of {}", postern_written::quoted(&kinds))));
            return None;
        };
        let key = match record.get("name").and_then(Value::as_str).filter(|_| kind == CUSTOM) {
            Some(name) => Said { value: name.to_owned(), span },
            None => spelt,
        };
        Some(Self { key, kind, record })
    }

    /// Whether it is the platform's own login.
    pub(crate) fn is_login(&self) -> bool {
        self.kind.name == postern_model::Provider::PURECLOUD
    }

    pub(crate) fn sow(&self, draft: &mut Draft<'_>) -> Result<(), Problem> {
        let record = self.record.clone();
        let made = if self.kind == CUSTOM { providers::create(draft, record) } else { providers::put_fixed(draft, self.kind, record) };
        made.map(drop).map_err(|refusal| refused(&self.key.span, refusal))
    }
}
