//! Why a call was refused, and the smallest change that would turn the answer.
//!
//! Ring 3: pure.
#![deny(missing_docs)]
