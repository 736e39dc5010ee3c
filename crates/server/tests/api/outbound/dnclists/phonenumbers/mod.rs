mod delete;
mod patch;
mod post;
