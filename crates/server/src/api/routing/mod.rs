//! `/api/v2/routing`: what of queues, skill groups and agents is more than an entity that is kept.

pub mod queues;
pub mod skillgroups;
pub mod users;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_routing_queue_members", Handler::Read(queues::members::list::handle)),
    ("post_routing_queue_members", Handler::Write(queues::members::create::handle)),
    ("get_routing_skillgroup_members_divisions", Handler::Read(skillgroups::members::divisions::get::handle)),
    ("post_routing_skillgroup_members_divisions", Handler::Write(skillgroups::members::divisions::post::handle)),
    ("get_routing_user_utilization", Handler::Read(users::utilization::get::handle)),
    ("put_routing_user_utilization", Handler::Write(users::utilization::put::handle)),
];
