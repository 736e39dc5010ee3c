mod get;
mod password;
