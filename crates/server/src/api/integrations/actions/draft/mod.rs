//! `/api/v2/integrations/actions/{actionId}/draft`.

pub mod post;
pub mod publish;
pub mod templates;
