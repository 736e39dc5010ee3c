//! `/api/v2/tokens`: the presented token, other people's tokens, the inactivity timeout.

pub mod delete;
pub mod me;
pub mod timeout;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_tokens_me", Handler::Read(me::get::handle)),
    ("head_tokens_me", Handler::Read(me::head::handle)),
    ("delete_tokens_me", Handler::Write(me::delete::handle)),
    ("delete_token", Handler::Write(delete::handle)),
    ("get_tokens_timeout", Handler::Read(timeout::get::handle)),
    ("put_tokens_timeout", Handler::Write(timeout::put::handle)),
];
