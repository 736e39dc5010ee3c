mod create;
mod delete;
mod put;
