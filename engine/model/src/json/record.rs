//! The macros that describe a record once.
//!
//! `record!` makes a struct with an `extra` of unknown members; a field is `name: Type` (required), `name: Type =
//! default` (left out when equal), or `..name: Type` (its fields stand beside the others). `part!` makes a struct
//! without `extra`, for fields that share an object with others. `variants!` makes an enum chosen by a member, and
//! `keyword!` an enum written as a text. A record marked `is element` has an `id` and stands in the tree of elements
//! ([`crate::Element`]). From the one description come the reader, the writer, the walk through the tree and the JSON
//! Schema.

/// Describes a record: a struct that keeps unknown members.
#[macro_export]
macro_rules! record {
    (@tree $name:ident) => {
        fn walk<'a>(&'a self, at: $crate::Place, visit: &mut dyn FnMut($crate::Place, $crate::ElementRef<'a>)) {
            $crate::json::Fields::walk_fields(self, at, visit);
        }

        fn find_mut(&mut self, id: $crate::ObjectId) -> Option<$crate::ElementMut<'_>> {
            $crate::json::Fields::find_in_fields(self, id)
        }

        fn own_list_mut(&mut self, name: $crate::ListName) -> Option<&mut dyn $crate::ElementList> {
            $crate::json::Fields::list_in_fields(self, name)
        }

        fn renew(&mut self, fresh: &mut dyn FnMut($crate::ElementKind) -> $crate::ObjectId) {
            $crate::json::Fields::renew_fields(self, fresh);
        }
    };
    (@tree $name:ident element) => {
        fn walk<'a>(&'a self, at: $crate::Place, visit: &mut dyn FnMut($crate::Place, $crate::ElementRef<'a>)) {
            visit(at, $crate::ElementRecord::as_ref(self));
            $crate::json::Fields::walk_fields(self, at.inside(self.id), visit);
        }

        fn find_mut(&mut self, id: $crate::ObjectId) -> Option<$crate::ElementMut<'_>> {
            if self.id == id {
                return Some($crate::ElementRecord::as_mut(self));
            }
            $crate::json::Fields::find_in_fields(self, id)
        }

        fn list_of(list: &mut Vec<Self>) -> Option<&mut dyn $crate::ElementList> {
            Some(list)
        }

        fn slot_of(slot: &mut Option<Self>) -> Option<&mut dyn $crate::ElementList> {
            Some(slot)
        }

        fn renew(&mut self, fresh: &mut dyn FnMut($crate::ElementKind) -> $crate::ObjectId) {
            self.id = fresh($crate::ElementRecord::as_ref(self).kind());
            $crate::json::Fields::renew_fields(self, fresh);
        }
    };
    ($(#[$meta:meta])* pub struct $name:ident $(is $element:ident)? { $($fields:tt)* }) => {
        $crate::json::part! { @parse [$(#[$meta])*] $name [extra] [] $($fields)* }

        impl $crate::json::Part for $name {
            fn read(json: &$crate::json::Json, reader: &mut $crate::json::Reader<'_>) -> Option<Self> {
                let mut object = reader.object(json, "an object")?;
                let mut read = <Self as $crate::json::Fields>::read_fields(&mut object, reader);
                let extra = object.extra(reader);
                if let Some(record) = &mut read {
                    record.extra = extra;
                }
                read
            }

            fn write(&self, out: &mut $crate::json::Writer) {
                out.object(|object| {
                    <Self as $crate::json::Fields>::write_fields(self, object);
                    object.extra(&self.extra);
                });
            }

            fn expected() -> String {
                "an object".into()
            }

            fn schema(book: &mut $crate::json::SchemaBook) -> $crate::json::Json {
                book.object::<Self>(stringify!($name), stringify!($(#[$meta])*))
            }

            $crate::json::record! { @tree $name $($element)? }
        }
    };
}

/// Describes a struct whose fields share an object with others.
#[macro_export]
macro_rules! part {
    // One field after the other is sorted into: [required] [optional] [inline].
    (@parse $metas:tt $name:ident $extra:tt [$($done:tt)*]) => {
        $crate::json::part! { @emit $metas $name $extra $($done)* }
    };
    (@parse $metas:tt $name:ident $extra:tt [$($done:tt)*] $(#[$meta:meta])* ..$field:ident: $type:ty, $($rest:tt)*) => {
        $crate::json::part! { @parse $metas $name $extra [$($done)* {inline [$(#[$meta])*] $field [$type] []}] $($rest)* }
    };
    (@parse $metas:tt $name:ident $extra:tt [$($done:tt)*] $(#[$meta:meta])* $field:ident: $type:ty = $default:expr, $($rest:tt)*) => {
        $crate::json::part! { @parse $metas $name $extra [$($done)* {optional [$(#[$meta])*] $field [$type] [$default]}] $($rest)* }
    };
    (@parse $metas:tt $name:ident $extra:tt [$($done:tt)*] $(#[$meta:meta])* $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::json::part! { @parse $metas $name $extra [$($done)* {required [$(#[$meta])*] $field [$type] []}] $($rest)* }
    };
    (@emit [$($metas:tt)*] $name:ident [$($extra:ident)?] $({$kind:ident [$($meta:tt)*] $field:ident [$type:ty] [$($default:expr)?]})*) => {
        $($metas)*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($($meta)* pub $field: $type,)*
            $(#[doc = "Members that this version does not know."] pub $extra: $crate::json::Extra,)?
        }

        impl $crate::json::Fields for $name {
            fn read_fields(from: &mut $crate::json::ObjectReader<'_>, reader: &mut $crate::json::Reader<'_>) -> Option<Self> {
                let _ = (&from, &reader);
                $(let $field = $crate::json::part!(@read $kind from reader $field [$type] [$($default)?]);)*
                Some(Self { $($field: $field?,)* $($extra: $crate::json::Extra::default(),)? })
            }

            fn write_fields(&self, to: &mut $crate::json::ObjectWriter<'_>) {
                let _ = &to;
                $($crate::json::part!(@write $kind to self $field [$($default)?]);)*
            }

            fn walk_fields<'a>(&'a self, at: $crate::Place, visit: &mut dyn FnMut($crate::Place, $crate::ElementRef<'a>)) {
                let _ = (&at, &visit);
                $($crate::json::part!(@walk $kind at visit self $field);)*
            }

            fn find_in_fields(&mut self, id: $crate::ObjectId) -> Option<$crate::ElementMut<'_>> {
                let _ = id;
                $(
                    let found = $crate::json::part!(@find $kind id self $field);
                    if found.is_some() {
                        return found;
                    }
                )*
                None
            }

            fn list_in_fields(&mut self, name: $crate::ListName) -> Option<&mut dyn $crate::ElementList> {
                let _ = name;
                $($crate::json::part!(@list $kind name self $field);)*
                None
            }

            fn renew_fields(&mut self, fresh: &mut dyn FnMut($crate::ElementKind) -> $crate::ObjectId) {
                let _ = &fresh;
                $($crate::json::part!(@renew $kind fresh self $field);)*
            }

            fn schema_fields(object: &mut $crate::json::ObjectSchema<'_>) {
                let _ = &object;
                $($crate::json::part!(@schema $kind object $field [$type] [$($default)?] [$($meta)*]);)*
            }
        }
    };
    (@read required $from:ident $reader:ident $field:ident [$type:ty] []) => {
        $from.required::<$type>($crate::json::part!(@name $field), $reader)
    };
    (@read optional $from:ident $reader:ident $field:ident [$type:ty] [$default:expr]) => {
        $from.optional::<$type>($crate::json::part!(@name $field), || $default, $reader)
    };
    (@read inline $from:ident $reader:ident $field:ident [$type:ty] []) => {
        <$type as $crate::json::Fields>::read_fields($from, $reader)
    };
    (@write required $to:ident $self:ident $field:ident []) => {
        $to.field($crate::json::part!(@name $field), &$self.$field)
    };
    (@write optional $to:ident $self:ident $field:ident [$default:expr]) => {
        $to.field_unless($crate::json::part!(@name $field), &$self.$field, &$default)
    };
    (@write inline $to:ident $self:ident $field:ident []) => {
        $to.fields(&$self.$field)
    };
    (@schema required $object:ident $field:ident [$type:ty] [] [$($meta:tt)*]) => {
        $object.required::<$type>($crate::json::part!(@name $field), stringify!($($meta)*))
    };
    (@schema optional $object:ident $field:ident [$type:ty] [$default:expr] [$($meta:tt)*]) => {
        $object.optional::<$type>($crate::json::part!(@name $field), stringify!($($meta)*), &$default)
    };
    (@schema inline $object:ident $field:ident [$type:ty] [] [$($meta:tt)*]) => {
        $object.inline::<$type>()
    };
    (@walk inline $at:ident $visit:ident $self:ident $field:ident) => {
        $crate::json::Fields::walk_fields(&$self.$field, $at, $visit)
    };
    (@walk $kind:ident $at:ident $visit:ident $self:ident $field:ident) => {
        $crate::json::Part::walk(&$self.$field, $at.list($crate::json::part!(@name $field)), $visit)
    };
    (@find inline $id:ident $self:ident $field:ident) => {
        $crate::json::Fields::find_in_fields(&mut $self.$field, $id)
    };
    (@find $kind:ident $id:ident $self:ident $field:ident) => {
        $crate::json::Part::find_mut(&mut $self.$field, $id)
    };
    (@list inline $name:ident $self:ident $field:ident) => {
        let found = $crate::json::Fields::list_in_fields(&mut $self.$field, $name);
        if found.is_some() {
            return found;
        }
    };
    (@list $kind:ident $name:ident $self:ident $field:ident) => {
        if $name.keyword() == $crate::json::part!(@name $field) {
            return $crate::json::Part::as_list_mut(&mut $self.$field);
        }
        let found = $crate::json::Part::own_list_mut(&mut $self.$field, $name);
        if found.is_some() {
            return found;
        }
    };
    (@renew inline $fresh:ident $self:ident $field:ident) => {
        $crate::json::Fields::renew_fields(&mut $self.$field, $fresh)
    };
    (@renew $kind:ident $fresh:ident $self:ident $field:ident) => {
        $crate::json::Part::renew(&mut $self.$field, $fresh)
    };
    (@name $field:ident) => {
        stringify!($field)
    };
    ($(#[$meta:meta])* pub struct $name:ident { $($fields:tt)* }) => {
        $crate::json::part! { @parse [$(#[$meta])*] $name [] [] $($fields)* }
    };
}

/// Describes an enum chosen by a member.
#[macro_export]
macro_rules! variants {
    ($(#[$meta:meta])* pub enum $name:ident by $tag:literal { $($(#[$doc:meta])* $key:literal => $variant:ident($type:ty),)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$doc])* $variant($type),)*
        }

        impl $name {
            /// The name of its kind in the file.
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $key,)* }
            }
        }

        impl $crate::json::Part for $name {
            fn read(json: &$crate::json::Json, reader: &mut $crate::json::Reader<'_>) -> Option<Self> {
                let mut object = reader.object(json, "an object")?;
                <Self as $crate::json::Fields>::read_fields(&mut object, reader)
            }

            fn write(&self, out: &mut $crate::json::Writer) {
                out.object(|object| object.fields(self));
            }

            fn expected() -> String {
                "an object".into()
            }

            fn schema(book: &mut $crate::json::SchemaBook) -> $crate::json::Json {
                book.object::<Self>(stringify!($name), stringify!($(#[$meta])*))
            }

            $crate::json::record! { @tree $name }
        }

        impl $crate::json::Fields for $name {
            fn read_fields(from: &mut $crate::json::ObjectReader<'_>, reader: &mut $crate::json::Reader<'_>) -> Option<Self> {
                let kind = from.required::<String>($tag, reader)?;
                match kind.as_str() {
                    $($key => <$type as $crate::json::Fields>::read_fields(from, reader).map(Self::$variant),)*
                    other => {
                        from.unknown_kind($tag, &[$($key),*], other, reader);
                        None
                    }
                }
            }

            fn write_fields(&self, to: &mut $crate::json::ObjectWriter<'_>) {
                to.field($tag, &self.kind().to_owned());
                match self { $(Self::$variant(fields) => to.fields(fields),)* }
            }

            fn walk_fields<'a>(&'a self, at: $crate::Place, visit: &mut dyn FnMut($crate::Place, $crate::ElementRef<'a>)) {
                match self { $(Self::$variant(fields) => $crate::json::Fields::walk_fields(fields, at, visit),)* }
            }

            fn find_in_fields(&mut self, id: $crate::ObjectId) -> Option<$crate::ElementMut<'_>> {
                match self { $(Self::$variant(fields) => $crate::json::Fields::find_in_fields(fields, id),)* }
            }

            fn list_in_fields(&mut self, name: $crate::ListName) -> Option<&mut dyn $crate::ElementList> {
                match self { $(Self::$variant(fields) => $crate::json::Fields::list_in_fields(fields, name),)* }
            }

            fn renew_fields(&mut self, fresh: &mut dyn FnMut($crate::ElementKind) -> $crate::ObjectId) {
                match self { $(Self::$variant(fields) => $crate::json::Fields::renew_fields(fields, fresh),)* }
            }

            fn schema_fields(object: &mut $crate::json::ObjectSchema<'_>) {
                $(object.variant::<$type>($tag, $key, stringify!($(#[$doc])*));)*
            }
        }
    };
}

/// Describes an enum written as a text.
#[macro_export]
macro_rules! keyword {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $key:literal => $variant:ident,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word in the file.
            pub const fn keyword(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// The one of a word.
            pub fn from_keyword(word: &str) -> Option<Self> {
                match word { $($key => Some(Self::$variant),)* _ => None }
            }
        }

        impl $crate::json::Part for $name {
            fn read(json: &$crate::json::Json, reader: &mut $crate::json::Reader<'_>) -> Option<Self> {
                let word = <String as $crate::json::Part>::read(json, reader)?;
                let known = Self::from_keyword(&word);
                if known.is_none() {
                    reader.wrong(json, <Self as $crate::json::Part>::expected());
                }
                known
            }

            fn write(&self, out: &mut $crate::json::Writer) {
                out.text(self.keyword());
            }

            fn expected() -> String {
                format!("one of {}", [$($key),*].join(", "))
            }

            fn schema(book: &mut $crate::json::SchemaBook) -> $crate::json::Json {
                book.words(stringify!($name), stringify!($(#[$meta])*), &[$($key),*])
            }
        }
    };
}

pub use {keyword, part, record, variants};
