mod get;
mod publish;
mod put;
