//! `/api/v2/audits/query/{transactionId}/results`.

pub mod get;
