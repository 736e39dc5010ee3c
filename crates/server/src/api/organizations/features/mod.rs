//! `/api/v2/organizations/features/{featureName}`.

pub mod patch;
