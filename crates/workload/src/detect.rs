//! What a file is that somebody gives as a workload.

use postern_catalog::Catalog;

use crate::{Problem, Workload, har, operations, plan, sdk_debug};

/// A form in which a file says what a client has to be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A Terraform plan in JSON.
    Plan,
    /// An HTTP archive.
    Har,
    /// The provider's log.
    SdkDebug,
    /// A list of operations.
    Operations,
    /// None of these; what it is instead, and what helps.
    Other(&'static str, &'static str),
}

impl Kind {
    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plan => "a Terraform plan",
            Self::Har => "an HTTP archive",
            Self::SdkDebug => "a log of the provider",
            Self::Operations => "a list of operations",
            Self::Other(what, _) => what,
        }
    }
}

/// What `text` is, by what stands in it and not by the name of its file.
pub fn detect(text: &str) -> Kind {
    let begin = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if begin.starts_with("PK\u{3}\u{4}") {
        return Kind::Other("a plan in Terraform's own format", "print it with `terraform show -json`");
    }
    if begin.contains('\0') {
        return Kind::Other(
            "no text",
            "a workload is a folder of Terraform, a plan in JSON, an HTTP archive, a log or a list of operations",
        );
    }
    if sdk_debug::is_one(begin) {
        return Kind::SdkDebug;
    }
    if !begin.starts_with(['{', '[']) {
        return Kind::Operations;
    }
    let says = |name: &str| begin.contains(&format!("\"{name}\""));
    if says("format_version") && (says("resource_changes") || says("planned_values")) {
        Kind::Plan
    } else if says("log") && says("entries") {
        Kind::Har
    } else if says("terraform_version") {
        Kind::Other("a Terraform state", "give the plan, printed with `terraform show -json`, or the folder of the configuration")
    } else {
        Kind::Other("JSON of another kind", "a workload in JSON is a plan, printed with `terraform show -json`, or an HTTP archive")
    }
}

/// Reads a file of whatever kind.
///
/// # Errors
/// Its mistakes, if it cannot be read as what it is.
pub fn read(catalog: &Catalog, text: &str) -> Result<Workload, Vec<Problem>> {
    match detect(text) {
        Kind::Plan => plan::read(catalog, text),
        Kind::Har => har::read(catalog, text.trim_start_matches('\u{feff}')),
        Kind::SdkDebug => Ok(sdk_debug::read(catalog, text)),
        Kind::Operations => operations::read(catalog, text.trim_start_matches('\u{feff}')),
        Kind::Other(what, help) => Err(vec![Problem::new(format!("this is {what}, which is no workload")).with(help)]),
    }
}
