//! Postern's decision beside Cedar's; see `benches/cedar.rs`.
