//! Text styles with all they are based on.

use std::collections::BTreeMap;

use diagnostics::{Code, Diagnostic, Diagnostics, Location, ObjectId};
use model::{CharacterFormat, ParagraphFormat, TextStyle};

/// Styles by id, each with the settings of those it is based on.
pub(super) struct Styles {
    resolved: BTreeMap<ObjectId, (ParagraphFormat, CharacterFormat)>,
}

impl Styles {
    pub(super) fn resolve(styles: &[TextStyle], diagnostics: &mut Diagnostics) -> Self {
        let by_id: BTreeMap<ObjectId, &TextStyle> = styles.iter().map(|style| (style.id, style)).collect();
        let resolved = styles.iter().map(|style| (style.id, settings(style, &by_id, diagnostics))).collect();
        Self { resolved }
    }

    pub(super) fn get(&self, id: ObjectId) -> Option<&(ParagraphFormat, CharacterFormat)> {
        self.resolved.get(&id)
    }
}

fn settings(
    style: &TextStyle,
    by_id: &BTreeMap<ObjectId, &TextStyle>,
    diagnostics: &mut Diagnostics,
) -> (ParagraphFormat, CharacterFormat) {
    let (mut paragraph, mut character) = (style.paragraph.clone(), style.character.clone());
    let mut at = style;
    for _ in 0..by_id.len() {
        let Some(base) = at.based_on else { return (paragraph, character) };
        let Some(next) = by_id.get(&base) else {
            diagnostics.push_once(
                Diagnostic::new(Code::TemplateUnknownReference)
                    .with("kind", "style")
                    .with("name", base.to_string())
                    .at(Location::Object { object: at.id, property: Some("based_on"), range: None }),
            );
            return (paragraph, character);
        };
        paragraph = paragraph.over(&next.paragraph);
        character = character.over(&next.character);
        at = next;
    }
    if at.based_on.is_some() {
        diagnostics.push(
            Diagnostic::new(Code::TemplateLoop)
                .with("kind", "style")
                .with("name", style.name.as_str())
                .at(Location::Object { object: style.id, property: Some("based_on"), range: None }),
        );
    }
    (paragraph, character)
}
