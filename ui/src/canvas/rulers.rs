//! Rulers along the canvas, in the chosen unit, from the top left corner of the page in view.

use leptos::prelude::*;
use units::Unit;

use super::view::{EMU_PER_PIXEL, PagePlace, View};

/// Pixels between two labels, at the least.
const LABEL_DISTANCE: f64 = 46.0;

/// A tick and, for some, a label.
struct Tick {
    at: f64,
    label: Option<String>,
}

/// The ticks of a ruler of `length` pixels, whose zero lies at `zero`, with `scale` pixels to one unit.
fn ticks(length: f64, zero: f64, scale: f64) -> Vec<Tick> {
    let mut step = 1.0;
    // 1, 2, 5, 10, 20 … units from label to label.
    for factor in [2.0, 2.5, 2.0].into_iter().cycle() {
        if step * scale >= LABEL_DISTANCE || step > 1e6 {
            break;
        }
        step *= factor;
    }
    let small = step / 5.0;
    let first = (-zero / (small * scale)).floor() as i64;
    let last = ((length - zero) / (small * scale)).ceil() as i64;
    (first..=last)
        .map(|number| Tick {
            at: (number as f64 * small * scale + zero).round() + 0.5,
            label: (number % 5 == 0).then(|| format!("{}", (number / 5) as f64 * step)),
        })
        .collect()
}

/// Both rulers; `extent` is what is selected, in world units.
#[component]
pub(crate) fn Rulers(
    view: View,
    #[prop(into)] page: Signal<Option<PagePlace>>,
    #[prop(into)] unit: Signal<Unit>,
    #[prop(into)] extent: Signal<Option<PagePlace>>,
) -> impl IntoView {
    let across = move || {
        let (zoom, (pan, _), (width, _)) = (view.zoom.get(), view.pan.get(), view.size.get());
        let zero = page.get().map_or(0.0, |page| page.left) * zoom + pan;
        let scale = f64::from(unit.get().emu()) / EMU_PER_PIXEL * zoom;
        let shade = extent.get().map(|extent| {
            view! {
                <rect class="extent" x=extent.left * zoom + pan y="0" width=(extent.width * zoom).max(1.0) height="20" />
            }
        });
        let marks = ticks(width, zero, scale)
            .into_iter()
            .map(|Tick { at, label }| {
                let top = if label.is_some() { 8 } else { 15 };
                view! {
                    <line x1=at x2=at y1=top y2="20" />
                    {label.map(|label| view! { <text x=at + 3.0 y="10">{label}</text> })}
                }
            })
            .collect_view();
        view! { {shade} {marks} }
    };
    let down = move || {
        let (zoom, (_, pan), (_, height)) = (view.zoom.get(), view.pan.get(), view.size.get());
        let zero = page.get().map_or(0.0, |page| page.top) * zoom + pan;
        let scale = f64::from(unit.get().emu()) / EMU_PER_PIXEL * zoom;
        let shade = extent.get().map(|extent| {
            view! {
                <rect class="extent" y=extent.top * zoom + pan x="0" height=(extent.height * zoom).max(1.0) width="20" />
            }
        });
        let marks = ticks(height, zero, scale)
            .into_iter()
            .map(|Tick { at, label }| {
                let left = if label.is_some() { 8 } else { 15 };
                view! {
                    <line y1=at y2=at x1=left x2="20" />
                    {label.map(|label| {
                        view! { <text transform=format!("translate(10 {}) rotate(-90)", at - 3.0)>{label}</text> }
                    })}
                }
            })
            .collect_view();
        view! { {shade} {marks} }
    };
    view! {
        <div class="ruler across" aria-hidden="true"><svg>{across}</svg></div>
        <div class="ruler down" aria-hidden="true"><svg>{down}</svg></div>
        <div class="ruler corner"></div>
    }
}
