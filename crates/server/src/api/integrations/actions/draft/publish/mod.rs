//! `/api/v2/integrations/actions/{actionId}/draft/publish`.

pub mod post;
