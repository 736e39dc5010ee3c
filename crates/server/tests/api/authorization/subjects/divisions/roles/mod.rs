mod delete;
mod post;
