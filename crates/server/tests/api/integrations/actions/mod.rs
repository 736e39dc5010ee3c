mod draft;
mod templates;
