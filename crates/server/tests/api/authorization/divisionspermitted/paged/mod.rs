mod list;
mod me;
