//! `/api/v2/users`: people.

pub mod bulk;
pub mod create;
pub mod delete;
pub mod externalid;
pub mod get;
pub mod invite;
pub mod list;
pub mod me;
pub mod password;
pub mod patch;
pub mod presences;
pub mod profileskills;
pub mod query;
pub mod queues;
pub mod roles;
pub mod roster;
pub mod routingstatus;
pub mod search;
pub mod state;
pub mod station;
pub mod view;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_users", Handler::Read(list::handle)),
    ("post_users", Handler::Write(create::handle)),
    ("patch_users_bulk", Handler::Write(bulk::patch::handle)),
    ("get_users_externalid_authority_name_external_key", Handler::Read(externalid::person::get::handle)),
    ("get_users_me", Handler::Read(me::get::handle)),
    ("post_users_me_password", Handler::Write(me::password::post::handle)),
    ("get_users_query", Handler::Read(query::list::handle)),
    ("get_users_search", Handler::Read(search::get::handle)),
    ("post_users_search", Handler::Read(search::post::handle)),
    ("get_user", Handler::Read(get::handle)),
    ("patch_user", Handler::Write(patch::handle)),
    ("delete_user", Handler::Write(delete::handle)),
    ("get_user_externalid", Handler::Read(externalid::list::handle)),
    ("post_user_externalid", Handler::Write(externalid::create::handle)),
    ("get_user_externalid_authority_name", Handler::Read(externalid::get::handle)),
    ("delete_user_externalid_authority_name_external_key", Handler::Write(externalid::delete::handle)),
    ("post_user_invite", Handler::Write(invite::post::handle)),
    ("post_user_password", Handler::Write(password::post::handle)),
    ("get_user_presences_purecloud", Handler::Read(presences::purecloud::get::handle)),
    ("patch_user_presences_purecloud", Handler::Write(presences::purecloud::patch::handle)),
    ("get_user_presence", Handler::Read(presences::get::handle)),
    ("patch_user_presence", Handler::Write(presences::patch::handle)),
    ("get_user_profileskills", Handler::Read(profileskills::get::handle)),
    ("put_user_profileskills", Handler::Write(profileskills::put::handle)),
    ("get_user_queues", Handler::Read(queues::list::handle)),
    ("patch_user_queues", Handler::Write(queues::patch::handle)),
    ("patch_user_queue", Handler::Write(queues::patch::one)),
    ("get_user_roles", Handler::Read(roles::get::handle)),
    ("put_user_roles", Handler::Write(roles::put::handle)),
    ("get_user_routingstatus", Handler::Read(routingstatus::get::handle)),
    ("put_user_routingstatus", Handler::Write(routingstatus::put::handle)),
    ("get_user_state", Handler::Read(state::get::handle)),
    ("put_user_state", Handler::Write(state::put::handle)),
    ("get_user_station", Handler::Read(station::get::handle)),
    ("put_user_station_associatedstation_station_id", Handler::Write(station::associatedstation::put::handle)),
    ("put_user_station_defaultstation_station_id", Handler::Write(station::defaultstation::put::handle)),
];
