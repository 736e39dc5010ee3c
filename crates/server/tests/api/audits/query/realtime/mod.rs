mod post;
mod related;
mod servicemapping;
