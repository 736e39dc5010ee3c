//! `/api/v2/authorization/products`.

pub mod list;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[("get_authorization_products", Handler::Read(list::handle))];
