//! Operations without a handler of their own that `postern-resources` serves from the catalogue.

use std::sync::Arc;

use axum::http::StatusCode;
use postern_catalog::{Model, OperationId, TypeRef};
use postern_org::{Draft, Organization, Resource};
use postern_resources::{Act, Ask, Done, Paging, Plan, plan};
use serde_json::{Map, Value};

use crate::{
    call::{Answer, Call, Handler, Reply},
    fault::Fault,
    paging::{Cursor, DEFAULT_SIZE, Page},
    visible::Visible,
};

/// The most entities a page of a generic listing; what the operations really allow is not stated (inferred).
const LARGEST_PAGE: usize = 1000;

/// The handler of an operation that the engine serves.
pub(crate) fn handler(operation: OperationId) -> Option<Handler> {
    plan(operation).map(|plan| if plan.writes() { Handler::Write(write) } else { Handler::Read(read) })
}

fn read(call: &Call<'_>) -> Answer {
    let plan = planned(call)?;
    asking(call, &call.body, |ask| match plan.act {
        Act::List => list(call, plan, ask),
        _ => Reply::json(&postern_resources::read(ask, plan, &call.organization)?),
    })
}

fn write(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let done = written(call, draft, &call.body)?;
    let status = StatusCode::from_u16(done.status).map_err(Fault::internal)?;
    done.body.map_or_else(|| Ok(Reply::empty(status)), |body| Reply::with(status, &body))
}

/// What the engine does and answers when the body is this one: for handlers that fill in what the caller leaves open, or
/// have more to do afterwards.
pub(crate) fn written(call: &Call<'_>, draft: &mut Draft<'_>, body: &Value) -> Result<Done, Fault> {
    let plan = planned(call)?;
    Ok(asking(call, body, |ask| postern_resources::write(ask, plan, draft))?)
}

/// A stored entity as the operation's own response model shows it, for handlers.
pub(crate) fn shown(call: &Call<'_>, organization: &Organization, resource: &Resource) -> Value {
    let model = match call.operation.response {
        Some(TypeRef::Model(name)) => call.catalog().model(name),
        _ => None,
    };
    as_model(call, organization, model, resource)
}

/// A stored entity as a model shows it; as it is kept where none is known.
pub(crate) fn as_model(call: &Call<'_>, organization: &Organization, model: Option<&Model>, resource: &Resource) -> Value {
    let entity = resource.entity.clone();
    match model.filter(|model| !model.fields.is_empty()) {
        Some(model) => postern_resources::as_model(call.catalog(), model, organization, (&resource.path, entity), None),
        None => Value::Object(entity),
    }
}

fn planned(call: &Call<'_>) -> Result<&'static Plan, Fault> {
    plan(call.operation.id).ok_or_else(|| Fault::not_built(call.operation.method, call.operation.path))
}

fn asking<T>(call: &Call<'_>, body: &Value, ask: impl FnOnce(&Ask<'_>) -> T) -> T {
    let query: Vec<(&str, &str)> = call.query.pairs().collect();
    ask(&Ask {
        catalog: call.catalog(),
        operation: call.operation,
        params: &call.params,
        query: &query,
        body,
        client: call.token.client,
        user: call.token.user,
        now: call.now,
    })
}

fn list(call: &Call<'_>, plan: &Plan, ask: &Ask<'_>) -> Answer {
    let organization = &*call.organization;
    let visible = Visible::of(call);
    let found = postern_resources::select(ask, plan, organization, |reach| visible.reaches(reach))?;
    let view = |resource: &Arc<Resource>| postern_resources::show(ask, plan, organization, resource);
    let listing = match plan.paging {
        Paging::Cursor(parameter) => Cursor::named(call, parameter)?.listing(call, &found, |resource| resource.id().to_owned(), view),
        Paging::Page | Paging::Whole => {
            let page = match plan.paging {
                Paging::Page => page(call)?,
                _ => Page { size: found.len().max(DEFAULT_SIZE), number: 1 },
            };
            let total = found.len();
            page.envelope(call, page.slice(found.iter()).map(view).collect(), total)
        }
    };
    Reply::json(&in_envelope(plan, listing))
}

fn page(call: &Call<'_>) -> Result<Page, Fault> {
    let (size, number) = (call.query.number("pageSize", DEFAULT_SIZE)?, call.query.number("pageNumber", 1)?);
    Page::within(LARGEST_PAGE, size, number)
}

/// A listing as the operation's model declares it: the items under its name for them, and of the page only what it has.
fn in_envelope(plan: &Plan, mut listing: Map<String, Value>) -> Value {
    let items = listing.remove("entities").unwrap_or_default();
    if plan.items.is_empty() {
        return items;
    }
    let declares = |model: &Model, name: &str| model.field(name).is_some();
    listing.retain(|name, _| plan.envelope.is_some_and(|model| declares(model, name)));
    listing.insert(plan.items.to_owned(), items);
    Value::Object(listing)
}
