//! `/api/v2/integrations`: what is more than storing integrations, their configurations and their data actions.

pub mod actions;
pub mod config;
pub mod create;
pub mod delete;
pub mod patch;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("post_integrations", Handler::Write(create::handle)),
    ("patch_integration", Handler::Write(patch::handle)),
    ("delete_integration", Handler::Write(delete::handle)),
    ("put_integration_config_current", Handler::Write(config::current::put::handle)),
    ("post_integrations_action_draft", Handler::Write(actions::draft::post::handle)),
    ("post_integrations_action_draft_publish", Handler::Write(actions::draft::publish::post::handle)),
    ("get_integrations_action_draft_template", Handler::Read(actions::draft::templates::get::handle)),
    ("get_integrations_action_template", Handler::Read(actions::templates::get::handle)),
];

/// Where integrations are kept.
const COLLECTION: &str = "/integrations";
/// Where published data actions are kept.
const ACTIONS: &str = "/integrations/actions";
/// Where drafts of data actions are kept, under the action's id: a draft may be there before its action.
const DRAFTS: &str = "/integrations/actions/drafts";
