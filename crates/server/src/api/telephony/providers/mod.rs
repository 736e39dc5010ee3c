//! Providers of telephony.

pub mod edges;
