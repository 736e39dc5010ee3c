//! The platform API over HTTP, against a server in this process. One module a path, like the URLs.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests of an edge; one that cannot set up should stop loudly"
)]

#[path = "../harness/mod.rs"]
mod harness;

mod analytics;
mod architect;
mod audits;
mod authorization;
mod casemanagement;
mod date;
mod downloads;
mod flows;
mod groups;
mod guides;
mod identityproviders;
mod integrations;
mod journey;
mod locations;
mod notifications;
mod oauth;
mod organizations;
mod outbound;
mod presencedefinitions;
mod quality;
mod responsemanagement;
mod routing;
mod scim;
mod scripts;
mod speechandtextanalytics;
mod stations;
mod systempresences;
mod taskmanagement;
mod teams;
mod telephony;
mod tokens;
mod usage;
mod users;
mod webdeployments;
