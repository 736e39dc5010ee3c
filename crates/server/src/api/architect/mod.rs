//! `/api/v2/architect`: files of prompts and grammars; the rest is stored as it comes.

pub mod grammars;
pub mod prompts;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("post_architect_grammar_language_files_dtmf", Handler::Read(grammars::languages::files::dtmf::post::handle)),
    ("post_architect_grammar_language_files_voice", Handler::Read(grammars::languages::files::voice::post::handle)),
    ("post_architect_prompt_resources", Handler::Write(prompts::resources::create::handle)),
    ("put_architect_prompt_resource", Handler::Write(prompts::resources::put::handle)),
];
