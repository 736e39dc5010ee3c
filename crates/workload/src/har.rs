//! An HTTP Archive (HAR 1.2), as browsers and proxies save it. It is full of tokens: headers, cookies and answers are not
//! even read, bodies are looked at for a division and dropped.

use postern_catalog::Catalog;
use serde::Deserialize;

use crate::request::{Request, api_path};
use crate::{Problem, Workload, problem};

#[derive(Deserialize)]
struct Archive {
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    request: Asked,
    #[serde(default)]
    response: Answered,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    method: String,
    url: String,
    #[serde(default)]
    post_data: Option<Posted>,
}

#[derive(Deserialize)]
struct Posted {
    #[serde(default)]
    text: String,
}

#[derive(Default, Deserialize)]
struct Answered {
    /// 0 or below where there was no answer.
    #[serde(default)]
    status: i64,
}

/// Reads an archive: the requests to the platform API. Requests to hosts of the platform count if there are any; else those
/// to every host that has paths like the platform's, such as a local organization or a gateway.
///
/// # Errors
/// When the text is no archive.
pub fn read(catalog: &Catalog, text: &str) -> Result<Workload, Vec<Problem>> {
    let archive: Archive = serde_json::from_str(text).map_err(|error| vec![problem::json("an HTTP archive", &error)])?;
    let official = archive.log.entries.iter().any(|entry| is_official(&entry.request.url) && api_path(&entry.request.url).is_some());
    let mut workload = Workload::default();
    for (index, Entry { request, response }) in archive.log.entries.iter().enumerate() {
        let at = format!("entry {}", index + 1);
        if official && !is_official(&request.url) {
            continue;
        }
        if host(&request.url).starts_with("api.") && is_official(&request.url) && api_path(&request.url).is_none() {
            workload.add_gap_once(&at, format!("{} is asked for something that is not below /api/v2/", host(&request.url)));
        }
        let status = u16::try_from(response.status).ok().filter(|status| *status > 0);
        let body = request.post_data.as_ref().map(|posted| posted.text.as_str());
        workload.saw(catalog, &at, &Request { method: &request.method, url: &request.url, status, body });
    }
    Ok(workload)
}

/// Endings of the platform's own hosts, from the list of regions.
const DOMAINS: [&str; 9] = [
    ".mypurecloud.com",
    ".mypurecloud.de",
    ".mypurecloud.ie",
    ".mypurecloud.com.au",
    ".mypurecloud.jp",
    ".pure.cloud",
    ".us-gov-pure.cloud",
    ".inindca.com",
    ".inintca.com",
];

/// Whether an address is one of the platform's own.
fn is_official(url: &str) -> bool {
    let host = host(url);
    DOMAINS.iter().any(|domain| host.ends_with(domain))
}

/// The host of an address, in small letters.
fn host(url: &str) -> String {
    let host = url.split_once("://").map_or("", |(_, rest)| rest).split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.to_ascii_lowercase()
}
