mod delete;
mod me;
mod timeout;
