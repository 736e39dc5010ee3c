mod create;
mod get;
