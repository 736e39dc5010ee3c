//! Numbers that can be dialled from outside.

pub mod list;
mod pool;
