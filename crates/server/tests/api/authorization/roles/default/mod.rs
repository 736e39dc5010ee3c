mod post;
mod put;
