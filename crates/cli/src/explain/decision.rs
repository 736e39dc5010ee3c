//! A decision of a local organization as the call that it was about. Its correlation ids name decisions, too.

use std::{path::Path, process::ExitCode};

use postern_cloud::{NotTold, Place};
use postern_explain::{Explanation, Seen};
use serde::Deserialize;
use serde_json::Value;

use crate::{bad_input, source};

/// What a decision tells.
pub(super) enum Told {
    /// Of a refusal: why, as the organization itself explains it. It alone knows the token that was used.
    Explained(Box<Explanation>),
    /// Else what was asked, for the organization to be asked again.
    Asked(Box<Seen>),
}

/// Reads a decision, or says why not and gives the exit code.
pub(super) fn read(org: &str, id: &str, ca_file: Option<&Path>) -> Result<Told, ExitCode> {
    if id.len() != 36 || !id.chars().all(|c| c.is_ascii_hexdigit() || c == '-') {
        let help = "it is in the header `Postern-Decision` or `ININ-Correlation-Id` of the answer";
        return Err(bad_input(format!("`{id}` is no id of a decision"), Some(help)));
    }
    let Ok(Some(place @ Place::Address(_))) = Place::read(org) else {
        let help = "give the address of the local organization that answered, such as http://127.0.0.1:8080; only those keep decisions";
        return Err(bad_input(format!("`{org}` keeps no decisions"), Some(help)));
    };
    let trust = source::trust(&place, ca_file).map_err(|mistake| bad_input(mistake.error, Some(mistake.help)))?;
    match postern_cloud::decision(&place, &trust, id) {
        Ok(told) => Ok(Explanation::deserialize(&told["explanation"])
            .map_or_else(|_| Told::Asked(Box::new(seen(&told))), |explanation| Told::Explained(Box::new(explanation)))),
        Err(NotTold { error, help }) => {
            bad_input(error, help.or(Some("a local organization keeps its last 16,384 decisions, until it stops")));
            Err(ExitCode::from(3))
        }
    }
}

fn seen(told: &Value) -> Seen {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let (request, verdict, subject) = (&told["request"], &told["verdict"], &told["subject"]);
    let path = text(&request["path"]);
    let of_token = path.as_deref().is_some_and(|path| path.ends_with("/oauth/token"));
    let grant =
        told["checks"].as_array().into_iter().flatten().find(|check| check["check"] == "request").and_then(|check| text(&check["detail"]));
    let (code, message) = (text(&verdict["code"]), text(&verdict["message"]));
    let answered = Seen {
        method: text(&request["method"]),
        path,
        client: text(&told["client"]),
        user: text(&subject["id"]).filter(|_| subject["kind"] == "PC_USER"),
        status: told["status"].as_u64().and_then(|status| u16::try_from(status).ok()),
        correlation: text(&told["id"]),
        ..Seen::default()
    };
    if of_token { Seen { error: code, description: message, grant, ..answered } } else { Seen { code, message, ..answered } }
}
