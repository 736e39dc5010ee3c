mod delete;
mod list;
mod post;
