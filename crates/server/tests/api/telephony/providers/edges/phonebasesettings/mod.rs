mod create;
mod put;
mod delete;
mod template;
