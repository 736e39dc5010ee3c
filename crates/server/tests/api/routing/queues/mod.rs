mod me;
mod members;
