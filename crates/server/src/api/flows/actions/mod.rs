//! What is done to a flow by name.

pub mod checkout;
pub mod unlock;
