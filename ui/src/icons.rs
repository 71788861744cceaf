//! The interface's own icons, drawn on a grid of 16 with lines of 1.5.

use leptos::prelude::*;

/// One icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Pointer,
    Text,
    Rectangle,
    Ellipse,
    Line,
    Image,
    Barcode,
    Chevron,
    Left,
    Right,
    Down,
    Close,
    Check,
    Search,
    Plus,
    Refresh,
    Library,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Pointer => "M3.5 2.5l9 4.6-4 1.2-1.6 4.2z",
            Self::Text => "M3 4V3h10v1M8 3v10M6 13h4",
            Self::Rectangle => "M2.5 3.5h11v9h-11z",
            Self::Ellipse => "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z",
            Self::Line => "M3 13L13 3",
            Self::Image => "M2.5 3.5h11v9h-11zM2.5 11l3.2-3.2 2.3 2.3 2.6-2.6 2.9 2.9M6 6.2v.01",
            Self::Barcode => "M2.5 3.5v9M5 3.5v9M6.5 3.5v9M9 3.5v9M11.5 3.5v9M13.5 3.5v9",
            Self::Chevron | Self::Right => "M6 3.5L10.5 8 6 12.5",
            Self::Left => "M10 3.5L5.5 8l4.500 4.500",
            Self::Down => "M3.5 6L8 10.500 12.500 6",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Check => "M3 8.500l3.200 3.200L13 4.500",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Refresh => "M12.500 5.500A5.200 5.200 0 1 0 13.200 9M12.800 2.500v3.200H9.600",
            Self::Library => "M3 5.500h8v8H3zM5.500 5.500v-3h7.500v8h-2",
            Self::Search => "M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.500 10.500L14 14",
        }
    }

    /// The icon as an element.
    pub(crate) fn view(self) -> impl IntoView {
        view! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=self.path() /></svg> }
    }

    /// The same in twelve pixels.
    pub(crate) fn small(self) -> impl IntoView {
        view! { <svg class="icon small" viewBox="0 0 16 16" aria-hidden="true"><path d=self.path() /></svg> }
    }
}
