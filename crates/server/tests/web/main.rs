//! The login host in a browser, against a server in this process. Whatever a test is shown is held to what every page must
//! be (`html.rs`).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests of an edge; one that cannot set up should stop loudly"
)]

#[path = "../harness/mod.rs"]
mod harness;
#[path = "../harness/log.rs"]
mod log;

mod authorize;
mod browser;
mod consent;
mod cookies;
mod csrf;
mod decision;
mod headers;
mod html;
mod implicit;
mod leaks;
mod login_page;
mod logout;
mod mix_up;
mod password;
mod pkce;
mod provider;
mod redirect_uri;
mod session;
mod state;
