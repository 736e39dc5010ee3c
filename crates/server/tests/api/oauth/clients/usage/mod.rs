mod query;
mod summary;
