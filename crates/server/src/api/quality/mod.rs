//! `/api/v2/quality`: publishing of evaluation and survey forms. Forms themselves, their versions and what is published are
//! the engine's.

pub mod publish;
pub mod publishedforms;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("post_quality_publishedforms", Handler::Write(publishedforms::create::handle)),
    ("post_quality_publishedforms_evaluations", Handler::Write(publishedforms::evaluations::create::handle)),
    ("post_quality_publishedforms_surveys", Handler::Write(publishedforms::surveys::create::handle)),
];
