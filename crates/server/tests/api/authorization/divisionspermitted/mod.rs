mod me;
mod paged;
