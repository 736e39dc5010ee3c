//! What of an organization changes by the minute: who is present, who takes interactions, who works which queue. It is kept
//! like every entity of the platform API, at the path where the API shows it.

pub(crate) mod observations;
pub(crate) mod presence;
pub(crate) mod queues;
pub(crate) mod routing;
