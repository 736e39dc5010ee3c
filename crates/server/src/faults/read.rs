//! A rule from JSON. What is wrong is said with its key and what would be right.

use std::{sync::Mutex, time::Duration};

use foldhash::HashSet;
use postern_catalog::{Catalog, OperationId};
use postern_model::Entropy;
use serde_json::{Map, Value};

use super::{
    answers,
    operations::named,
    rule::{Does, Rule, State},
};
use crate::{api, platform::fresh_uuid, tenant::entropy};

/// Why a rule is none: the whole text.
pub(crate) type BadRule = String;

const KEYS: [&str; 10] = ["name", "operations", "callers", "percent", "count", "seed", "answer", "delay", "limit", "stale"];
/// What a rule does: exactly one of these.
const DOES: [&str; 4] = ["answer", "delay", "limit", "stale"];
/// What is shown of a rule and left alone when it is put back.
const SHOWN: [&str; 4] = ["id", "matched", "hits", "spent"];
const LONGEST_WAIT: u64 = 600_000;
const LONGEST_WINDOW: u64 = 86_400;
const MANY: u64 = 1_000_000_000;
const EVERYTHING: &str = "*";

/// The rules of `{"rules": […]}`.
pub(crate) fn rules(body: &Value) -> Result<Vec<Rule>, BadRule> {
    let list = body.get("rules").and_then(Value::as_array).ok_or("the body needs `rules`: a list of fault rules")?;
    if let Some(other) = body.as_object().into_iter().flat_map(Map::keys).find(|key| *key != "rules") {
        return Err(format!("the body cannot have `{other}`: use `rules` alone"));
    }
    list.iter().enumerate().map(|(at, value)| read(Object::of(&format!("rules[{at}]"), value)?)).collect()
}

/// One rule.
pub(crate) fn rule(body: &Value) -> Result<Rule, BadRule> {
    read(Object::of("", body)?)
}

fn read(rule: Object<'_>) -> Result<Rule, BadRule> {
    rule.only(&KEYS, &SHOWN)?;
    let operations = operations(&rule)?;
    let does = does(&rule)?;
    if matches!(does, Does::Stale { .. }) && !reads_any(&operations) {
        return Err(format!("`{}` is for reads, and none of `{}` is one", rule.key("stale"), rule.key("operations")));
    }
    let chance = match rule.whole("seed", (0, u64::MAX))? {
        Some(seed) => Entropy::from_seed(*blake3::hash(&seed.to_le_bytes()).as_bytes()),
        None => entropy().map_err(|fault| fault.message)?,
    };
    Ok(Rule {
        id: fresh_uuid(),
        name: rule.text("name")?.map(Into::into),
        asked: rule.shown(),
        operations,
        callers: callers(&rule)?,
        percent: percent(&rule)?,
        count: rule.whole("count", (1, MANY))?,
        does,
        state: Mutex::new(State { matched: 0, hits: 0, chance, windows: Default::default() }),
    })
}

fn operations(rule: &Object<'_>) -> Result<HashSet<OperationId>, BadRule> {
    let texts = rule.texts("operations")?.unwrap_or_else(|| vec![EVERYTHING]);
    let at = |text: &str| format!("`{}` cannot be `{text}`: it ", rule.key("operations"));
    let mut all = HashSet::default();
    for text in texts {
        all.extend(named(Catalog::builtin(), text).map_err(|why| at(text) + &why)?);
    }
    Ok(all)
}

fn reads_any(operations: &HashSet<OperationId>) -> bool {
    operations.iter().any(|id| api::reads(Catalog::builtin().operation(*id)))
}

fn callers(rule: &Object<'_>) -> Result<Vec<Box<str>>, BadRule> {
    let texts = rule.texts("callers")?.unwrap_or_else(|| vec![EVERYTHING]);
    let is_one = |text: &str| text.contains('*') || uuid::Uuid::try_parse(text).is_ok();
    match texts.iter().find(|text| !is_one(text)) {
        Some(text) => Err(format!("`{}` cannot be `{text}`: use ids of clients, or patterns of them with `*`", rule.key("callers"))),
        None => Ok(texts.into_iter().map(Into::into).collect()),
    }
}

fn percent(rule: &Object<'_>) -> Result<f64, BadRule> {
    let Some(value) = rule.get("percent") else { return Ok(100.0) };
    value
        .as_f64()
        .filter(|percent| *percent > 0.0 && *percent <= 100.0)
        .ok_or_else(|| format!("`{}` cannot be `{value}`: use a number above 0, up to 100", rule.key("percent")))
}

fn does(rule: &Object<'_>) -> Result<Does, BadRule> {
    let named: Vec<&str> = DOES.into_iter().filter(|key| rule.get(key).is_some()).collect();
    let [what] = named.as_slice() else {
        let there = if named.is_empty() { "none".to_owned() } else { named.join(", ") };
        return Err(format!("{} needs exactly one of answer, delay, limit, stale; it has {there}", rule.name()));
    };
    let inner = Object::of(&rule.key(what), rule.get(what).unwrap_or(&Value::Null))?;
    match *what {
        "answer" => answer(&inner),
        "delay" => {
            inner.only(&["milliseconds"], &[])?;
            Ok(Does::Delay(Duration::from_millis(inner.needed("milliseconds", (1, LONGEST_WAIT))?)))
        }
        "limit" => {
            inner.only(&["requests", "seconds"], &[])?;
            let (requests, seconds) = (inner.needed("requests", (0, 1_000_000))?, inner.needed("seconds", (1, LONGEST_WINDOW))?);
            Ok(Does::Limit { requests: requests as u32, seconds: seconds as u32 })
        }
        _ => {
            inner.only(&["milliseconds"], &[])?;
            Ok(Does::Stale { milliseconds: inner.needed("milliseconds", (1, LONGEST_WAIT))? as u32 })
        }
    }
}

fn answer(inner: &Object<'_>) -> Result<Does, BadRule> {
    inner.only(&["status", "retryAfter"], &[])?;
    let asked = inner.get("status").unwrap_or(&Value::Null);
    let status = answers::statuses().find(|status| asked.as_u64() == Some(u64::from(*status)));
    let Some(status) = status else {
        let all: Vec<String> = answers::statuses().map(|status| status.to_string()).collect();
        return Err(format!("`{}` cannot be `{asked}`: use {}", inner.key("status"), all.join(", ")));
    };
    let retry_after = inner.whole("retryAfter", (1, LONGEST_WINDOW))?;
    if retry_after.is_some() && status != answers::TOO_MANY {
        return Err(format!("`{}` goes with status 429 alone", inner.key("retryAfter")));
    }
    Ok(Does::Answer { status, retry_after: retry_after.unwrap_or(1) as u32 })
}

/// A JSON object with where it stands.
struct Object<'v> {
    at: String,
    map: &'v Map<String, Value>,
}

impl<'v> Object<'v> {
    fn of(at: &str, value: &'v Value) -> Result<Self, BadRule> {
        let map = value.as_object().ok_or_else(|| match at {
            "" => "the body is not a fault rule: use an object".to_owned(),
            at => format!("`{at}` cannot be `{value}`: use an object"),
        })?;
        Ok(Self { at: at.to_owned(), map })
    }

    fn name(&self) -> String {
        if self.at.is_empty() { "a fault rule".to_owned() } else { format!("`{}`", self.at) }
    }

    fn key(&self, key: &str) -> String {
        if self.at.is_empty() { key.to_owned() } else { format!("{}.{key}", self.at) }
    }

    /// A value; null is as good as none.
    fn get(&self, key: &str) -> Option<&'v Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    fn only(&self, keys: &[&str], ignored: &[&str]) -> Result<(), BadRule> {
        match self.map.keys().find(|key| !keys.contains(&key.as_str()) && !ignored.contains(&key.as_str())) {
            Some(other) => Err(format!("{} cannot have `{other}`: use {}", self.name(), keys.join(", "))),
            None => Ok(()),
        }
    }

    fn text(&self, key: &str) -> Result<Option<&'v str>, BadRule> {
        let Some(value) = self.get(key) else { return Ok(None) };
        value.as_str().map(Some).ok_or_else(|| format!("`{}` cannot be `{value}`: use a text", self.key(key)))
    }

    fn texts(&self, key: &str) -> Result<Option<Vec<&'v str>>, BadRule> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let texts: Option<Vec<&str>> = value.as_array().and_then(|list| list.iter().map(Value::as_str).collect());
        match texts {
            Some(texts) if !texts.is_empty() => Ok(Some(texts)),
            _ => Err(format!("`{}` cannot be `{value}`: use a list of texts, or leave it out for all", self.key(key))),
        }
    }

    fn whole(&self, key: &str, (min, max): (u64, u64)) -> Result<Option<u64>, BadRule> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let fits = |number: &u64| (min..=max).contains(number);
        let wrong = || format!("`{}` cannot be `{value}`: use a whole number from {min} to {max}", self.key(key));
        value.as_u64().filter(fits).map(Some).ok_or_else(wrong)
    }

    fn needed(&self, key: &str, bounds: (u64, u64)) -> Result<u64, BadRule> {
        let missing = || format!("{} needs `{key}`: a whole number from {} to {}", self.name(), bounds.0, bounds.1);
        self.whole(key, bounds)?.ok_or_else(missing)
    }

    /// What it was asked to be, without what is only shown.
    fn shown(&self) -> Value {
        let asked = self.map.iter().filter(|(key, _)| !SHOWN.contains(&key.as_str()));
        Value::Object(asked.map(|(key, value)| (key.clone(), value.clone())).collect())
    }
}
