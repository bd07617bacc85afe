//! One operation of the API: how it is called, what goes in, what comes out, and who answers.

use axum::routing::MethodRouter;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

use crate::state::Served;

/// Makes the schema of a type in the document's generator.
type Schema = fn(&mut SchemaGenerator) -> Value;

/// What an operation answers with.
pub(super) enum Answer {
    /// JSON of a type.
    Json(Schema),
    /// Text.
    Text,
    /// Bytes of a media type.
    Bytes(&'static str),
    /// CSV or XLSX, as asked for.
    Sheet,
}

/// A row of the API.
pub(super) struct Operation {
    pub(super) method: &'static str,
    /// Path below `/api/v1`.
    pub(super) path: &'static str,
    pub(super) id: &'static str,
    pub(super) summary: &'static str,
    pub(super) query: Option<Schema>,
    pub(super) body: Option<Schema>,
    /// The body is bytes, not JSON.
    pub(super) bytes_in: bool,
    /// A repeated request with the same Idempotency-Key is answered as the first was.
    pub(super) idempotent: bool,
    pub(super) status: u16,
    pub(super) answer: Answer,
    pub(super) handler: MethodRouter<Served>,
}

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

impl Operation {
    pub(super) fn new(
        method: &'static str,
        path: &'static str,
        id: &'static str,
        summary: &'static str,
        handler: MethodRouter<Served>,
    ) -> Self {
        Self {
            method,
            path,
            id,
            summary,
            query: None,
            body: None,
            bytes_in: false,
            idempotent: false,
            status: 200,
            answer: Answer::Text,
            handler,
        }
    }

    pub(super) fn query<T: JsonSchema>(mut self) -> Self {
        self.query = Some(schema::<T>);
        self
    }

    pub(super) fn body<T: JsonSchema>(mut self) -> Self {
        self.body = Some(schema::<T>);
        self
    }

    pub(super) fn json<T: JsonSchema>(mut self) -> Self {
        self.answer = Answer::Json(schema::<T>);
        self
    }

    pub(super) fn bytes(mut self) -> Self {
        self.answer = Answer::Bytes("application/octet-stream");
        self
    }

    pub(super) fn events(mut self) -> Self {
        self.answer = Answer::Bytes("text/event-stream");
        self
    }

    pub(super) fn tar(mut self) -> Self {
        self.answer = Answer::Bytes("application/x-tar");
        self
    }

    pub(super) fn sheet(mut self) -> Self {
        self.answer = Answer::Sheet;
        self
    }

    pub(super) fn bytes_in(mut self) -> Self {
        self.bytes_in = true;
        self
    }

    pub(super) fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    pub(super) fn created(mut self) -> Self {
        self.status = 201;
        self
    }

    /// The whole path.
    pub(super) fn route(&self) -> String {
        format!("/api/v1{}", self.path)
    }
}
