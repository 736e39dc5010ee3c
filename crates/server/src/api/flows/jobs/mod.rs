//! Jobs that publish a flow: registered, given the source by an upload, done with it.

pub mod create;
pub mod get;
pub mod receive;
