//! `/api/v2/integrations/actions/{actionId}/templates`.

pub mod get;
