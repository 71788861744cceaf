//! What is drawn over the pages: outlines, handles, guides, the marquee, the numbers of a gesture.

use editor::{Axis, Feedback, Ghost, Label};
use leptos::prelude::*;
use protocol::Picture;
use units::{Angle, Point, Rect, Unit};

use super::picture::PagePicture;
use super::screen_density;
use super::view::{EMU_PER_PIXEL, PagePlace, on_page};
use crate::designer::{Designer, designer};
use crate::lengths;

/// Half the side of a handle, in pixels.
const HANDLE: f64 = 3.5;

/// From places on pages to pixels of the viewport.
#[derive(Clone, Copy)]
struct Projection {
    zoom: f64,
    pan: (f64, f64),
}

impl Projection {
    fn now(designer: Designer) -> Self {
        Self { zoom: designer.view.zoom.get(), pan: designer.view.pan.get() }
    }

    fn point(self, page: PagePlace, point: Point) -> (f64, f64) {
        let at = on_page(page, Rect::from_corners(point, point));
        (at.left * self.zoom + self.pan.0, at.top * self.zoom + self.pan.1)
    }

    fn rect(self, page: PagePlace, rect: Rect) -> PagePlace {
        let place = on_page(page, rect);
        PagePlace {
            left: place.left * self.zoom + self.pan.0,
            top: place.top * self.zoom + self.pan.1,
            width: place.width * self.zoom,
            height: place.height * self.zoom,
        }
    }
}

fn outline(class: &'static str, place: PagePlace, rotation: Angle) -> impl IntoView {
    let turn = (rotation != Angle::ZERO).then(|| {
        format!(
            "rotate({} {} {})",
            f64::from(rotation.millidegrees()) / 1000.0,
            place.left + place.width / 2.0,
            place.top + place.height / 2.0
        )
    });
    view! { <rect class=class x=place.left y=place.top width=place.width height=place.height transform=turn /> }
}

/// The overlay.
#[component]
pub(crate) fn Overlay() -> impl IntoView {
    let designer = designer();
    let places = designer.places;
    let selected = move || {
        let projection = Projection::now(designer);
        let places = places.get();
        designer.editing.with(|editor| {
            places
                .iter()
                .enumerate()
                .flat_map(|(number, page)| {
                    editor.outlines(number).into_iter().map(|placed| {
                        let class = if placed.instance == 0 { "selection" } else { "instance" };
                        outline(class, projection.rect(*page, placed.rect), placed.rotation)
                    })
                })
                .collect_view()
        })
    };
    let hovered = move || {
        let (page, id, instance) = designer.hovered.get()?;
        let projection = Projection::now(designer);
        let place = places.with(|places| places.get(page).copied())?;
        designer.editing.with(|editor| {
            if editor.is_busy() {
                return None;
            }
            let placed = *editor.pages().get(page)?.find(id, instance)?;
            Some(outline("hover", projection.rect(place, placed.rect), placed.rotation))
        })?
    };
    let handles = move || {
        let projection = Projection::now(designer);
        let places = places.get();
        designer.editing.with(|editor| {
            if editor.is_busy() && !editor.feedback().ghosts.is_empty() {
                return None;
            }
            Some(
                editor
                    .handles()
                    .into_iter()
                    .filter_map(|handle| {
                        let (x, y) = projection.point(*places.get(handle.page)?, handle.at);
                        Some(view! {
                            <rect
                                class="handle"
                                x=x - HANDLE
                                y=y - HANDLE
                                width=2.0 * HANDLE
                                height=2.0 * HANDLE
                                rx="1"
                            />
                        })
                    })
                    .collect_view(),
            )
        })
    };
    let feedback = move || {
        let projection = Projection::now(designer);
        let places = places.get();
        designer.editing.with(|editor| {
            let feedback = editor.feedback();
            let page = *places.get(feedback.page)?;
            Some(feedback_view(projection, page, feedback))
        })?
    };
    let label = move || {
        let projection = Projection::now(designer);
        let places = places.get();
        let unit = lengths::unit(designer.unit.get());
        designer.editing.with(|editor| {
            let feedback = editor.feedback();
            let page = *places.get(feedback.page)?;
            let (at, label) = feedback.label?;
            let under = feedback.ghosts.first().map_or(at, |ghost| Point::new(ghost.rect.centre().x, at.y));
            let (x, y) = projection.point(page, under);
            Some(view! {
                <div class="size-label" style=format!("left:{x}px;top:{}px", y + 8.0)>{label_words(&label, unit)}</div>
            })
        })?
    };
    view! {
        <svg class="overlay" id="overlay" aria-hidden="true">{hovered} {selected} {feedback} {handles}</svg>
        {label}
    }
}

fn label_words(label: &Label, unit: Unit) -> String {
    match label {
        Label::Position(point) => {
            format!("{}, {}", lengths::number(point.x, unit), lengths::words(point.y, unit))
        }
        Label::Size(size) => format!("{} × {}", lengths::number(size.width, unit), lengths::words(size.height, unit)),
    }
}

fn feedback_view(projection: Projection, page: PagePlace, feedback: &Feedback) -> impl IntoView + use<> {
    let ghosts = feedback.ghosts.iter().map(|ghost| ghost_view(projection, page, ghost)).collect_view();
    let guides = feedback
        .guides
        .iter()
        .map(|guide| {
            let (from, to) = match guide.axis {
                Axis::Vertical => (Point::new(guide.position, guide.from), Point::new(guide.position, guide.to)),
                Axis::Horizontal => (Point::new(guide.from, guide.position), Point::new(guide.to, guide.position)),
            };
            line_view("guide", projection.point(page, from), projection.point(page, to))
        })
        .collect_view();
    let spacings = feedback
        .spacings
        .iter()
        .map(|spacing| line_view("guide", projection.point(page, spacing.from), projection.point(page, spacing.to)))
        .collect_view();
    let marquee = feedback.marquee.map(|marquee| outline("marquee", projection.rect(page, marquee), Angle::ZERO));
    view! { {ghosts} {guides} {spacings} {marquee} }
}

fn line_view(class: &'static str, from: (f64, f64), to: (f64, f64)) -> impl IntoView {
    view! { <line class=class x1=from.0 y1=from.1 x2=to.0 y2=to.1 /> }
}

fn ghost_view(projection: Projection, page: PagePlace, ghost: &Ghost) -> impl IntoView + use<> {
    outline("ghost", projection.rect(page, ghost.rect), ghost.rotation)
}

/// The picture of what is being moved, cut out of the page's.
#[component]
pub(crate) fn Lifted() -> impl IntoView {
    let designer = designer();
    let lifted = Memo::new(move |_| {
        designer.editing.with(|editor| {
            let feedback = editor.feedback();
            let moved: Vec<(Rect, Rect)> = feedback
                .ghosts
                .iter()
                .filter(|ghost| ghost.id.is_some() && ghost.from.size() == ghost.rect.size())
                .map(|ghost| (ghost.from, ghost.rect))
                .collect();
            (feedback.page, moved)
        })
    });
    // The pictures stay while they move: only their number makes new ones.
    let count =
        Memo::new(move |_| lifted.with(|lifted| lifted.as_ref().map_or((0, 0), |(page, moved)| (*page, moved.len()))));
    move || {
        let (page, count) = count.get();
        let place = designer.places.with(|places| places.get(page).copied())?;
        let pictures = (0..count)
            .map(|number| {
                let rects = Memo::new(move |_| lifted.with(|lifted| lifted.as_ref()?.1.get(number).copied()));
                let frame = move || {
                    let Some((_, to)) = rects.get() else { return String::new() };
                    let to = on_page(place, to);
                    format!("left:{}px;top:{}px;width:{}px;height:{}px", to.left, to.top, to.width, to.height)
                };
                let inner = move || {
                    let Some((from, _)) = rects.get() else { return String::new() };
                    format!(
                        "left:{}px;top:{}px;width:{}px;height:{}px",
                        -f64::from(from.x.get()) / EMU_PER_PIXEL,
                        -f64::from(from.y.get()) / EMU_PER_PIXEL,
                        place.width,
                        place.height
                    )
                };
                view! {
                    <div class="lifted" style=frame>
                        <div class="lifted-page" style=inner>
                            <PagePicture
                                revision=Signal::derive(move || designer.live.shown())
                                kind=Picture::Scene
                                page=page
                                scale=Signal::derive(move || designer.view.settled.get() * screen_density())
                                is_near=Signal::derive(|| true)
                            />
                        </div>
                    </div>
                }
            })
            .collect_view();
        Some(pictures)
    }
}
