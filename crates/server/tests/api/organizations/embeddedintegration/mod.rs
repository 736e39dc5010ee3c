mod get;
mod put;
