//! `/serviceproviderconfig`.

pub mod get;
