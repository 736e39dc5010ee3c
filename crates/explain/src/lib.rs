//! Why a call was refused, and the smallest change that would turn the answer.
//!
//! Ring 3: pure. [`read`] makes a [`Seen`] of what people have in hand: an answer, a curl command, a Terraform error.
//! [`explain`] ranks the [`causes`] that fit. With an organization the decision itself settles the question, and
//! [`remedy`] finds the smallest change, tries it on a copy and asks again before it offers it. [`Explanation`] is the one
//! form of all this; [`Explanation::text`] and its JSON are the same words in the command line, in
//! `/postern/decisions/{id}` and in reports.
//!
//! A cause is one file under `causes/`, named after it. To add one: the file, its line in [`causes::ALL`], a page
//! `docs/causes/<cause>.md`, a test that makes it fire and one that does not.
#![deny(missing_docs)]

mod assemble;
mod case;
pub mod causes;
mod explanation;
mod message;
pub mod myths;
pub mod place;
pub mod read;
mod region;
pub mod remedy;
mod seen;
mod words;

pub use case::{Case, Ruling};
pub use explanation::{Answer, Checked, Correction, Explanation, Ranked, Request, explain};
pub use place::{Asked, Place, Unclear};
pub use seen::{Presented, Seen, Shape};
