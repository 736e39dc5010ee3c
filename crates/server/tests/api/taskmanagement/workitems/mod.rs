mod create;
mod query;
