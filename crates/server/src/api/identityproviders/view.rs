//! An identity provider on the wire.

use postern_catalog::TypeRef;
use postern_model::Provider;
use serde_json::{Map, Value};

use crate::call::Call;

/// The record as the answer's model has it: what the model does not name is left out, so that a PUT of a fixed kind
/// answers the short `IdentityProvider` and a GET the whole record.
pub fn view(call: &Call<'_>, provider: &Provider) -> Value {
    match call.operation.response {
        Some(TypeRef::Model(model)) => of_model(call, provider, model),
        _ => Value::Null,
    }
}

/// The record as `model` has it.
pub fn of_model(call: &Call<'_>, provider: &Provider, model: &str) -> Value {
    let mut record = Map::new();
    record.insert("id".to_owned(), provider.id.as_str().into());
    if provider.id == Provider::PURECLOUD {
        record.insert("name".to_owned(), "PureCloud".into());
    }
    record.insert("disabled".to_owned(), provider.disabled.into());
    record.extend(provider.other.clone());
    record.insert("selfUri".to_owned(), format!("/api/v2/identityproviders/{}", provider.id).into());
    let model = call.catalog().model(model);
    record.retain(|name, _| model.is_none_or(|model| model.field(name).is_some()));
    Value::Object(record)
}

/// The record that the request's body is; the door has seen that it is an object.
pub fn record(call: &Call<'_>) -> Map<String, Value> {
    call.body.as_object().cloned().unwrap_or_default()
}
