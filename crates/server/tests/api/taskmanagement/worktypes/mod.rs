mod create;
mod patch;
mod query;
