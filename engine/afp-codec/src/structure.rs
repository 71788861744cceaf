//! The macros that describe a structure once: reader, writer, inspection text and samples for the round-trip test.

/// Describes a structure: its fields in wire order, each with its type and what it means.
macro_rules! structure {
    ($(#[$attribute:meta])* pub struct $name:ident<$life:lifetime> {
        $($field:ident: $type:ty = $label:literal,)*
    }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $name<$life> {
            $(#[doc = $label] pub $field: $type,)*
        }
        impl<$life> $crate::wire::Wire<$life> for $name<$life> {
            crate::structure::structure_body!($life, $($field: $type = $label,)*);
        }
        #[cfg(test)]
        impl<$life> $crate::sample::Sample for $name<$life> {
            fn sample(source: &mut $crate::sample::Source<'_>) -> Self {
                Self { $($field: $crate::sample::Sample::sample(source),)* }
            }
        }
    };
    ($(#[$attribute:meta])* pub struct $name:ident {
        $($field:ident: $type:ty = $label:literal,)*
    }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $name {
            $(#[doc = $label] pub $field: $type,)*
        }
        impl<'wire> $crate::wire::Wire<'wire> for $name {
            crate::structure::structure_body!('wire, $($field: $type = $label,)*);
        }
        #[cfg(test)]
        impl $crate::sample::Sample for $name {
            fn sample(source: &mut $crate::sample::Source<'_>) -> Self {
                let _ = &source;
                Self { $($field: $crate::sample::Sample::sample(source),)* }
            }
        }
    };
}

macro_rules! structure_body {
    ($life:lifetime, $($field:ident: $type:ty = $label:literal,)*) => {
        fn read(input: &mut $crate::wire::Input<$life>) -> Result<Self, $crate::error::DecodeError> {
            let _ = &input;
            $(let $field = <$type as $crate::wire::Wire<$life>>::read(input)?;)*
            Ok(Self { $($field,)* })
        }
        fn write(&self, out: &mut Vec<u8>) -> Result<(), $crate::error::EncodeError> {
            let mut absent: Option<&'static str> = None;
            $(
                let before = out.len();
                $crate::wire::Wire::write(&self.$field, out)?;
                if $crate::wire::Wire::is_absent(&self.$field) {
                    absent = absent.or(Some($label));
                } else if out.len() > before && let Some(missing) = absent {
                    return Err($crate::error::EncodeError::Gap { missing });
                }
            )*
            let _ = (&absent, out);
            Ok(())
        }
        fn describe(&self, _: &'static str, to: &mut $crate::describe::Describer<'_>) {
            let _ = &to;
            $($crate::wire::Wire::describe(&self.$field, $label, to);)*
        }
        fn raw_bytes(&self) -> usize {
            0 $(+ $crate::wire::Wire::raw_bytes(&self.$field))*
        }
    };
}

/// Describes a number whose values have names. Values without a name survive as they are.
macro_rules! codes {
    ($(#[$attribute:meta])* pub $name:ident($repr:ty) { $($constant:ident = $value:literal $meaning:literal;)* }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub $repr);

        impl $name {
            $(#[doc = $meaning] pub const $constant: Self = Self($value);)*

            /// What the value stands for, where the architecture names it.
            #[must_use]
            pub fn meaning(self) -> Option<&'static str> {
                match self.0 {
                    $($value => Some($meaning),)*
                    _ => None,
                }
            }
        }

        impl<'wire> $crate::wire::Wire<'wire> for $name {
            fn read(input: &mut $crate::wire::Input<'wire>) -> Result<Self, $crate::error::DecodeError> {
                <$repr as $crate::wire::Wire<'wire>>::read(input).map(Self)
            }
            fn write(&self, out: &mut Vec<u8>) -> Result<(), $crate::error::EncodeError> {
                self.0.write(out)
            }
            fn describe(&self, label: &'static str, to: &mut $crate::describe::Describer<'_>) {
                let size = size_of::<$repr>();
                let code = format!("X'{:0width$X}'", self.0, width = size * 2);
                to.value(label, size, self.meaning().map_or_else(|| code.clone(), |m| format!("{m} ({code})")));
            }
        }

        #[cfg(test)]
        impl $crate::sample::Codes for $name {
            type Number = $repr;
            const ROWS: &'static [($repr, &'static str)] = &[$(($value, $meaning)),*];
        }

        #[cfg(test)]
        impl $crate::sample::Sample for $name {
            fn sample(source: &mut $crate::sample::Source<'_>) -> Self {
                let named: &[$repr] = &[$($value,)*];
                let any = <$repr as $crate::sample::Sample>::sample(source);
                Self(source.choose(named).filter(|_| source.chance(6)).unwrap_or(any))
            }
        }
    };
}

/// Describes a family of structures told apart by a code: one row each with code, variant, body, short and full name.
/// How code and length are written is the family's own; bodies that do not fit stay as bytes.
macro_rules! tagged {
    ($(#[$attribute:meta])* pub enum $family:ident<$life:lifetime>($code:ty), $unknown:literal {
        $(
            $id:literal $name:ident($body:ty) $acronym:literal $title:literal
            $(or $other:ident($other_body:ty) $other_acronym:literal $other_title:literal)?;
        )*
    }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $family<$life> {
            $(#[doc = $title] $name($body), $(#[doc = $other_title] $other($other_body),)?)*
            /// A code that is not described, or a body that does not fit its description.
            Unknown {
                /// The code.
                code: $code,
                /// The body.
                data: $crate::wire::Bytes<$life>,
            },
            /// Bytes at the end of a list that have the shape of no member of the family.
            Damaged($crate::wire::Bytes<$life>),
        }

        impl<$life> $family<$life> {
            /// The code that tells this member from the others; zero for damaged bytes.
            #[must_use]
            pub fn code(&self) -> $code {
                match self {
                    $(Self::$name(_) => $id, $(Self::$other(_) => $id,)?)*
                    Self::Unknown { code, .. } => *code,
                    Self::Damaged(_) => 0,
                }
            }

            /// Short and full name.
            #[must_use]
            pub fn names(&self) -> (&'static str, &'static str) {
                match self {
                    $(
                        Self::$name(_) => ($acronym, $title),
                        $(Self::$other(_) => ($other_acronym, $other_title),)?
                    )*
                    Self::Unknown { .. } => ("", concat!("Unknown ", $unknown)),
                    Self::Damaged(_) => ("", concat!("Damaged ", $unknown)),
                }
            }

            /// Bytes that are carried without being understood.
            #[must_use]
            pub fn unread_bytes(&self) -> usize {
                match self {
                    $(
                        Self::$name(body) => $crate::wire::Wire::raw_bytes(body),
                        $(Self::$other(body) => $crate::wire::Wire::raw_bytes(body),)?
                    )*
                    Self::Unknown { data, .. } | Self::Damaged(data) => data.len(),
                }
            }

            pub(crate) fn decode_body(code: $code, body: &$life [u8]) -> Self {
                let decoded = match code {
                    $(
                        $id => {
                            let decoded = <$body as $crate::wire::Wire<$life>>::decode(body).map(Self::$name).ok();
                            $(
                                let decoded = decoded.or_else(|| {
                                    <$other_body as $crate::wire::Wire<$life>>::decode(body).map(Self::$other).ok()
                                });
                            )?
                            decoded
                        }
                    )*
                    _ => None,
                };
                decoded.unwrap_or(Self::Unknown { code, data: $crate::wire::Bytes::Borrowed(body) })
            }

            pub(crate) fn write_body(&self, out: &mut Vec<u8>) -> Result<(), $crate::error::EncodeError> {
                match self {
                    $(
                        Self::$name(body) => $crate::wire::Wire::write(body, out),
                        $(Self::$other(body) => $crate::wire::Wire::write(body, out),)?
                    )*
                    Self::Unknown { data, .. } | Self::Damaged(data) => $crate::wire::Wire::write(data, out),
                }
            }

            pub(crate) fn describe_body(&self, to: &mut $crate::describe::Describer<'_>) {
                match self {
                    $(
                        Self::$name(body) => $crate::wire::Wire::describe(body, $title, to),
                        $(Self::$other(body) => $crate::wire::Wire::describe(body, $other_title, to),)?
                    )*
                    Self::Unknown { data, .. } | Self::Damaged(data) => $crate::wire::Wire::describe(data, "data", to),
                }
            }

            /// The acronym, or the code where it has none.
            pub(crate) fn short_name(&self) -> std::borrow::Cow<'static, str> {
                match self {
                    Self::Unknown { code, .. } => {
                        format!("X'{code:0width$X}'", width = size_of::<$code>() * 2).into()
                    }
                    other => other.names().0.into(),
                }
            }
        }

        #[cfg(test)]
        impl $crate::sample::Sample for $family<'_> {
            fn sample(source: &mut $crate::sample::Source<'_>) -> Self {
                match source.choose(Self::DESCRIBED).unwrap_or_default() {
                    $(
                        $id => {
                            $(
                                if source.chance(4) {
                                    return Self::$other($crate::sample::Sample::sample(source));
                                }
                            )?
                            Self::$name($crate::sample::Sample::sample(source))
                        }
                    )*
                    code => Self::Unknown { code, data: $crate::sample::Sample::sample(source) },
                }
            }
        }

        #[cfg(test)]
        impl $family<'_> {
            /// The codes of all rows.
            pub(crate) const DESCRIBED: &'static [$code] = &[$($id),*];

            /// Code, short and full name of all rows.
            pub(crate) const ROWS: &'static [($code, &'static str, &'static str)] =
                &[$(($id, $acronym, $title), $(($id, $other_acronym, $other_title),)?)*];
        }
    };
}

/// Gives a family its wire form where each member is a code byte, a length byte and so many bytes: the self-defining
/// fields of descriptors. Bytes of another shape are damaged.
macro_rules! short_items {
    ($family:ident, $what:literal) => {
        impl<'a> $crate::wire::Wire<'a> for $family<'a> {
            fn read(input: &mut $crate::wire::Input<'a>) -> Result<Self, $crate::error::DecodeError> {
                match input.remaining() {
                    [code, length, rest @ ..] if rest.len() >= usize::from(*length) => {
                        input.take(2)?;
                        Ok(Self::decode_body(*code, input.take(usize::from(*length))?))
                    }
                    _ => Ok(Self::Damaged($crate::wire::Bytes::Borrowed(input.rest()))),
                }
            }

            fn write(&self, out: &mut Vec<u8>) -> Result<(), $crate::error::EncodeError> {
                if matches!(self, Self::Damaged(_)) {
                    return self.write_body(out);
                }
                let start = out.len();
                out.extend_from_slice(&[self.code(), 0]);
                self.write_body(out)?;
                let length = out.len() - start - 2;
                match (u8::try_from(length), out.get_mut(start + 1)) {
                    (Ok(length), Some(place)) => {
                        *place = length;
                        Ok(())
                    }
                    _ => Err($crate::error::EncodeError::TooLong { what: $what, length, limit: 255 }),
                }
            }

            fn describe(&self, _: &'static str, to: &mut $crate::describe::Describer<'_>) {
                to.begin($crate::describe::NodeKind::SelfDefiningField, self.short_name(), self.names().1);
                if !matches!(self, Self::Damaged(_)) {
                    to.skip(2);
                }
                self.describe_body(to);
                to.end(String::new());
            }

            fn raw_bytes(&self) -> usize {
                self.unread_bytes()
            }
        }
    };
}

pub(crate) use codes;
pub(crate) use short_items;
pub(crate) use structure;
pub(crate) use structure_body;
pub(crate) use tagged;
