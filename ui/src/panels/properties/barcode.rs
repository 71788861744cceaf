//! What varies in a bar code's symbology: only what the chosen one has is shown.

use editor::{Property, PropertyName};
use leptos::prelude::*;
use model::{BearerBars, ObjectId, SupplementDigits, Symbology};

use crate::components::{Choice, ChoiceField, TextField};
use crate::designer::{Designer, designer};
use crate::language::{t, text};

/// A number of a bar code: its property, words, value and what a typed number makes of it.
#[derive(Clone, Copy)]
struct Number {
    name: PropertyName,
    key: &'static str,
    id: &'static str,
    shown: fn(Property) -> Option<String>,
    typed: fn(&str) -> Option<Property>,
}

macro_rules! numbers {
    ($($constant:ident = $variant:ident, $key:literal;)*) => {
        $(const $constant: Number = Number {
            name: PropertyName::$variant,
            key: $key,
            id: $key,
            shown: |property| if let Property::$variant(value) = property { Some(value.to_string()) } else { None },
            typed: |typed| typed.parse().ok().map(Property::$variant),
        };)*
    };
}

numbers! {
    RATIO = Ratio, "property-ratio";
    VARIANT = Variant, "property-variant";
    COLUMNS = SymbolColumns, "property-columns";
    ROWS = SymbolRows, "property-rows";
    VERSION = Version, "property-version";
    CORRECTION = Correction, "property-correction";
    MODE = Mode, "property-mode";
    ROW_HEIGHT = RowHeight, "property-row-height";
}

/// None where the field is empty.
const SECURITY: Number = Number {
    name: PropertyName::Security,
    key: "property-security",
    id: "property-security",
    shown: |property| match property {
        Property::Security(value) => Some(value.map(|value| value.to_string()).unwrap_or_default()),
        _ => None,
    },
    typed: |typed| match typed {
        "" => Some(Property::Security(None)),
        typed => typed.parse().ok().map(|value| Property::Security(Some(value))),
    },
};

/// The numbers that a symbology has.
fn numbers(symbology: Symbology) -> Vec<Number> {
    match symbology {
        Symbology::Code39
        | Symbology::Codabar
        | Symbology::Industrial25
        | Symbology::Matrix25
        | Symbology::Interleaved25
        | Symbology::Itf14 => vec![RATIO],
        Symbology::Msi => vec![RATIO, VARIANT],
        Symbology::AustraliaPost => vec![VARIANT],
        Symbology::Qr | Symbology::Gs1Qr => vec![CORRECTION, VERSION],
        Symbology::DataMatrix | Symbology::Gs1DataMatrix => vec![COLUMNS, ROWS],
        Symbology::Pdf417 | Symbology::Pdf417Truncated => vec![COLUMNS, ROWS, SECURITY, ROW_HEIGHT],
        Symbology::Aztec => vec![VERSION, SECURITY],
        Symbology::MaxiCode => vec![MODE],
        Symbology::DataBarExpandedStacked => vec![COLUMNS],
        _ => Vec::new(),
    }
}

fn number_field(designer: Designer, id: ObjectId, number: Number) -> impl IntoView {
    let Number { name, key, id: element, shown, typed } = number;
    let value = Signal::derive(move || designer.editing.property(id, name).and_then(shown).unwrap_or_default());
    view! {
        <TextField
            value=value
            commit=Callback::new(move |input: String| {
                typed(input.trim()).is_some_and(|property| designer.set_property(id, property))
            })
            unit=Signal::derive(move || text(key))
            name=Signal::derive(move || text(key))
            id=element
        />
    }
}

fn switch(
    designer: Designer,
    id: ObjectId,
    name: PropertyName,
    key: &'static str,
    of: fn(bool) -> Property,
) -> impl IntoView {
    let on = move || designer.editing.property(id, name) == Some(of(true));
    view! {
        <label class="switch">
            <input
                type="checkbox"
                id=key
                prop:checked=on
                on:change=move |event| {
                    designer.set_property(id, of(event_target_checked(&event)));
                }
            />
            {move || text(key)}
        </label>
    }
}

fn supplement(designer: Designer, id: ObjectId) -> impl IntoView {
    let value = Signal::derive(move || match designer.editing.property(id, PropertyName::Supplement) {
        Some(Property::Supplement(digits)) => digits.keyword().to_owned(),
        _ => String::new(),
    });
    let choices = Signal::derive(|| {
        let key = |digits: SupplementDigits| match digits {
            SupplementDigits::None => "supplement-none",
            SupplementDigits::Two => "supplement-two",
            SupplementDigits::Five => "supplement-five",
        };
        SupplementDigits::ALL
            .iter()
            .map(|digits| Choice { value: digits.keyword().to_owned(), name: text(key(*digits)) })
            .collect()
    });
    view! {
        <ChoiceField
            value=value
            choices=choices
            commit=Callback::new(move |word: String| {
                if let Some(digits) = SupplementDigits::from_keyword(&word) {
                    designer.set_property(id, Property::Supplement(digits));
                }
            })
            name=Signal::derive(|| text("property-supplement"))
            id="property-supplement"
        />
    }
}

fn bearer(designer: Designer, id: ObjectId) -> impl IntoView {
    let value = Signal::derive(move || match designer.editing.property(id, PropertyName::Bearer) {
        Some(Property::Bearer(bars)) => bars.keyword().to_owned(),
        _ => String::new(),
    });
    let choices = Signal::derive(|| {
        let key = |bars: BearerBars| match bars {
            BearerBars::None => "bearer-none",
            BearerBars::Around => "bearer-around",
            BearerBars::AboveAndBelow => "bearer-above-and-below",
        };
        BearerBars::ALL.iter().map(|bars| Choice { value: bars.keyword().to_owned(), name: text(key(*bars)) }).collect()
    });
    view! {
        <ChoiceField
            value=value
            choices=choices
            commit=Callback::new(move |word: String| {
                if let Some(bars) = BearerBars::from_keyword(&word) {
                    designer.set_property(id, Property::Bearer(bars));
                }
            })
            name=Signal::derive(|| text("property-bearer"))
            id="property-bearer"
        />
    }
}

/// The options of a bar code.
#[component]
pub(crate) fn BarcodeOptions(id: ObjectId) -> impl IntoView {
    let designer = designer();
    let symbology = Memo::new(move |_| match designer.editing.property(id, PropertyName::Symbology) {
        Some(Property::Symbology(symbology)) => symbology,
        _ => Symbology::Code128,
    });
    let options = move || {
        let symbology = symbology.get();
        let fields: Vec<_> = numbers(symbology).into_iter().map(|number| number_field(designer, id, number)).collect();
        let has_check = matches!(
            symbology,
            Symbology::Code39
                | Symbology::Codabar
                | Symbology::Industrial25
                | Symbology::Matrix25
                | Symbology::Interleaved25
        );
        let has_supplement = matches!(symbology, Symbology::Ean13 | Symbology::UpcA | Symbology::UpcE);
        let has_bearer = matches!(symbology, Symbology::Interleaved25 | Symbology::Itf14);
        view! {
            <div class="pair" style="margin-top:6px">{fields}</div>
            {has_supplement.then(|| supplement(designer, id))}
            {has_bearer.then(|| bearer(designer, id))}
            {has_check.then(|| switch(designer, id, PropertyName::Check, "property-check", Property::Check))}
        }
        .into_any()
    };
    view! {
        <section class="group">
            <div class="head"><h2>{t!("property-symbology")}</h2></div>
            {options}
            {switch(designer, id, PropertyName::ReadableAbove, "property-readable-above", Property::ReadableAbove)}
            {switch(designer, id, PropertyName::QuietZone, "property-quiet-zone", Property::QuietZone)}
            {switch(designer, id, PropertyName::Drawn, "property-drawn", Property::Drawn)}
        </section>
    }
}
