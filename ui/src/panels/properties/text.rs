//! How a text looks: style, face, size, alignment, colour, and what happens when it is too long.

use editor::{Operation, Property, PropertyName};
use leptos::prelude::*;
use model::{
    Align, CharacterFormat, ColourRef, ElementKind, ObjectId, Overflow, Paragraph, ParagraphFormat, VerticalAlign,
};
use units::FontSize;

use super::Subject;
use super::appearance::{colour_choices, colour_of};
use crate::components::{Choice, ChoiceField, TextField};
use crate::designer::{Designer, designer};
use crate::language::{t, text};
use crate::looks::{self, Look};

fn first_paragraph(designer: Designer, id: ObjectId) -> Option<Paragraph> {
    designer.editing.with(|editor| editor.document().paragraphs(id)?.first().cloned())?
}

fn look(designer: Designer, id: ObjectId) -> Option<Look> {
    designer.editing.with(|editor| {
        editor.document().paragraphs(id).map(|paragraphs| looks::of_paragraphs(editor.template(), paragraphs))
    })?
}

/// Changes the settings of all runs of a text.
fn format_runs(designer: Designer, id: ObjectId, change: impl Fn(&mut CharacterFormat)) -> bool {
    designer.format(|editor| {
        let runs: Vec<_> = editor
            .document()
            .paragraphs(id)
            .unwrap_or_default()
            .iter()
            .flat_map(|paragraph| &paragraph.runs)
            .map(|run| {
                let mut format = run.format.clone();
                change(&mut format);
                Operation::set(run.id, Property::Character(format))
            })
            .collect();
        runs.into_iter().try_for_each(|operation| editor.apply(operation))
    })
}

/// Changes the settings of all paragraphs of a text.
fn format_paragraphs(designer: Designer, id: ObjectId, change: impl Fn(&mut ParagraphFormat)) -> bool {
    designer.format(|editor| {
        let paragraphs: Vec<_> = editor
            .document()
            .paragraphs(id)
            .unwrap_or_default()
            .iter()
            .map(|paragraph| {
                let mut format = paragraph.format.clone();
                change(&mut format);
                Operation::set(paragraph.id, Property::Paragraph(format))
            })
            .collect();
        paragraphs.into_iter().try_for_each(|operation| editor.apply(operation))
    })
}

const WEIGHTS: [(u16, &str); 4] =
    [(400, "weight-regular"), (500, "weight-medium"), (600, "weight-semibold"), (700, "weight-bold")];

/// The group.
#[component]
pub(crate) fn TextGroup(subject: Subject) -> impl IntoView {
    let designer = designer();
    let id = subject.id;
    let style = Signal::derive(move || {
        first_paragraph(designer, id)
            .and_then(|paragraph| paragraph.style)
            .map_or_else(String::new, |id| id.to_string())
    });
    let styles = Signal::derive(move || {
        let mut choices = vec![Choice { value: String::new(), name: text("style-none") }];
        let of_template = designer.editing.with_template(|template| {
            template
                .styles
                .iter()
                .map(|style| Choice { value: style.id.to_string(), name: style.name.clone() })
                .collect::<Vec<_>>()
        });
        choices.extend(of_template.unwrap_or_default());
        choices
    });
    let choose_style = move |word: String| {
        let style: Option<ObjectId> = word.parse().ok();
        designer.format(|editor| {
            let ids: Vec<_> =
                editor.document().paragraphs(id).unwrap_or_default().iter().map(|paragraph| paragraph.id).collect();
            ids.into_iter().try_for_each(|id| editor.apply(Operation::set(id, Property::Style(style))))
        });
    };
    let weight = Signal::derive(move || look(designer, id).map_or_else(String::new, |look| look.weight.to_string()));
    let weights =
        Signal::derive(|| WEIGHTS.map(|(weight, key)| Choice { value: weight.to_string(), name: text(key) }).to_vec());
    let size = Signal::derive(move || {
        look(designer, id).map_or_else(String::new, |look| {
            let points = format!("{:.2}", look.size.to_points());
            points.trim_end_matches('0').trim_end_matches('.').to_owned()
        })
    });
    let set_size = move |typed: String| {
        let Ok(points) = typed.trim().trim_end_matches("pt").trim().parse::<f64>() else { return false };
        let twentieths = (points * 20.0).round();
        (20.0..=32_760.0).contains(&twentieths)
            && format_runs(designer, id, |format| format.size = Some(FontSize::from_twentieths(twentieths as u16)))
    };
    let align = Signal::derive(move || {
        let align = designer.editing.with(|editor| {
            let paragraph = editor.document().paragraphs(id)?.first()?;
            let (of_style, _) = looks::style(editor.template(), paragraph.style);
            paragraph.format.over(&of_style).align
        });
        align.flatten().unwrap_or(Align::Start).keyword().to_owned()
    });
    let aligns = Signal::derive(|| {
        let key = |align: Align| match align {
            Align::Start => "align-start",
            Align::Centre => "align-centre",
            Align::End => "align-end",
            Align::Justify => "align-justify",
        };
        Align::ALL.iter().map(|align| Choice { value: align.keyword().to_owned(), name: text(key(*align)) }).collect()
    });
    let vertical = Signal::derive(move || match designer.editing.property(id, PropertyName::Vertical) {
        Some(Property::Vertical(vertical)) => vertical.keyword().to_owned(),
        _ => String::new(),
    });
    let verticals = Signal::derive(|| {
        let key = |vertical: VerticalAlign| match vertical {
            VerticalAlign::Top => "vertical-top",
            VerticalAlign::Middle => "vertical-middle",
            VerticalAlign::Bottom => "vertical-bottom",
        };
        VerticalAlign::ALL
            .iter()
            .map(|vertical| Choice { value: vertical.keyword().to_owned(), name: text(key(*vertical)) })
            .collect()
    });
    let overflow = Signal::derive(move || match designer.editing.property(id, PropertyName::Overflow) {
        Some(Property::Overflow(overflow)) => overflow.keyword().to_owned(),
        _ => String::new(),
    });
    let overflows = Signal::derive(|| {
        let key = |overflow: Overflow| match overflow {
            Overflow::Show => "overflow-show",
            Overflow::Clip => "overflow-clip",
            Overflow::Shrink => "overflow-shrink",
        };
        Overflow::ALL
            .iter()
            .map(|overflow| Choice { value: overflow.keyword().to_owned(), name: text(key(*overflow)) })
            .collect()
    });
    let colour = Signal::derive(move || look(designer, id).map(|look| look.colour));
    let colour_value = Signal::derive(move || colour.get().map_or_else(String::new, |colour| colour.to_string()));
    let is_object = subject.kind == ElementKind::Object;
    let family = move || look(designer, id).map(|look| look.family);
    view! {
        <section class="group">
            <div class="head">
                <h2>{t!("group-text")}</h2>
                <span class="note">{family}</span>
            </div>
            <ChoiceField
                value=style
                choices=styles
                commit=Callback::new(choose_style)
                label=Signal::derive(|| text("property-style"))
                name=Signal::derive(|| text("property-style"))
                id="property-style"
            />
            <div class="pair">
                <ChoiceField
                    value=weight
                    choices=weights
                    commit=Callback::new(move |word: String| {
                        if let Ok(weight) = word.parse() {
                            format_runs(designer, id, |format| format.weight = Some(weight));
                        }
                    })
                    name=Signal::derive(|| text("property-weight"))
                    id="property-weight"
                />
                <TextField
                    value=size
                    commit=Callback::new(set_size)
                    unit=Signal::derive(|| "pt".to_owned())
                    name=Signal::derive(|| text("property-size"))
                    id="property-size"
                />
            </div>
            <div class="pair">
                <ChoiceField
                    value=align
                    choices=aligns
                    commit=Callback::new(move |word: String| {
                        if let Some(align) = Align::from_keyword(&word) {
                            format_paragraphs(designer, id, |format| format.align = Some(align));
                        }
                    })
                    name=Signal::derive(|| text("property-align"))
                    id="property-align"
                />
                <ChoiceField
                    value=vertical
                    choices=verticals
                    commit=Callback::new(move |word: String| {
                        if let Some(vertical) = VerticalAlign::from_keyword(&word) {
                            designer.set_property(id, Property::Vertical(vertical));
                        }
                    })
                    name=Signal::derive(|| text("property-vertical"))
                    id="property-vertical"
                />
            </div>
            <ChoiceField
                value=colour_value
                choices=Signal::derive(move || colour_choices(designer, colour.get(), false))
                commit=Callback::new(move |word: String| {
                    if let Some(colour) = ColourRef::parse(&word) {
                        format_runs(designer, id, |format| format.colour = Some(colour));
                    }
                })
                name=Signal::derive(|| text("property-colour"))
                id="property-colour"
            >
                {colour_of(designer, colour)}
            </ChoiceField>
            {is_object
                .then(|| {
                    view! {
                        <ChoiceField
                            value=overflow
                            choices=overflows
                            commit=Callback::new(move |word: String| {
                                if let Some(overflow) = Overflow::from_keyword(&word) {
                                    designer.set_property(id, Property::Overflow(overflow));
                                }
                            })
                            label=Signal::derive(|| text("property-overflow"))
                            name=Signal::derive(|| text("property-overflow"))
                            id="property-overflow"
                        />
                    }
                })}
        </section>
    }
}
