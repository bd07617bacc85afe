//! What is kept of users and groups, as data: filters, paths and the documents that describe it are made from it.

/// A type of resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// A person who is a member.
    User,
    /// A role.
    Group,
}

/// The shape of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Truth,
    Time,
    Reference,
    Complex,
}

/// An attribute (RFC 7643, 7).
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) many: bool,
    pub(super) required: bool,
    /// Whether case matters when it is compared.
    pub(super) exact: bool,
    /// Whether another system may say what it is.
    pub(super) written: bool,
    /// Whether it is in every answer, whatever was asked for.
    pub(super) always: bool,
    pub(super) unique: bool,
    /// What it is, for whoever reads the schema; nothing of what every resource has, or what is only compared.
    pub(super) about: Option<&'static str>,
    pub(super) subs: &'static [Attribute],
}

const TEXT: Attribute = Attribute {
    name: "",
    shape: Shape::Text,
    many: false,
    required: false,
    exact: false,
    written: true,
    always: false,
    unique: false,
    about: None,
    subs: &[],
};

const READ: Attribute = Attribute { written: false, exact: true, ..TEXT };

const ID: Attribute = Attribute { name: "id", always: true, ..READ };
const SCHEMAS: Attribute = Attribute { name: "schemas", shape: Shape::Reference, many: true, always: true, ..READ };
const META: Attribute = Attribute {
    name: "meta",
    shape: Shape::Complex,
    subs: &[
        Attribute { name: "resourceType", ..READ },
        Attribute { name: "created", shape: Shape::Time, ..READ },
        Attribute { name: "lastModified", shape: Shape::Time, ..READ },
        Attribute { name: "location", shape: Shape::Reference, ..READ },
        Attribute { name: "version", ..READ },
    ],
    ..READ
};

static USER: [Attribute; 10] = [
    ID,
    SCHEMAS,
    META,
    Attribute { name: "externalId", exact: true, ..TEXT },
    Attribute {
        name: "userName",
        required: true,
        unique: true,
        about: Some("What the person signs in as, most often an e-mail address."),
        ..TEXT
    },
    Attribute {
        name: "displayName",
        required: true,
        about: Some("Name shown beside what the person does; taken from name, or from userName, when it is not sent."),
        ..TEXT
    },
    Attribute { name: "title", about: Some("Position in the organisation."), ..TEXT },
    Attribute {
        name: "emails",
        shape: Shape::Complex,
        many: true,
        about: Some("Address for notices. One is kept: the primary one, or the one for work, or the first."),
        subs: &[
            Attribute { name: "value", about: Some("The address."), ..TEXT },
            Attribute { name: "type", ..READ },
            Attribute { name: "primary", shape: Shape::Truth, ..READ },
        ],
        ..TEXT
    },
    Attribute {
        name: "active",
        shape: Shape::Truth,
        required: true,
        about: Some("Whether the person may come in; true when it is not sent. Ending it ends every session."),
        ..TEXT
    },
    Attribute {
        name: "groups",
        shape: Shape::Complex,
        many: true,
        about: Some("Roles, by the groups that give them."),
        subs: &[
            Attribute { name: "value", about: Some("The role's id."), ..READ },
            Attribute { name: "$ref", shape: Shape::Reference, about: Some("The group."), ..READ },
            Attribute { name: "display", about: Some("The role's name."), ..READ },
            Attribute { name: "type", about: Some("How: always direct."), ..READ },
        ],
        ..READ
    },
];

static GROUP: [Attribute; 5] = [
    ID,
    SCHEMAS,
    META,
    Attribute { name: "displayName", exact: false, required: true, about: Some("The role's name."), ..READ },
    Attribute {
        name: "members",
        shape: Shape::Complex,
        many: true,
        about: Some("Who has the role."),
        subs: &[
            Attribute { name: "value", exact: true, about: Some("The user's id."), ..TEXT },
            Attribute { name: "$ref", shape: Shape::Reference, about: Some("The user."), ..READ },
            Attribute { name: "display", about: Some("The user's name."), ..READ },
            Attribute { name: "type", about: Some("Always User."), ..READ },
        ],
        ..TEXT
    },
];

/// Attributes of a user that other systems send and that are not kept: sending them is no error.
pub(super) const NOT_KEPT: [&str; 16] = [
    "name",
    "nickName",
    "profileUrl",
    "userType",
    "preferredLanguage",
    "locale",
    "timezone",
    "password",
    "phoneNumbers",
    "ims",
    "photos",
    "addresses",
    "entitlements",
    "roles",
    "x509Certificates",
    "externalId",
];

/// The attribute of that name, in whatever case it is written (RFC 7643, 2.1).
pub(super) fn named(attributes: &'static [Attribute], name: &str) -> Option<&'static Attribute> {
    attributes.iter().find(|a| a.name.eq_ignore_ascii_case(name))
}

impl Resource {
    /// Every type.
    pub const ALL: [Self; 2] = [Self::User, Self::Group];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Group => "Group",
        }
    }

    /// Where its resources are, below the base address.
    #[must_use]
    pub const fn endpoint(self) -> &'static str {
        match self {
            Self::User => "/Users",
            Self::Group => "/Groups",
        }
    }

    /// The URN of its schema.
    #[must_use]
    pub const fn schema(self) -> &'static str {
        match self {
            Self::User => "urn:ietf:params:scim:schemas:core:2.0:User",
            Self::Group => "urn:ietf:params:scim:schemas:core:2.0:Group",
        }
    }

    pub(super) fn attributes(self) -> &'static [Attribute] {
        match self {
            Self::User => &USER,
            Self::Group => &GROUP,
        }
    }
}
