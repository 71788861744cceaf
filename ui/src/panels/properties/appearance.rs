//! Fill, border, radius; how a line is drawn.

use editor::{Property, PropertyName};
use leptos::prelude::*;
use model::{ColourRef, Extra, LineCapStyle, LineJoinStyle, ObjectId, StrokeStyle};
use units::{Colour, Emu};

use crate::components::{Choice, ChoiceField, TextField};
use crate::designer::{Designer, designer};
use crate::language::{t, text};
use crate::{lengths, looks};

/// The template's swatches, plain colours, and the present one where it is none of them.
pub(crate) fn colour_choices(designer: Designer, now: Option<ColourRef>, with_none: bool) -> Vec<Choice> {
    let mut choices = Vec::new();
    if with_none {
        choices.push(Choice { value: String::new(), name: text("colour-none") });
    }
    let swatches = designer.editing.with_template(|template| {
        template
            .swatches
            .iter()
            .map(|swatch| Choice { value: ColourRef::Swatch(swatch.id).to_string(), name: swatch.name.clone() })
            .collect::<Vec<_>>()
    });
    choices.extend(swatches.unwrap_or_default());
    for (colour, key) in [(Colour::Rgb(0, 0, 0), "colour-black"), (Colour::Rgb(255, 255, 255), "colour-white")] {
        choices.push(Choice { value: ColourRef::Value(colour).to_string(), name: text(key) });
    }
    if let Some(now) = now {
        let value = now.to_string();
        if !choices.iter().any(|choice| choice.value == value) {
            let name = designer.editing.with_template(|template| looks::colour_name(template, now));
            choices.push(Choice { value, name: name.unwrap_or_default() });
        }
    }
    choices
}

/// The small square that shows a colour.
pub(crate) fn colour_of(designer: Designer, colour: Signal<Option<ColourRef>>) -> AnyView {
    let css =
        move || colour.get().and_then(|colour| designer.editing.with_template(|template| looks::css(template, colour)));
    view! {
        <span
            class="swatch"
            class:none=move || colour.get().is_none()
            style=move || css().map(|css| format!("background:{css}")).unwrap_or_default()
        ></span>
    }
    .into_any()
}

fn new_stroke(width: Emu) -> StrokeStyle {
    StrokeStyle {
        width,
        colour: ColourRef::Value(Colour::Rgb(0, 0, 0)),
        dash: Vec::new(),
        cap: LineCapStyle::Flat,
        join: LineJoinStyle::Miter,
        extra: Extra::default(),
    }
}

/// Fields for a stroke's width and colour.
fn stroke_fields(
    designer: Designer,
    stroke: Signal<Option<StrokeStyle>>,
    set: impl Fn(Option<StrokeStyle>) -> bool + Send + Sync + Copy + 'static,
) -> impl IntoView {
    let width = Signal::derive(move || {
        let unit = lengths::unit(designer.unit.get());
        stroke.get().map_or_else(|| "0".to_owned(), |stroke| lengths::number(stroke.width, unit))
    });
    let set_width = move |typed: String| {
        let Some(width) = lengths::parse(&typed, lengths::unit(designer.unit.get_untracked())) else { return false };
        if width < Emu::ZERO {
            return false;
        }
        let mut changed = stroke.get_untracked().unwrap_or_else(|| new_stroke(width));
        changed.width = width;
        set((width > Emu::ZERO).then_some(changed))
    };
    let colour = Signal::derive(move || stroke.get().map(|stroke| stroke.colour));
    let set_colour = move |word: String| {
        let Some(colour) = ColourRef::parse(&word) else {
            set(None);
            return;
        };
        let mut changed = stroke.get_untracked().unwrap_or_else(|| new_stroke(Emu::from_l_units(10)));
        changed.colour = colour;
        set(Some(changed));
    };
    view! {
        <div class="pair">
            <ChoiceField
                value=Signal::derive(move || colour.get().map_or_else(String::new, |colour| colour.to_string()))
                choices=Signal::derive(move || colour_choices(designer, colour.get(), true))
                commit=Callback::new(set_colour)
                name=Signal::derive(|| text("property-stroke"))
                id="property-stroke"
            >
                {colour_of(designer, colour)}
            </ChoiceField>
            <TextField
                value=width
                commit=Callback::new(set_width)
                unit=Signal::derive(move || lengths::unit(designer.unit.get()).symbol().to_owned())
                name=Signal::derive(|| text("property-stroke-width"))
                id="property-stroke-width"
            />
        </div>
    }
}

/// Fill, border and radius.
#[component]
pub(crate) fn FillGroup(id: ObjectId) -> impl IntoView {
    let designer = designer();
    let fill = Signal::derive(move || match designer.editing.property(id, PropertyName::Fill) {
        Some(Property::Fill(fill)) => fill,
        _ => None,
    });
    let stroke = Signal::derive(move || match designer.editing.property(id, PropertyName::Stroke) {
        Some(Property::Stroke(stroke)) => stroke,
        _ => None,
    });
    let has_stroke =
        designer.editing.peek(|editor| editor.property(id, PropertyName::Stroke).is_some()).unwrap_or(false);
    let radius = Signal::derive(move || match designer.editing.property(id, PropertyName::Radius) {
        Some(Property::Radius(radius)) => Some(lengths::number(radius, lengths::unit(designer.unit.get()))),
        _ => None,
    });
    let set_radius = move |typed: String| {
        lengths::parse(&typed, lengths::unit(designer.unit.get_untracked()))
            .is_some_and(|radius| radius >= Emu::ZERO && designer.set_property(id, Property::Radius(radius)))
    };
    view! {
        <section class="group">
            <div class="head"><h2>{t!("group-fill")}</h2></div>
            <div class="pair">
                <ChoiceField
                    value=Signal::derive(move || fill.get().map_or_else(String::new, |fill| fill.to_string()))
                    choices=Signal::derive(move || colour_choices(designer, fill.get(), true))
                    commit=Callback::new(move |word: String| {
                        designer.set_property(id, Property::Fill(ColourRef::parse(&word)));
                    })
                    name=Signal::derive(|| text("property-fill"))
                    id="property-fill"
                >
                    {colour_of(designer, fill)}
                </ChoiceField>
                {radius
                    .get_untracked()
                    .is_some()
                    .then(|| {
                        view! {
                            <TextField
                                value=Signal::derive(move || radius.get().unwrap_or_default())
                                commit=Callback::new(set_radius)
                                unit=Signal::derive(|| text("property-radius"))
                                name=Signal::derive(|| text("property-radius"))
                                id="property-radius"
                            />
                        }
                    })}
            </div>
            {has_stroke
                .then(|| {
                    stroke_fields(designer, stroke, move |stroke| designer.set_property(id, Property::Stroke(stroke)))
                })}
        </section>
    }
}

/// How a line is drawn.
#[component]
pub(crate) fn LineGroup(id: ObjectId) -> impl IntoView {
    let designer = designer();
    let stroke = Signal::derive(move || match designer.editing.property(id, PropertyName::Line) {
        Some(Property::Line(stroke)) => Some(stroke),
        _ => None,
    });
    view! {
        <section class="group">
            <div class="head"><h2>{t!("group-line")}</h2></div>
            {stroke_fields(designer, stroke, move |stroke| {
                stroke.is_some_and(|stroke| designer.set_property(id, Property::Line(stroke)))
            })}
        </section>
    }
}
