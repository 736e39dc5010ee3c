//! `POST /api/v2/quality/publishedforms`: the older address of evaluation forms.

pub use super::evaluations::create::handle;
