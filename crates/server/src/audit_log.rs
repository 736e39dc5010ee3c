//! Reading the change log for the audit API.
