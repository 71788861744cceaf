//! Format 0, before the first release: a colour was written as `{"rgb": [18, 48, 95]}`, `fonts` was a list of names,
//! and text named its font by that name.

use crate::json::{Json, JsonValue};

/// Members that held a colour, or a list of colours.
const COLOURS: [&str; 4] = ["colour", "fill", "zebra", "colours"];

pub(super) fn to_1(json: &mut Json) {
    let families = take_families(json);
    walk(json, &families);
}

/// Makes families of the names, and gives the ids that the names now have.
fn take_families(json: &mut Json) -> Vec<(String, String)> {
    let taken = ids_in(json);
    let mut families = Vec::new();
    if let Some(JsonValue::Array(fonts)) = json.get_mut("fonts").map(|fonts| &mut fonts.value) {
        let mut number = 0;
        for font in fonts {
            let Some(name) = font.as_text().map(str::to_owned) else { continue };
            let id = loop {
                number += 1;
                let id = format!("f_{number}");
                if !taken.contains(&id) {
                    break id;
                }
            };
            font.value = JsonValue::Object(vec![
                ("id".to_owned(), Json { value: JsonValue::Text(id.clone()), offset: font.offset }),
                ("family".to_owned(), Json { value: JsonValue::Text(name.clone()), offset: font.offset }),
            ]);
            families.push((name, id));
        }
    }
    families
}

fn ids_in(json: &Json) -> Vec<String> {
    let mut ids = Vec::new();
    match &json.value {
        JsonValue::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value.as_text()) {
                    ("id", Some(id)) => ids.push(id.to_owned()),
                    _ => ids.extend(ids_in(value)),
                }
            }
        }
        JsonValue::Array(elements) => ids.extend(elements.iter().flat_map(ids_in)),
        JsonValue::Null | JsonValue::Boolean(_) | JsonValue::Number(_) | JsonValue::Text(_) => {}
    }
    ids
}

fn walk(json: &mut Json, families: &[(String, String)]) {
    match &mut json.value {
        JsonValue::Object(members) => {
            for (name, value) in members {
                if COLOURS.contains(&name.as_str()) {
                    rewrite_colours(value);
                }
                let id = families.iter().find(|(family, _)| name == "font" && value.as_text() == Some(family));
                if let Some((_, id)) = id {
                    value.value = JsonValue::Text(id.clone());
                }
                walk(value, families);
            }
        }
        JsonValue::Array(elements) => elements.iter_mut().for_each(|element| walk(element, families)),
        JsonValue::Null | JsonValue::Boolean(_) | JsonValue::Number(_) | JsonValue::Text(_) => {}
    }
}

fn rewrite_colours(json: &mut Json) {
    if let JsonValue::Array(elements) = &mut json.value {
        elements.iter_mut().for_each(rewrite_colours);
    } else if let Some(colour) = colour_of(json) {
        json.value = JsonValue::Text(colour);
    }
}

/// `{"rgb": [18, 48, 95]}` as `#12305f`; anything else is left for the reader to name.
fn colour_of(json: &Json) -> Option<String> {
    let JsonValue::Array(parts) = &json.get("rgb")?.value else { return None };
    let [red, green, blue] = parts.as_slice() else { return None };
    let byte = |part: &Json| part.as_number().and_then(|number| u8::try_from(number).ok());
    Some(format!("#{:02x}{:02x}{:02x}", byte(red)?, byte(green)?, byte(blue)?))
}
