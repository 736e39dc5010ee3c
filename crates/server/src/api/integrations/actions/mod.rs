//! `/api/v2/integrations/actions`: data actions, their drafts and their templates.

pub mod draft;
pub mod templates;

use axum::http::{StatusCode, header};
use postern_org::Resource;

use crate::{
    call::{Answer, Reply},
    fault::Fault,
};

/// The text of one of an action's two templates. An action without a text of its own passes on what it gets.
fn template(action: &Resource, name: &str) -> Answer {
    let (part, field, default) = match name {
        "requesttemplate.vm" => ("request", "requestTemplate", "${input.rawRequest}"),
        "successtemplate.vm" => ("response", "successTemplate", "${rawResult}"),
        _ => return Err(Fault::not_found()),
    };
    let text = action.entity.get("config").and_then(|config| config.get(part)?.get(field)?.as_str()).unwrap_or(default);
    Ok(Reply::of(StatusCode::OK, text.as_bytes().to_vec()).header(header::CONTENT_TYPE, "text/plain"))
}
