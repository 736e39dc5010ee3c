//! `/api/v2/tokens`: the presented token, other people's tokens, the inactivity timeout.

pub mod me;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] =
    &[("head_tokens_me", Handler::Read(me::head::handle)), ("delete_tokens_me", Handler::Write(me::delete::handle))];
