//! The shapes of JSON that presend writes, as JSON Schemas (draft 2020-12): one file each in `data/schemas/`. A field that is new there needs a
//! line in its schema; a test holds real results against them.

/// A shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// As it is named by `presend schema`.
    pub name: &'static str,
    /// The schema, with its final line end.
    pub text: &'static str,
}

macro_rules! schemas {
    ($($name:literal)*) => {
        &[ $( Schema { name: $name, text: include_str!(concat!("../../data/schemas/", $name, ".json")) }, )* ]
    };
}

/// All shapes, in the order in which they are listed.
pub const SCHEMAS: &[Schema] = schemas!["row" "summary" "gate" "sender" "bounce" "facts" "probe" "code"];

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// Calls `look` with every object of a schema that stands for a field or a shape.
    fn each_shape(place: &str, shape: &Value, look: &impl Fn(&str, &Value)) {
        look(place, shape);
        for (name, field) in shape["properties"].as_object().into_iter().flatten() {
            each_shape(&format!("{place}.{name}"), field, look);
        }
        if shape["items"].is_object() {
            each_shape(&format!("{place}[]"), &shape["items"], look);
        }
    }

    #[test]
    fn every_field_is_described_and_objects_stay_open() {
        for schema in SCHEMAS {
            let root: Value = serde_json::from_str(schema.text).unwrap();
            assert_eq!(root["$schema"], "https://json-schema.org/draft/2020-12/schema", "{}", schema.name);
            assert!(root["title"].is_string(), "{}", schema.name);
            each_shape(schema.name, &root, &|place, shape| {
                let is_plain = shape["$ref"].is_string() || place.ends_with("[]");
                assert!(is_plain || shape["description"].is_string(), "{place} has no description");
                if shape["properties"].is_object() {
                    assert_eq!(shape["additionalProperties"], true, "{place}");
                    assert!(shape["required"].as_array().is_some_and(|names| !names.is_empty()), "{place}");
                }
            });
        }
    }
}
