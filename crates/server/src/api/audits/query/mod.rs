//! `/api/v2/audits/query`: submit, poll, fetch. Nothing is kept between the three: the transaction id is the query.

pub mod create;
mod execution;
pub mod get;
pub mod interval;
mod message;
pub mod realtime;
pub mod results;
pub mod servicemapping;
mod services;
