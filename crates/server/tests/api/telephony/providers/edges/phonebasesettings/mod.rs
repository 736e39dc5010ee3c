mod create;
mod delete;
mod put;
mod template;
