//! `/api/v2/integrations/actions/{actionId}/draft/templates`.

pub mod get;
