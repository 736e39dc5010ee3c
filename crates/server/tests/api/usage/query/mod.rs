mod post;
mod results;
