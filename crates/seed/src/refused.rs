//! What an organization refuses of a seed, as a mistake with a place.

use postern_org::Refusal;
use postern_written::{Problem, Span};

/// What the organization itself refuses of the thing at `span`.
pub(crate) fn refused(span: &Span, refusal: Refusal) -> Problem {
    Problem::new(span.clone(), refusal.message)
}
