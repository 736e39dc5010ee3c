//! `/api/v2/integrations/{integrationId}/config`.

pub mod current;
