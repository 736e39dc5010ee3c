//! Why a message is refused: one code a reason, each with a page in `docs/reasons/`.

/// A reason. What it means and what to do about it is on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// `saml.form_malformed`
    FormMalformed,
    /// `saml.provider_unknown`
    ProviderUnknown,
    /// `saml.provider_disabled`
    ProviderDisabled,
    /// `saml.provider_incomplete`
    ProviderIncomplete,
    /// `saml.message_encoding`
    MessageEncoding,
    /// `saml.message_too_large`
    MessageTooLarge,
    /// `saml.not_utf8`
    NotUtf8,
    /// `saml.xml_dtd`
    XmlDtd,
    /// `saml.xml_processing_instruction`
    XmlProcessingInstruction,
    /// `saml.xml_comment`
    XmlComment,
    /// `saml.xml_limits`
    XmlLimits,
    /// `saml.xml_malformed`
    XmlMalformed,
    /// `saml.message_type`
    MessageType,
    /// `saml.version`
    Version,
    /// `saml.status_not_success`
    StatusNotSuccess,
    /// `saml.message_shape`
    MessageShape,
    /// `saml.duplicate_id`
    DuplicateId,
    /// `saml.id_malformed`
    IdMalformed,
    /// `saml.misplaced_element`
    MisplacedElement,
    /// `saml.encrypted`
    Encrypted,
    /// `saml.assertion_missing`
    AssertionMissing,
    /// `saml.several_assertions`
    SeveralAssertions,
    /// `saml.unsigned`
    Unsigned,
    /// `saml.signed_element`
    SignedElement,
    /// `saml.no_key`
    NoKey,
    /// `saml.signature_shape`
    SignatureShape,
    /// `saml.canonicalization`
    Canonicalization,
    /// `saml.algorithm`
    Algorithm,
    /// `saml.sha1`
    Sha1,
    /// `saml.reference`
    Reference,
    /// `saml.transforms`
    Transforms,
    /// `saml.signature_invalid`
    SignatureInvalid,
    /// `saml.digest_mismatch`
    DigestMismatch,
    /// `saml.element_in_text`
    ElementInText,
    /// `saml.issuer_missing`
    IssuerMissing,
    /// `saml.issuer_mismatch`
    IssuerMismatch,
    /// `saml.audience_missing`
    AudienceMissing,
    /// `saml.audience_mismatch`
    AudienceMismatch,
    /// `saml.conditions_missing`
    ConditionsMissing,
    /// `saml.condition_unknown`
    ConditionUnknown,
    /// `saml.time_malformed`
    TimeMalformed,
    /// `saml.issued_in_future`
    IssuedInFuture,
    /// `saml.not_yet_valid`
    NotYetValid,
    /// `saml.expired`
    Expired,
    /// `saml.confirmation_missing`
    ConfirmationMissing,
    /// `saml.confirmation_shape`
    ConfirmationShape,
    /// `saml.confirmation_expired`
    ConfirmationExpired,
    /// `saml.recipient_mismatch`
    RecipientMismatch,
    /// `saml.destination_missing`
    DestinationMissing,
    /// `saml.destination_mismatch`
    DestinationMismatch,
    /// `saml.in_response_to_mismatch`
    InResponseToMismatch,
    /// `saml.unsolicited`
    Unsolicited,
    /// `saml.request_expired`
    RequestExpired,
    /// `saml.name_id_missing`
    NameIdMissing,
    /// `saml.name_id_malformed`
    NameIdMalformed,
    /// `saml.authn_statement_missing`
    AuthnStatementMissing,
    /// `saml.session_expired`
    SessionExpired,
    /// `saml.attribute_repeated`
    AttributeRepeated,
    /// `saml.attribute_malformed`
    AttributeMalformed,
    /// `saml.email_missing`
    EmailMissing,
    /// `saml.organization_name_missing`
    OrganizationNameMissing,
    /// `saml.organization_mismatch`
    OrganizationMismatch,
    /// `saml.person_unknown`
    PersonUnknown,
    /// `saml.replayed`
    Replayed,
    /// `saml.query_malformed`
    QueryMalformed,
    /// `saml.query_signature`
    QuerySignature,
    /// `saml.metadata_shape`
    MetadataShape,
    /// `saml.metadata_certificate`
    MetadataCertificate,
    /// `saml.metadata_endpoint`
    MetadataEndpoint,
    /// `saml.metadata_expired`
    MetadataExpired,
}

impl Code {
    /// Those that only whoever keeps the organization can find: who came before, who is known, what was posted where.
    pub const OF_THE_EDGE: &'static [Self] = &[
        Self::FormMalformed,
        Self::ProviderUnknown,
        Self::ProviderDisabled,
        Self::ProviderIncomplete,
        Self::PersonUnknown,
        Self::Replayed,
    ];

    /// Every reason, in the order in which a message meets them.
    pub const ALL: &'static [Self] = &[
        Self::FormMalformed,
        Self::ProviderUnknown,
        Self::ProviderDisabled,
        Self::ProviderIncomplete,
        Self::MessageEncoding,
        Self::MessageTooLarge,
        Self::NotUtf8,
        Self::XmlDtd,
        Self::XmlProcessingInstruction,
        Self::XmlComment,
        Self::XmlLimits,
        Self::XmlMalformed,
        Self::MessageType,
        Self::Version,
        Self::StatusNotSuccess,
        Self::MessageShape,
        Self::DuplicateId,
        Self::IdMalformed,
        Self::MisplacedElement,
        Self::Encrypted,
        Self::AssertionMissing,
        Self::SeveralAssertions,
        Self::Unsigned,
        Self::SignedElement,
        Self::NoKey,
        Self::SignatureShape,
        Self::Canonicalization,
        Self::Algorithm,
        Self::Sha1,
        Self::Reference,
        Self::Transforms,
        Self::SignatureInvalid,
        Self::DigestMismatch,
        Self::ElementInText,
        Self::IssuerMissing,
        Self::IssuerMismatch,
        Self::AudienceMissing,
        Self::AudienceMismatch,
        Self::ConditionsMissing,
        Self::ConditionUnknown,
        Self::TimeMalformed,
        Self::IssuedInFuture,
        Self::NotYetValid,
        Self::Expired,
        Self::ConfirmationMissing,
        Self::ConfirmationShape,
        Self::ConfirmationExpired,
        Self::RecipientMismatch,
        Self::DestinationMissing,
        Self::DestinationMismatch,
        Self::InResponseToMismatch,
        Self::Unsolicited,
        Self::RequestExpired,
        Self::NameIdMissing,
        Self::NameIdMalformed,
        Self::AuthnStatementMissing,
        Self::SessionExpired,
        Self::AttributeRepeated,
        Self::AttributeMalformed,
        Self::EmailMissing,
        Self::OrganizationNameMissing,
        Self::OrganizationMismatch,
        Self::PersonUnknown,
        Self::Replayed,
        Self::QueryMalformed,
        Self::QuerySignature,
        Self::MetadataShape,
        Self::MetadataCertificate,
        Self::MetadataEndpoint,
        Self::MetadataExpired,
    ];

    /// The code as people see it, like `saml.audience_mismatch`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FormMalformed => "saml.form_malformed",
            Self::ProviderUnknown => "saml.provider_unknown",
            Self::ProviderDisabled => "saml.provider_disabled",
            Self::ProviderIncomplete => "saml.provider_incomplete",
            Self::MessageEncoding => "saml.message_encoding",
            Self::MessageTooLarge => "saml.message_too_large",
            Self::NotUtf8 => "saml.not_utf8",
            Self::XmlDtd => "saml.xml_dtd",
            Self::XmlProcessingInstruction => "saml.xml_processing_instruction",
            Self::XmlComment => "saml.xml_comment",
            Self::XmlLimits => "saml.xml_limits",
            Self::XmlMalformed => "saml.xml_malformed",
            Self::MessageType => "saml.message_type",
            Self::Version => "saml.version",
            Self::StatusNotSuccess => "saml.status_not_success",
            Self::MessageShape => "saml.message_shape",
            Self::DuplicateId => "saml.duplicate_id",
            Self::IdMalformed => "saml.id_malformed",
            Self::MisplacedElement => "saml.misplaced_element",
            Self::Encrypted => "saml.encrypted",
            Self::AssertionMissing => "saml.assertion_missing",
            Self::SeveralAssertions => "saml.several_assertions",
            Self::Unsigned => "saml.unsigned",
            Self::SignedElement => "saml.signed_element",
            Self::NoKey => "saml.no_key",
            Self::SignatureShape => "saml.signature_shape",
            Self::Canonicalization => "saml.canonicalization",
            Self::Algorithm => "saml.algorithm",
            Self::Sha1 => "saml.sha1",
            Self::Reference => "saml.reference",
            Self::Transforms => "saml.transforms",
            Self::SignatureInvalid => "saml.signature_invalid",
            Self::DigestMismatch => "saml.digest_mismatch",
            Self::ElementInText => "saml.element_in_text",
            Self::IssuerMissing => "saml.issuer_missing",
            Self::IssuerMismatch => "saml.issuer_mismatch",
            Self::AudienceMissing => "saml.audience_missing",
            Self::AudienceMismatch => "saml.audience_mismatch",
            Self::ConditionsMissing => "saml.conditions_missing",
            Self::ConditionUnknown => "saml.condition_unknown",
            Self::TimeMalformed => "saml.time_malformed",
            Self::IssuedInFuture => "saml.issued_in_future",
            Self::NotYetValid => "saml.not_yet_valid",
            Self::Expired => "saml.expired",
            Self::ConfirmationMissing => "saml.confirmation_missing",
            Self::ConfirmationShape => "saml.confirmation_shape",
            Self::ConfirmationExpired => "saml.confirmation_expired",
            Self::RecipientMismatch => "saml.recipient_mismatch",
            Self::DestinationMissing => "saml.destination_missing",
            Self::DestinationMismatch => "saml.destination_mismatch",
            Self::InResponseToMismatch => "saml.in_response_to_mismatch",
            Self::Unsolicited => "saml.unsolicited",
            Self::RequestExpired => "saml.request_expired",
            Self::NameIdMissing => "saml.name_id_missing",
            Self::NameIdMalformed => "saml.name_id_malformed",
            Self::AuthnStatementMissing => "saml.authn_statement_missing",
            Self::SessionExpired => "saml.session_expired",
            Self::AttributeRepeated => "saml.attribute_repeated",
            Self::AttributeMalformed => "saml.attribute_malformed",
            Self::EmailMissing => "saml.email_missing",
            Self::OrganizationNameMissing => "saml.organization_name_missing",
            Self::OrganizationMismatch => "saml.organization_mismatch",
            Self::PersonUnknown => "saml.person_unknown",
            Self::Replayed => "saml.replayed",
            Self::QueryMalformed => "saml.query_malformed",
            Self::QuerySignature => "saml.query_signature",
            Self::MetadataShape => "saml.metadata_shape",
            Self::MetadataCertificate => "saml.metadata_certificate",
            Self::MetadataEndpoint => "saml.metadata_endpoint",
            Self::MetadataExpired => "saml.metadata_expired",
        }
    }

    /// Its page, from the root of the repository.
    pub fn page(self) -> String {
        format!("docs/reasons/{}.md", self.code())
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.code())
    }
}
