//! The schemas that are served. Names and mutability are those of the API description (`ScimV2User`, `ScimV2Group`).

use super::{Attribute, Kind, Mutability, ResourceType, Returned, Schema};

/// The part that stands for the value of an attribute (RFC 7643 §2.4).
pub const COMPARED_BY_VALUE: &str = "value";

/// Every kind of resource.
pub static RESOURCE_TYPES: &[&ResourceType] = &[&USER, &GROUP];

/// Every schema.
pub static SCHEMAS: &[&Schema] = &[&CORE_USER, &ENTERPRISE_USER, &GENESYS_USER, &CORE_GROUP];

/// Names that the API description uses in its examples of filters.
pub(super) static ALIASES: &[(&str, &str)] = &[("email", "emails")];

/// People.
pub static USER: ResourceType = ResourceType {
    name: "User",
    description: "A person",
    endpoint: "/users",
    core: &CORE_USER,
    extensions: &[&ENTERPRISE_USER, &GENESYS_USER],
    always: &["schemas", "id", "userName", "active", "meta"],
};

/// Groups.
pub static GROUP: ResourceType = ResourceType {
    name: "Group",
    description: "A group of people",
    endpoint: "/groups",
    core: &CORE_GROUP,
    extensions: &[],
    always: &["schemas", "id", "meta"],
};

const BLANK: Attribute = Attribute::BLANK;
const READ_ONLY: Attribute = Attribute { mutability: Mutability::ReadOnly, ..BLANK };
/// Values told apart by their text.
const BY_VALUE: Attribute = Attribute { kind: Kind::Complex, multiple: true, key: "value", ..BLANK };
/// Values of which there is one of each type.
const BY_TYPE: Attribute = Attribute { key: "type", ..BY_VALUE };

const PRIMARY: Attribute = Attribute { name: "primary", description: "Whether it is the preferred one", kind: Kind::Boolean, ..BLANK };
const REF: Attribute = Attribute {
    name: "$ref",
    description: "Where it is",
    kind: Kind::Reference,
    case_exact: true,
    references: &["User", "Group"],
    ..READ_ONLY
};
const TYPE: Attribute = Attribute { name: "type", description: "What kind it is", ..BLANK };

/// Parts that any attribute with several values has; they need no line of their own.
pub(super) static USUAL_PARTS: &[Attribute] =
    &[TYPE, PRIMARY, Attribute { name: "display", description: "What people see", ..BLANK }, Attribute { name: "value", ..BLANK }, REF];

/// Attributes of every resource (RFC 7643 §3.1).
pub(super) static COMMON: &[Attribute] = &[
    Attribute { name: "schemas", kind: Kind::Reference, multiple: true, case_exact: true, returned: Returned::Always, ..READ_ONLY },
    Attribute { name: "id", case_exact: true, unique: true, returned: Returned::Always, ..READ_ONLY },
    Attribute { name: "externalId", case_exact: true, ..BLANK },
    Attribute {
        name: "meta",
        kind: Kind::Complex,
        returned: Returned::Always,
        parts: &[
            Attribute { name: "resourceType", case_exact: true, ..READ_ONLY },
            Attribute { name: "lastModified", kind: Kind::DateTime, ..READ_ONLY },
            Attribute { name: "location", kind: Kind::Reference, case_exact: true, ..READ_ONLY },
            Attribute { name: "version", case_exact: true, ..READ_ONLY },
        ],
        ..READ_ONLY
    },
];

static CORE_USER: Schema = Schema {
    id: "urn:ietf:params:scim:schemas:core:2.0:User",
    name: "User",
    description: "A person",
    attributes: &[
        Attribute {
            name: "userName",
            description: "The main e-mail address",
            required: true,
            unique: true,
            returned: Returned::Always,
            ..BLANK
        },
        Attribute { name: "displayName", description: "The name", required: true, ..BLANK },
        Attribute { name: "title", description: "The job title", ..BLANK },
        Attribute {
            name: "active",
            description: "Whether the person can be used",
            kind: Kind::Boolean,
            returned: Returned::Always,
            ..BLANK
        },
        Attribute {
            name: "password",
            description: "A new password",
            case_exact: true,
            mutability: Mutability::WriteOnly,
            returned: Returned::Never,
            ..BLANK
        },
        Attribute {
            name: "emails",
            description: "E-mail addresses; that of type `other` is the main one and follows userName",
            parts: &[
                Attribute { name: "value", description: "The address", ..BLANK },
                Attribute { canonical: &["work", "other"], ..TYPE },
                PRIMARY,
            ],
            ..BY_TYPE
        },
        Attribute {
            name: "phoneNumbers",
            description: "Telephone numbers",
            parts: &[
                Attribute { name: "value", description: "The number", ..BLANK },
                Attribute { canonical: PHONE_TYPES, ..TYPE },
                PRIMARY,
            ],
            ..BY_TYPE
        },
        Attribute {
            name: "groups",
            description: "Groups the person is a member of; they are changed by changing the group",
            parts: &[
                Attribute { name: "value", description: "The group's id", case_exact: true, ..READ_ONLY },
                Attribute { mutability: Mutability::ReadOnly, canonical: &["Group"], ..TYPE },
                Attribute { references: &["Group"], ..REF },
            ],
            mutability: Mutability::ReadOnly,
            ..BY_VALUE
        },
        Attribute {
            name: "roles",
            description: "Roles the person was given, by name",
            parts: &[Attribute { name: "value", description: "The role's name", ..BLANK }],
            ..BY_VALUE
        },
    ],
    passed_over: &[
        "name",
        "nickName",
        "profileUrl",
        "userType",
        "preferredLanguage",
        "locale",
        "timezone",
        "ims",
        "photos",
        "addresses",
        "entitlements",
        "x509Certificates",
    ],
};

/// The types of telephone numbers. The last four are those of integrations.
const PHONE_TYPES: &[&str] =
    &["work", "work2", "work3", "work4", "home", "mobile", "other", "microsoftteams", "zoomphone", "eightbyeight", "ringcentral"];

static ENTERPRISE_USER: Schema = Schema {
    id: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    name: "EnterpriseUser",
    description: "A person's place in the company",
    attributes: &[
        Attribute { name: "division", description: "The division's name", ..BLANK },
        Attribute { name: "department", description: "The department", ..BLANK },
        Attribute {
            name: "manager",
            description: "The person's manager",
            kind: Kind::Complex,
            parts: &[
                Attribute { name: "value", description: "The manager's id", case_exact: true, ..BLANK },
                Attribute { references: &["User"], ..REF },
            ],
            ..BLANK
        },
        Attribute { name: "employeeNumber", description: "The number in the company's books", case_exact: true, ..BLANK },
        Attribute { name: "dateHire", description: "The day the person was hired, as yyyy-MM-dd", ..BLANK },
    ],
    passed_over: &["costCenter", "organization"],
};

const PROFICIENCY: Attribute = Attribute { name: "proficiency", description: "From 0 to 5", kind: Kind::Decimal, ..BLANK };

static GENESYS_USER: Schema = Schema {
    id: "urn:ietf:params:scim:schemas:extension:genesys:purecloud:2.0:User",
    name: "GenesysUser",
    description: "What the platform knows of a person besides",
    attributes: &[
        Attribute {
            name: "routingSkills",
            description: "Skills that work is routed by",
            parts: &[Attribute { name: "name", description: "The skill's name", required: true, ..BLANK }, PROFICIENCY],
            key: "name",
            ..BY_VALUE
        },
        Attribute {
            name: "routingLanguages",
            description: "Languages that work is routed by",
            parts: &[Attribute { name: "name", description: "The language's name", required: true, ..BLANK }, PROFICIENCY],
            key: "name",
            ..BY_VALUE
        },
        Attribute {
            name: "externalIds",
            description: "What the person is called elsewhere, one key an authority",
            parts: &[
                Attribute { name: "authority", description: "Who calls the person so", required: true, case_exact: true, ..BLANK },
                Attribute { name: "value", description: "The key", required: true, case_exact: true, ..BLANK },
            ],
            key: "authority",
            ..BY_VALUE
        },
    ],
    passed_over: &[],
};

static CORE_GROUP: Schema = Schema {
    id: "urn:ietf:params:scim:schemas:core:2.0:Group",
    name: "Group",
    description: "A group of people",
    attributes: &[
        Attribute { name: "displayName", description: "The name", required: true, unique: true, ..READ_ONLY },
        Attribute {
            name: "members",
            description: "Who is in it",
            parts: &[
                Attribute { name: "value", description: "The person's id", ..BLANK },
                Attribute { mutability: Mutability::ReadOnly, canonical: &["User"], ..TYPE },
                Attribute { references: &["User"], ..REF },
            ],
            ..BY_VALUE
        },
    ],
    passed_over: &[],
};
