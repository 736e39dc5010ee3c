//! `/api/v2/integrations/{integrationId}/config/current`.

pub mod put;
