//! What holds of every filter, path and patch.

use postern_scim::{AttrPath, Filter, Literal, Operator, Path, patch, schema::USER};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::person;

fn name() -> impl Strategy<Value = AttrPath> {
    let urn = prop_oneof![Just(None), Just(Some("urn:ietf:params:scim:schemas:core:2.0:User".to_owned()))];
    // Names that are also words of the grammar are among them.
    let word = || prop_oneof!["[a-zA-Z][a-zA-Z0-9_-]{0,8}", Just("and".to_owned()), Just("not".to_owned()), Just("$ref".to_owned())];
    (urn, word(), proptest::option::of(word())).prop_map(|(schema, name, part)| AttrPath { schema, name, part })
}

fn literal() -> impl Strategy<Value = Literal> {
    prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Bool),
        any::<i64>().prop_map(|number| Literal::Number(number.into())),
        any::<String>().prop_map(Literal::Text),
    ]
}

fn plain() -> impl Strategy<Value = Path> {
    name().prop_map(|attribute| Path { attribute, within: None, part: None })
}

fn comparison(path: impl Strategy<Value = Path> + 'static) -> impl Strategy<Value = Filter> {
    (path, 0..=Operator::NAMES.len(), literal()).prop_map(|(path, at, literal)| match Operator::NAMES.get(at) {
        Some((operator, _)) => Filter::Compare(path, *operator, literal),
        None => Filter::Present(path),
    })
}

fn combined(leaf: BoxedStrategy<Filter>) -> BoxedStrategy<Filter> {
    let wider = |inner: BoxedStrategy<Filter>| {
        let pair = || (inner.clone().prop_map(Box::new), inner.clone().prop_map(Box::new));
        prop_oneof![
            pair().prop_map(|(left, right)| Filter::And(left, right)),
            pair().prop_map(|(left, right)| Filter::Or(left, right)),
            inner.clone().prop_map(|inner| Filter::Not(Box::new(inner))),
        ]
    };
    leaf.prop_recursive(4, 16, 2, wider).boxed()
}

fn filter() -> impl Strategy<Value = Filter> {
    let inside = || combined(comparison(plain()).boxed());
    let whole = || name().prop_map(|name| AttrPath { part: None, ..name });
    let within = (whole(), inside()).prop_map(|(name, inner)| Filter::Within(name, Box::new(inner)));
    let beyond = (whole(), inside(), "[a-z]{1,6}").prop_map(|(attribute, inner, part)| Path {
        attribute,
        within: Some(Box::new(inner)),
        part: Some(part),
    });
    combined(prop_oneof![comparison(plain()), comparison(beyond), within].boxed())
}

/// Operations that may or may not be possible.
fn operation() -> impl Strategy<Value = Value> {
    let op = prop_oneof![Just("add"), Just("Replace"), Just("remove"), Just("move")];
    let paths = [
        "title",
        "emails",
        "emails[type eq \"work\"].value",
        "roles",
        "active",
        "id",
        "shoeSize",
        "groups",
        "emails[",
        "phoneNumbers[value co \"x\"]",
    ];
    let values =
        [json!("x"), json!("False"), json!(null), json!([{ "type": "work", "value": "x" }]), json!({ "title": "y", "id": "1" }), json!(7)];
    (op, proptest::option::of(proptest::sample::select(paths.to_vec())), proptest::sample::select(values.to_vec()))
        .prop_map(|(op, path, value)| json!({ "op": op, "path": path, "value": value }))
}

proptest! {
    #[test]
    fn a_filter_is_read_back_as_it_was_written(filter in filter()) {
        prop_assert_eq!(Filter::parse(&filter.to_string()), Ok(filter));
    }

    #[test]
    fn no_text_stops_the_parser(text in r#"[a-z ()\[\]"\\.:é0-9]{0,40}"#) {
        if let Ok(filter) = Filter::parse(&text) {
            let _ = filter.check(&USER);
            filter.matches(&USER, &Value::Object(person()));
        }
    }

    /// A patch is all or nothing: it is done as far as the first operation that fails, which is where it says it failed.
    #[test]
    fn operations_are_done_in_order_and_all_or_none(operations in proptest::collection::vec(operation(), 0..5)) {
        let body = |operations: &[Value]| json!({ "schemas": [], "Operations": operations });
        let before = person();
        let run = |operations: &[Value]| patch::read(&body(operations)).and_then(|read| patch::apply(&USER, &before, &read));
        let one_by_one = operations.iter().try_fold(before.clone(), |resource, operation| {
            patch::read(&body(std::slice::from_ref(operation))).and_then(|read| patch::apply(&USER, &resource, &read))
        });
        let at_once = run(&operations);
        prop_assert_eq!(at_once.is_ok(), one_by_one.is_ok());
        if let (Ok(at_once), Ok(one_by_one)) = (at_once, one_by_one) {
            prop_assert_eq!(at_once, one_by_one);
        }
        prop_assert_eq!(&before, &person());
    }
}
