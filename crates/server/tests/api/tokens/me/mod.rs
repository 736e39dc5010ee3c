mod delete;
mod get;
mod head;
