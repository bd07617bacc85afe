//! The documents that say what there is (RFC 7643, 5 to 7): configuration, types of resource, schemas.

use serde_json::{Value, json};

use super::BASE;
use super::list::MOST;
use super::schema::{Attribute, Resource, Shape};

const CONFIG: &str = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
const TYPE: &str = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
const SCHEMA: &str = "urn:ietf:params:scim:schemas:core:2.0:Schema";

/// What of the protocol is there.
#[must_use]
pub fn service_provider_config() -> Value {
    json!({
        "schemas": [CONFIG],
        "patch": {"supported": true},
        "bulk": {"supported": false, "maxOperations": 0, "maxPayloadSize": 0},
        "filter": {"supported": true, "maxResults": MOST},
        "changePassword": {"supported": false},
        "sort": {"supported": false},
        "etag": {"supported": true},
        "authenticationSchemes": [{
            "type": "oauthbearertoken",
            "name": "API token",
            "description": "A token with the scope `provision`, sent as Authorization: Bearer.",
            "primary": true,
        }],
        "meta": {"resourceType": "ServiceProviderConfig", "location": format!("{BASE}/ServiceProviderConfig")},
    })
}

/// The types of resource.
#[must_use]
pub fn resource_types() -> Vec<Value> {
    Resource::ALL.map(resource_type).into()
}

fn resource_type(resource: Resource) -> Value {
    let about = match resource {
        Resource::User => "People who are members of the workspace",
        Resource::Group => "Roles of the workspace: being in the group gives the role",
    };
    let name = resource.name();
    json!({
        "schemas": [TYPE],
        "id": name,
        "name": name,
        "description": about,
        "endpoint": resource.endpoint(),
        "schema": resource.schema(),
        "schemaExtensions": [],
        "meta": {"resourceType": "ResourceType", "location": format!("{BASE}/ResourceTypes/{name}")},
    })
}

/// The schemas.
#[must_use]
pub fn schemas() -> Vec<Value> {
    Resource::ALL.map(schema).into()
}

fn schema(resource: Resource) -> Value {
    let urn = resource.schema();
    json!({
        "schemas": [SCHEMA],
        "id": urn,
        "name": resource.name(),
        "description": match resource { Resource::User => "User account", Resource::Group => "Role" },
        "attributes": published(resource.attributes()),
        "meta": {"resourceType": "Schema", "location": format!("{BASE}/Schemas/{urn}")},
    })
}

fn published(attributes: &'static [Attribute]) -> Vec<Value> {
    attributes.iter().filter_map(|a| Some(attribute(a, a.about?))).collect()
}

fn attribute(a: &'static Attribute, about: &str) -> Value {
    let kind = match a.shape {
        Shape::Text => "string",
        Shape::Truth => "boolean",
        Shape::Time => "dateTime",
        Shape::Reference => "reference",
        Shape::Complex => "complex",
    };
    let mut value = json!({
        "name": a.name,
        "type": kind,
        "multiValued": a.many,
        "description": about,
        "required": a.required,
        "mutability": if a.written { "readWrite" } else { "readOnly" },
        "returned": if a.always { "always" } else { "default" },
    });
    if matches!(a.shape, Shape::Text | Shape::Reference) {
        value["caseExact"] = json!(a.exact);
        value["uniqueness"] = json!(if a.unique { "server" } else { "none" });
    }
    if a.name == "$ref" {
        value["referenceTypes"] = json!(["User", "Group"]);
    }
    if a.shape == Shape::Complex {
        value["subAttributes"] = json!(published(a.subs));
    }
    value
}
