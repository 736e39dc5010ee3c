mod post;
mod publish;
mod templates;
