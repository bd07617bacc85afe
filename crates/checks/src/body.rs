//! Bodies as the world keeps them: packed, and read when a rule asks.

use std::any::Any;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use serde_json::Value;

/// The body of a record. Most are never looked at between two changes, and read JSON takes many times its text.
#[derive(Debug, Default)]
pub struct Body {
    /// Its JSON; empty once erased.
    text: Box<[u8]>,
    read: OnceLock<Box<Value>>,
    /// As the type that was asked for first: many rules look at one record many times.
    typed: OnceLock<Arc<dyn Any + Send + Sync>>,
}

impl Body {
    pub(crate) fn of(value: &Value) -> Self {
        let text = if value.is_null() { Vec::new() } else { serde_json::to_vec(value).unwrap_or_default() };
        Self { text: text.into(), ..Self::default() }
    }

    /// Whether it was erased.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.text.is_empty()
    }

    fn value(&self) -> Value {
        serde_json::from_slice(&self.text).unwrap_or_default()
    }

    /// As its type; nothing when it is erased or of a newer shape.
    pub(crate) fn typed<B: DeserializeOwned + Clone + Send + Sync + 'static>(&self) -> Option<B> {
        let read = || {
            let mut body = self.value();
            body.as_object_mut()?.remove("schema");
            serde_json::from_value::<B>(body).ok()
        };
        match self.typed.get_or_init(|| Arc::new(read())).downcast_ref::<Option<B>>() {
            Some(body) => body.clone(),
            None => read(),
        }
    }

    /// Forgets what was read, and keeps the text.
    pub(crate) fn pack(&mut self) {
        self.read.take();
        self.typed.take();
    }
}

impl Deref for Body {
    type Target = Value;

    fn deref(&self) -> &Value {
        self.read.get_or_init(|| Box::new(self.value()))
    }
}
