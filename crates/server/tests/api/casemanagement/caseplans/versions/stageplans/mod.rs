mod get;
mod list;
mod stepplans;
