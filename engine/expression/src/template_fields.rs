//! The schema of records from the fields that a template names.

use model::{FieldType, SchemaField};

use crate::{Field, Schema, Type};

impl Schema {
    /// The schema that a template's fields describe. A record without fields of its own, and data without any, may hold
    /// anything.
    pub fn of_template(fields: &[SchemaField]) -> Self {
        Self { fields: fields.iter().map(Field::from).collect(), open: fields.is_empty() }
    }
}

impl From<&SchemaField> for Field {
    fn from(field: &SchemaField) -> Self {
        let one = match field.kind {
            FieldType::Text => Type::Text,
            FieldType::Number => Type::Decimal,
            FieldType::Date => Type::Date,
            FieldType::Boolean => Type::Boolean,
            FieldType::Record => Type::record(Schema::of_template(&field.fields)),
        };
        let kind = if field.repeated { Type::list(one) } else { one };
        Self { name: field.name.as_str().into(), kind, required: field.required }
    }
}

#[cfg(test)]
mod tests {
    use model::Template;

    use super::*;

    #[test]
    fn repeated_records_become_lists_of_records() {
        let text = r#"{"format": 1, "id": "t", "name": "t", "masters": [], "sections": [], "data": {"fields": [
            {"id": "a", "name": "rows", "kind": "record", "repeated": true, "required": true, "fields": [
                {"id": "b", "name": "amount", "kind": "number"}]},
            {"id": "c", "name": "more", "kind": "record"}]}}"#;
        let fields = Template::from_json("template.json", text).unwrap().0.data.fields;
        let schema = Schema::of_template(&fields);
        let row = Type::record(Schema::new([Field::optional("amount", Type::Decimal)]));
        assert_eq!(schema.field("rows"), Some(&Field::required("rows", Type::list(row))));
        assert_eq!(schema.field("more").map(|field| &field.kind), Some(&Type::any_record()));
        assert!(!schema.open);
    }
}
