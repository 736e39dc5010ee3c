//! Every collection and singleton of the platform API that has no rules of its own, served from the catalogue alone.
//!
//! Ring 2: pure. [`plan`] says what an operation does, worked out once from its method, its path and its models; [`read`],
//! [`list`] and [`write`] do it on the organization's [`Resources`](postern_org::Resources). What the catalogue leaves open
//! (a key that is not `id`, a collection that is another view of one, fields that no answer shows) is a line of `rules.toml`:
//! no operation has code here. An operation that needs code gets a handler in the server, which comes first.
//!
//! An entity is kept as the API's model shows it, under its path without `/api/v2`: `/routing/queues/7c1…`. A singleton's path
//! ends in a slash, so that it is never an item of the collection beside it.
#![deny(missing_docs)]

mod ask;
mod list;
mod places;
mod plan;
mod refs;
mod rules;
mod scope;
mod shipped;
mod stamp;
mod stored_at;
mod unique;
mod view;
mod write;

pub use ask::Ask;
pub use list::select;
pub use plan::{Act, Paging, Plan, plan, served};
pub use shipped::items;
pub use stored_at::stored_at;
pub use view::{as_model, read, show};
pub use write::{Done, write};
