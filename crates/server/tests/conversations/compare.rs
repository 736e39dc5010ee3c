//! Whether a new answer says what the recorded one said. Ids and secrets are compared through what they are bound to, moments
//! by their shape, everything else must be equal.
//!
//! A list sorted by name must keep its order. Other lists may have their order from ids, which differ: there each recorded
//! entry needs one new entry that says the same.

use serde_json::Value;

use crate::{
    bindings::Bindings,
    pieces::{Piece, id_at, moment_at, pieces},
};

/// Where two answers part.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    pub at: String,
    pub recorded: String,
    pub new: String,
}

/// Keys whose texts mean nothing but themselves: bound as a whole.
const OPAQUE: [&str; 5] = ["id", "after", "before", "cursor", "etag"];

type Outcome = Result<(), Difference>;

pub fn compare(at: &str, recorded: &Value, new: &Value, bindings: &mut Bindings) -> Outcome {
    match (recorded, new) {
        (Value::String(is), Value::String(now)) => {
            if same_text(is, now, bindings) || (is_opaque(at) && bindings.bind(is, now)) {
                return Ok(());
            }
            Err(differ(at, recorded, new))
        }
        (Value::Array(is), Value::Array(now)) if is.len() == now.len() => compare_lists(at, is, now, bindings),
        (Value::Object(is), Value::Object(now)) => {
            if let Some(key) = is.keys().find(|key| !now.contains_key(*key)) {
                return Err(differ(&format!("{at}.{key}"), &is[key], &Value::from("(not there)")));
            }
            if let Some(key) = now.keys().find(|key| !is.contains_key(*key)) {
                return Err(differ(&format!("{at}.{key}"), &Value::from("(not there)"), &now[key]));
            }
            is.iter().try_for_each(|(key, value)| compare(&format!("{at}.{key}"), value, &now[key], bindings))
        }
        _ if recorded == new => Ok(()),
        _ => Err(differ(at, recorded, new)),
    }
}

fn differ(at: &str, recorded: &Value, new: &Value) -> Difference {
    Difference { at: at.to_owned(), recorded: recorded.to_string(), new: new.to_string() }
}

fn is_opaque(at: &str) -> bool {
    at.rsplit('.').next().is_some_and(|key| OPAQUE.contains(&key))
}

/// Whether two texts are the same, piece by piece.
fn same_text(recorded: &str, new: &str, bindings: &mut Bindings) -> bool {
    let pieces = pieces(recorded);
    let (mark, mut rest) = (bindings.mark(), new);
    for (at, piece) in pieces.iter().enumerate() {
        let here = match piece {
            Piece::Text(text) => rest.strip_prefix(text).map(|_| *text),
            Piece::Id(_) => id_at(rest),
            Piece::Moment(moment) => moment_at(rest).filter(|now| shape(now) == shape(moment)),
            Piece::Secret(_) => match pieces.get(at + 1) {
                Some(Piece::Text(next)) => rest.find(next).map(|end| &rest[..end]),
                _ => Some(rest),
            },
        };
        let bound = here.is_some_and(|here| match piece {
            Piece::Id(recorded) | Piece::Secret(recorded) => bindings.bind(recorded, here),
            _ => true,
        });
        if !bound {
            bindings.back_to(mark);
            return false;
        }
        rest = &rest[here.map_or(0, str::len)..];
    }
    rest.is_empty()
}

/// A moment with its digits made alike.
fn shape(moment: &str) -> String {
    moment.chars().map(|character| if character.is_ascii_digit() { '0' } else { character }).collect()
}

fn compare_lists(at: &str, recorded: &[Value], new: &[Value], bindings: &mut Bindings) -> Outcome {
    let place = |index: usize| format!("{at}[{index}]");
    if keeps_order(recorded) {
        return recorded.iter().zip(new).enumerate().try_for_each(|(index, (is, now))| compare(&place(index), is, now, bindings));
    }
    let mut left: Vec<&Value> = new.iter().collect();
    for (index, is) in recorded.iter().enumerate() {
        let mark = bindings.mark();
        let mut first = None;
        let found = left.iter().position(|now| match compare(&place(index), is, now, bindings) {
            Ok(()) => true,
            Err(difference) => {
                bindings.back_to(mark);
                first.get_or_insert(difference);
                false
            }
        });
        match found {
            Some(found) => _ = left.remove(found),
            None => return Err(first.unwrap_or_else(|| differ(&place(index), is, &Value::Null))),
        }
    }
    Ok(())
}

/// Whether a list's order means something: it goes by name, or nothing in it is an id. A short list may go by name by chance;
/// where it goes by id too, that explains it.
fn keeps_order(list: &[Value]) -> bool {
    let texts = |key: &str| -> Vec<String> { list.iter().filter_map(|entry| entry[key].as_str()).map(str::to_lowercase).collect() };
    let (names, ids) = (texts("name"), texts("id"));
    if names.len() == list.len() && names.first() != names.last() && !(ids.len() == list.len() && ids.is_sorted()) {
        return names.is_sorted() || names.iter().rev().is_sorted();
    }
    !list.iter().any(has_id)
}

fn has_id(value: &Value) -> bool {
    match value {
        Value::String(text) => pieces(text).iter().any(|piece| matches!(piece, Piece::Id(_))),
        Value::Array(list) => list.iter().any(has_id),
        Value::Object(map) => map.values().any(has_id),
        _ => false,
    }
}
