mod get;
mod patch;
