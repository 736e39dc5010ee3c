mod create;
mod put;
mod delete;
