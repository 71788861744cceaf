//! The schema as a template keeps it, and as records and expressions use it.

use diagnostics::ObjectId;
use expression::{Schema, Type};
use model::{Extra, FieldType, SchemaField};

/// The schema of a template's fields; one without fields is open.
pub fn schema_of_template(fields: &[SchemaField]) -> Schema {
    Schema::of_template(fields)
}

/// A schema as fields of a template, each with an id from `new_id`. A field of unknown type becomes a text; a list of
/// lists a list.
pub fn template_fields(schema: &Schema, new_id: &mut dyn FnMut() -> ObjectId) -> Vec<SchemaField> {
    let mut fields = Vec::with_capacity(schema.fields.len());
    for field in &schema.fields {
        let mut single = &field.kind;
        let repeated = matches!(single, Type::List(_));
        while let Type::List(element) = single {
            single = element;
        }
        let (kind, inner) = match single {
            Type::Any | Type::Text | Type::List(_) => (FieldType::Text, Vec::new()),
            Type::Decimal => (FieldType::Number, Vec::new()),
            Type::Date => (FieldType::Date, Vec::new()),
            Type::Boolean => (FieldType::Boolean, Vec::new()),
            Type::Record(schema) => (FieldType::Record, template_fields(schema, new_id)),
        };
        fields.push(SchemaField {
            id: new_id(),
            name: field.name.to_string(),
            kind,
            required: field.required,
            repeated,
            fields: inner,
            extra: Extra::default(),
        });
    }
    fields
}
