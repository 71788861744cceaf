//! The form definition: how the printer makes sheets of pages, and which pages are printed by which medium map.

use editor::{Property, PropertyName};
use leptos::prelude::*;
use model::{ConstantForms, Duplex, ElementKind, Extra, MediumEject, MediumMap, ObjectId, SheetOrientation};
use units::{Angle, Emu, QuarterTurn, Size};

use super::index::{optional, said};
use super::profile::listed;
use super::setting::{ChoiceSetting, SwitchSetting, TextSetting, own};
use super::{afp, change, head_with_add, remove_button};
use crate::designer::{Designer, designer};
use crate::language::{t, text, text_with};
use crate::lengths;

const DUPLEX: &[(Duplex, &str)] =
    &[(Duplex::Simplex, "duplex-simplex"), (Duplex::Normal, "duplex-normal"), (Duplex::Tumble, "duplex-tumble")];
const CONSTANT: &[(ConstantForms, &str)] = &[
    (ConstantForms::None, "constant-none"),
    (ConstantForms::Front, "constant-front"),
    (ConstantForms::Back, "constant-back"),
    (ConstantForms::Both, "constant-both"),
];
const ORIENTATION: &[(SheetOrientation, &str)] = &[
    (SheetOrientation::Portrait, "orientation-portrait"),
    (SheetOrientation::Landscape, "orientation-landscape"),
    (SheetOrientation::ReversePortrait, "orientation-reverse-portrait"),
    (SheetOrientation::ReverseLandscape, "orientation-reverse-landscape"),
];
const EJECT: &[(MediumEject, &str)] = &[
    (MediumEject::Sheet, "eject-sheet"),
    (MediumEject::Partition, "eject-partition"),
    (MediumEject::Front, "eject-front"),
    (MediumEject::Back, "eject-back"),
];
const TURNS: &[(QuarterTurn, &str)] = &[
    (QuarterTurn::Zero, "turn-0"),
    (QuarterTurn::One, "turn-90"),
    (QuarterTurn::Two, "turn-180"),
    (QuarterTurn::Three, "turn-270"),
];

/// Form definition, medium maps and who uses them.
#[component]
pub(super) fn SheetGroup() -> impl IntoView {
    let designer = designer();
    let ids =
        Memo::new(move |_| afp(designer, |afp| afp.medium_maps.iter().map(|map| map.id).collect::<Vec<ObjectId>>()));
    let append = move || {
        let Some(id) = designer.fresh_id(ElementKind::MediumMap) else { return };
        let taken: Vec<String> =
            untrack(|| afp(designer, |afp| afp.medium_maps.iter().map(|map| map.name.clone()).collect()));
        let name = (1..=taken.len() + 1).map(|number| format!("MAP{number}")).find(|name| !taken.contains(name));
        let map = new_map(id, name.unwrap_or_default());
        change(designer, |afp| afp.medium_maps.push(map));
    };
    let has_maps = move || ids.with(|ids| !ids.is_empty());
    let masters = Memo::new(move |_| {
        designer
            .editing
            .with_template(|template| template.masters.iter().map(|master| master.id).collect::<Vec<ObjectId>>())
            .unwrap_or_default()
    });
    view! {
        <section class="group">
            {head_with_add("group-sheets", "output-map-add", append)}
            <Show when=move || !has_maps()><div class="live">{t!("output-sheets-empty")}</div></Show>
            <div class="entries" id="output-maps">
                <For each=move || ids.get() key=|id| *id let:id>{map_entry(designer, id)}</For>
            </div>
            <Show when=has_maps>
                <TextSetting
                    label="output-form-definition"
                    hint="output-form-definition-hint"
                    value=Signal::derive(move || afp(designer, |afp| afp.form_definition.clone()))
                    commit=Callback::new(move |typed: String| {
                        change(designer, |afp| typed.trim().clone_into(&mut afp.form_definition))
                    })
                    owner=own(designer)
                    property="form_definition"
                    id="output-form-definition"
                />
                <TextSetting
                    label="output-medium-map"
                    hint="output-medium-map-hint"
                    value=Signal::derive(move || afp(designer, |afp| said(afp.medium_map.as_ref())))
                    commit=Callback::new(move |typed: String| change(designer, |afp| afp.medium_map = optional(&typed)))
                    owner=own(designer)
                    property="medium_map"
                    id="output-medium-map"
                    code=true
                />
                <For each=move || masters.get() key=|id| *id let:id>{master_map(designer, id)}</For>
            </Show>
        </section>
    }
}

/// The medium map of a master's pages.
fn master_map(designer: Designer, id: ObjectId) -> impl IntoView {
    let value = Signal::derive(move || match designer.editing.property(id, PropertyName::MediumMap) {
        Some(Property::MediumMap(map)) => said(map.as_ref()),
        _ => String::new(),
    });
    let name = Signal::derive(move || match designer.editing.property(id, PropertyName::Name) {
        Some(Property::Name(name)) => name,
        _ => String::new(),
    });
    view! {
        <div data-id=id.to_string()>
            <TextSetting
                label="output-master-map"
                hint="output-master-map-hint"
                value=value
                commit=Callback::new(move |typed: String| designer.set_property(id, Property::MediumMap(optional(&typed))))
                owner=Signal::stored(id.to_string())
                property="medium_map"
                code=true
                unit=name
            />
        </div>
    }
}

fn new_map(id: ObjectId, name: String) -> MediumMap {
    MediumMap {
        id,
        name,
        duplex: Duplex::Simplex,
        copies: 1,
        source: 0,
        media_type: String::new(),
        destination: 0,
        jog: false,
        up: 0,
        eject: MediumEject::Sheet,
        constant_forms: ConstantForms::None,
        front_overlays: Vec::new(),
        back_overlays: Vec::new(),
        x: Emu::ZERO,
        y: Emu::ZERO,
        rotation: Angle::ZERO,
        size: None,
        orientation: SheetOrientation::Portrait,
        finishing: Vec::new(),
        extra: Extra::default(),
    }
}

/// A medium map being shown: reads and writes its fields.
#[derive(Clone, Copy)]
struct Entry {
    designer: Designer,
    id: ObjectId,
}

impl Entry {
    fn get<R: Default>(self, of: impl FnOnce(&MediumMap) -> R) -> R {
        afp(self.designer, |afp| afp.medium_maps.iter().find(|map| map.id == self.id).map(of).unwrap_or_default())
    }

    fn set(self, with: impl Fn(&mut MediumMap)) -> bool {
        change(self.designer, |afp| afp.medium_maps.iter_mut().filter(|map| map.id == self.id).for_each(with))
    }

    fn owner(self) -> Signal<String> {
        Signal::stored(self.id.to_string())
    }

    /// A line of text.
    fn text(
        self,
        label: &'static str,
        property: &'static str,
        of: fn(&MediumMap) -> String,
        set: fn(&mut MediumMap, &str) -> bool,
    ) -> impl IntoView {
        let commit = move |typed: String| {
            let mut trial = new_map(self.id, String::new());
            set(&mut trial, typed.trim())
                && self.set(|map| {
                    set(map, typed.trim());
                })
        };
        view! {
            <TextSetting
                label=label
                value=Signal::derive(move || self.get(of))
                commit=Callback::new(commit)
                owner=self.owner()
                property=property
            />
        }
    }

    /// A length in the chosen unit.
    fn length(
        self,
        label: &'static str,
        property: &'static str,
        of: fn(&MediumMap) -> Option<Emu>,
        set: fn(&mut MediumMap, Option<Emu>),
    ) -> impl IntoView {
        let unit = move || lengths::unit(self.designer.unit.get());
        let commit = move |typed: String| {
            let typed = typed.trim();
            let length = lengths::parse(typed, untrack(unit));
            (length.is_some() || typed.is_empty()) && self.set(|map| set(map, length))
        };
        view! {
            <TextSetting
                label=label
                value=Signal::derive(move || {
                    self.get(of).map(|length| lengths::number(length, unit())).unwrap_or_default()
                })
                commit=Callback::new(commit)
                owner=self.owner()
                property=property
                unit=Signal::derive(move || unit().symbol().to_owned())
            />
        }
    }

    /// One of a few.
    fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
        self,
        label: &'static str,
        property: &'static str,
        choices: &'static [(T, &'static str)],
        of: fn(&MediumMap) -> Option<T>,
        set: fn(&mut MediumMap, T),
    ) -> impl IntoView {
        view! {
            <ChoiceSetting
                label=label
                choices=choices
                value=Signal::derive(move || self.get(of))
                commit=Callback::new(move |chosen| { self.set(|map| set(map, chosen)); })
                owner=self.owner()
                property=property
            />
        }
    }
}

/// A typed number into its place; nothing typed is 0.
fn number<T: std::str::FromStr + Default>(place: &mut T, typed: &str) -> bool {
    match if typed.is_empty() { Some(T::default()) } else { typed.parse().ok() } {
        Some(value) => {
            *place = value;
            true
        }
        None => false,
    }
}

/// The given number, nothing for the printer's own choice.
fn given(number: u16) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

/// A medium map: one line that opens to all it says.
fn map_entry(designer: Designer, id: ObjectId) -> impl IntoView {
    let entry = Entry { designer, id };
    let summary = move || {
        let (duplex, copies, up) =
            entry.get(|map| (DUPLEX.iter().find(|(of, _)| *of == map.duplex).map(|(_, key)| *key), map.copies, map.up));
        let mut words = vec![duplex.map(text).unwrap_or_default()];
        if copies != 1 {
            words.push(text_with("map-copies-summary", &[("count", copies.to_string())]));
        }
        if up > 1 {
            words.push(text_with("map-up-summary", &[("count", up.to_string())]));
        }
        words.join(" · ")
    };
    let has_parts = move || entry.get(|map| map.up) > 0;
    view! {
        <details class="entry map" data-id=id.to_string()>
            <summary>
                <span class="chevron">{crate::icons::Icon::Chevron.small()}</span>
                <b class="mono">{move || entry.get(|map| map.name.clone())}</b>
                <span class="note">{summary}</span>
                {remove_button(move || { change(designer, |afp| afp.medium_maps.retain(|map| map.id != id)); })}
            </summary>
            <div class="two">
                {entry.text("map-name", "name", |map| map.name.clone(), |map, typed| { typed.clone_into(&mut map.name); true })}
                {entry.choice("map-duplex", "duplex", DUPLEX, |map| Some(map.duplex), |map, value| map.duplex = value)}
                {entry.text("map-copies", "copies", |map| map.copies.to_string(), |map, typed| number(&mut map.copies, typed))}
                {entry.choice("map-orientation", "orientation", ORIENTATION, |map| Some(map.orientation), |map, value| map.orientation = value)}
                {entry.text("map-source", "source", |map| given(map.source.into()), |map, typed| number(&mut map.source, typed))}
                {entry.text("map-media-type", "media_type", |map| map.media_type.clone(), |map, typed| { typed.clone_into(&mut map.media_type); true })}
                {entry.text("map-destination", "destination", |map| given(map.destination), |map, typed| number(&mut map.destination, typed))}
                {entry.text("map-up", "up", |map| given(map.up.into()), |map, typed| number(&mut map.up, typed))}
                <Show when=has_parts>
                    {entry.choice("map-eject", "eject", EJECT, |map| Some(map.eject), |map, value| map.eject = value)}
                </Show>
                {entry.choice("map-constant", "constant_forms", CONSTANT, |map| Some(map.constant_forms), |map, value| map.constant_forms = value)}
                {entry.text("map-front-overlays", "front_overlays", |map| map.front_overlays.join(", "), |map, typed| { map.front_overlays = listed(typed); true })}
                {entry.text("map-back-overlays", "back_overlays", |map| map.back_overlays.join(", "), |map, typed| { map.back_overlays = listed(typed); true })}
                {entry.length("map-x", "x", |map| Some(map.x), |map, length| map.x = length.unwrap_or(Emu::ZERO))}
                {entry.length("map-y", "y", |map| Some(map.y), |map, length| map.y = length.unwrap_or(Emu::ZERO))}
                {entry.choice("map-rotation", "rotation", TURNS, |map| map.rotation.quarter_turn(), |map, turn| map.rotation = Angle::from(turn))}
                {entry.length("map-width", "size", |map| map.size.map(|size| size.width), |map, length| {
                    map.size = length.map(|width| Size::new(width, map.size.map_or(Size::A4.height, |size| size.height)));
                })}
                {entry.length("map-height", "size", |map| map.size.map(|size| size.height), |map, length| {
                    map.size = length.map(|height| Size::new(map.size.map_or(Size::A4.width, |size| size.width), height));
                })}
            </div>
            <SwitchSetting
                label="map-jog"
                value=Signal::derive(move || entry.get(|map| map.jog))
                commit=Callback::new(move |on| { entry.set(|map| map.jog = on); })
            />
        </details>
    }
}
