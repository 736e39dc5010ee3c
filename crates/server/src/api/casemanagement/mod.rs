//! `/api/v2/casemanagement`: case plans with their stages and versions.

pub mod caseplans;

use crate::call::Handler;
use caseplans::{dataschemas, intakesettings, publish, stageplans, versions};

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("post_casemanagement_caseplans", Handler::Write(caseplans::create::handle)),
    ("post_casemanagement_caseplan_dataschemas", Handler::Write(dataschemas::create::handle)),
    ("put_casemanagement_caseplan_dataschema", Handler::Write(dataschemas::put::handle)),
    ("delete_casemanagement_caseplan_dataschema", Handler::Write(dataschemas::delete::handle)),
    ("put_casemanagement_caseplan_intakesettings", Handler::Write(intakesettings::put::handle)),
    ("post_casemanagement_caseplan_publish", Handler::Write(publish::post::handle)),
    ("patch_casemanagement_caseplan_stageplan", Handler::Write(stageplans::patch::handle)),
    ("patch_casemanagement_caseplan_stageplan_stepplan", Handler::Write(stageplans::stepplans::patch::handle)),
    ("post_casemanagement_caseplan_versions", Handler::Write(versions::create::handle)),
    ("get_casemanagement_caseplan_version", Handler::Read(versions::get::handle)),
    ("get_casemanagement_caseplan_version_dataschemas", Handler::Read(versions::dataschemas::list::handle)),
    ("get_casemanagement_caseplan_version_intakesettings", Handler::Read(versions::intakesettings::list::handle)),
    ("get_casemanagement_caseplan_version_stageplans", Handler::Read(versions::stageplans::list::handle)),
    ("get_casemanagement_caseplan_version_stageplan", Handler::Read(versions::stageplans::get::handle)),
    ("get_casemanagement_caseplan_version_stageplan_stepplans", Handler::Read(versions::stageplans::stepplans::list::handle)),
    ("get_casemanagement_caseplan_version_stageplan_stepplan", Handler::Read(versions::stageplans::stepplans::get::handle)),
];
