//! The filter of a query: predicates and clauses, joined by `and` or `or`.

use serde_json::Value;

use crate::fault::Fault;

/// What a predicate says of a row: `None` where it says nothing, as the media type does of the row about a queue's people.
type Opinion = Option<bool>;

/// A row of the answer: a queue, and the media type where the row is about conversations of one.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) queue: &'a str,
    pub(super) media: Option<&'a str>,
}

/// Whether a filter takes a row.
pub(super) fn takes(filter: &Value, row: Row<'_>) -> bool {
    joined(filter, row) != Some(false)
}

fn joined(part: &Value, row: Row<'_>) -> Opinion {
    let predicates = list(part, "predicates").map(|predicate| says(predicate, row));
    let clauses = list(part, "clauses").map(|clause| joined(clause, row));
    let opinions: Vec<bool> = predicates.chain(clauses).flatten().collect();
    match part.get("type").and_then(Value::as_str) {
        _ if opinions.is_empty() => None,
        Some("or") => Some(opinions.contains(&true)),
        _ => Some(!opinions.contains(&false)),
    }
}

fn says(predicate: &Value, row: Row<'_>) -> Opinion {
    let value = match predicate.get("dimension").and_then(Value::as_str) {
        Some("queueId") => row.queue,
        _ => row.media?,
    };
    let wanted = text(predicate, "value");
    Some(match text(predicate, "operator") {
        "exists" => true,
        "notExists" => false,
        _ => value.eq_ignore_ascii_case(wanted),
    })
}

/// Refuses a filter that the catalogue's model lets through and that means nothing.
pub(super) fn check(filter: &Value) -> Result<(), Fault> {
    let parts: Vec<&Value> =
        list(filter, "predicates").chain(list(filter, "clauses").flat_map(|clause| list(clause, "predicates"))).collect();
    if parts.is_empty() {
        return Err(Fault::bad_request("the filter needs a predicate, in `predicates` or in one of its `clauses`"));
    }
    parts.into_iter().try_for_each(check_predicate)
}

fn check_predicate(predicate: &Value) -> Result<(), Fault> {
    let kind = text(predicate, "type");
    if !matches!(kind, "" | "dimension") {
        return Err(Fault::bad_request(format!(
            "a predicate of type `{kind}` is about nothing here; observations are filtered by dimension"
        )));
    }
    let dimension = text(predicate, "dimension");
    if dimension.is_empty() {
        return Err(Fault::bad_request("a predicate needs a `dimension`: `queueId` or `mediaType`"));
    }
    if matches!(text(predicate, "operator"), "" | "matches") && text(predicate, "value").is_empty() {
        return Err(Fault::bad_request(format!("the predicate on `{dimension}` needs a `value` to match")));
    }
    Ok(())
}

fn list<'v>(part: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    part.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn text<'v>(predicate: &'v Value, name: &str) -> &'v str {
    predicate.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn is(dimension: &str, value: &str) -> Value {
        json!({ "type": "dimension", "dimension": dimension, "operator": "matches", "value": value })
    }

    #[test]
    fn predicates_and_clauses_are_joined_as_they_say() {
        let (people, voice, chat) =
            (Row { queue: "a", media: None }, Row { queue: "a", media: Some("voice") }, Row { queue: "a", media: Some("chat") });
        let both = json!({ "type": "and", "predicates": [is("queueId", "A"), is("mediaType", "voice")] });
        assert_eq!([people, voice, chat].map(|row| takes(&both, row)), [true, true, false]);
        let other = json!({ "type": "and", "predicates": [is("queueId", "b")] });
        assert_eq!([people, voice, chat].map(|row| takes(&other, row)), [false; 3]);
        let either = json!({ "type": "or", "predicates": [is("queueId", "b"), is("queueId", "a")] });
        assert_eq!([people, voice, chat].map(|row| takes(&either, row)), [true; 3]);
        let nested =
            json!({ "type": "and", "clauses": [{ "type": "or", "predicates": [is("mediaType", "chat"), is("mediaType", "email")] }] });
        assert_eq!([people, voice, chat].map(|row| takes(&nested, row)), [true, false, true]);
    }
}
