//! Fields of page definitions, which lay line data out on pages (AFP Programming Guide and Line Data Reference,
//! chapter 5).

use crate::describe::{Describer, NodeKind};
use crate::error::{DecodeError, EncodeError};
use crate::structure::{codes, structure};
use crate::triplets::Triplets;
use crate::values::{Name, OcaColour, Rotation};
use crate::wire::{Bytes, Input, Reserved, Wire};

codes! {
    /// What the lines of a data map are described by (BDM byte 8).
    pub DataMapFormat(u8) {
        LINES = 0x00 "line descriptors";
        RECORDS = 0x01 "record descriptors";
        XML = 0x02 "XML descriptors";
    }
}

structure! {
    /// Begin Data Map (BDM).
    pub struct BeginDataMap<'a> {
        name: Option<Name> = "name",
        format: Option<DataMapFormat> = "data formatting",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// Data Map Transmission Subcase Descriptor (DXD): X'0001 00FF', which nothing depends on.
    pub struct TransmissionSubcaseDescriptor {
        constant: [u8; 4] = "constant",
    }
}

structure! {
    /// Line Descriptor Count (LNC).
    pub struct LineDescriptorCount {
        count: u16 = "descriptors",
    }
}

structure! {
    /// Fixed Data Size (FDS).
    pub struct FixedDataSize {
        length: u16 = "bytes of fixed text",
    }
}

structure! {
    /// Line Descriptor (LND). What follows the data length is missing in old page definitions and zero then.
    pub struct LineDescriptor<'a> {
        flags: u16 = "flags",
        inline: u16 = "inline position",
        baseline: i16 = "baseline position",
        inline_axis: Rotation = "I axis",
        baseline_axis: Rotation = "B axis",
        font: u8 = "font local id",
        channel: u8 = "channel code",
        next_skipping: u16 = "next descriptor if skipping",
        next_spacing: u16 = "next descriptor if spacing",
        next_reusing: u16 = "next descriptor if reusing data",
        suppression: Name = "suppression",
        shift_out_font: u8 = "shift-out font local id",
        data_start: u32 = "data start",
        data_length: u16 = "data length",
        colour: Option<OcaColour> = "text colour",
        next_conditional: Option<u16> = "next descriptor if conditional",
        subpage: Option<u8> = "subpage",
        condition: Option<u16> = "conditional processing control",
        triplets: Triplets<'a> = "triplets",
    }
}

codes! {
    /// What a record or element is for (RCD byte 10, XMD byte 0).
    pub RecordKind(u8) {
        BODY = 0x00 "body";
        PAGE_HEADER = 0x01 "page header";
        PAGE_TRAILER = 0x02 "page trailer";
        GROUP_HEADER = 0x03 "group header";
    }
}

codes! {
    /// How a field stands at its position.
    pub FieldAlignment(u8) {
        LEFT = 0x00 "left";
        RIGHT = 0x01 "right";
    }
}

structure! {
    /// Record Descriptor (RCD).
    pub struct RecordDescriptor<'a> {
        record: [u8; 10] = "record id",
        kind: RecordKind = "record type",
        flags: [u8; 3] = "flags",
        reserved: Reserved<1> = "reserved",
        inline: u16 = "inline position",
        baseline: i16 = "baseline position",
        inline_axis: Rotation = "I axis",
        baseline_axis: Rotation = "B axis",
        font: u8 = "font local id",
        field: u16 = "field descriptor",
        suppression: Name = "suppression",
        shift_out_font: u8 = "shift-out font local id",
        data_start: u32 = "data start",
        data_length: u16 = "data length",
        conditional: u16 = "conditional descriptor",
        subpage: u8 = "subpage",
        condition: u16 = "conditional processing control",
        page_number: u16 = "starting page number",
        end_space: u16 = "end space",
        alignment: FieldAlignment = "alignment",
        delimiter: u16 = "field delimiter",
        field_number: u16 = "field number",
        more_baseline: u16 = "additional baseline increment",
        reserved_2: Reserved<13> = "reserved",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// XML Descriptor (XMD).
    pub struct XmlDescriptor<'a> {
        kind: RecordKind = "element type",
        flags: [u8; 3] = "flags",
        reserved: Reserved<1> = "reserved",
        inline: i16 = "inline position",
        baseline: i16 = "baseline position",
        inline_axis: Rotation = "I axis",
        baseline_axis: Rotation = "B axis",
        font: u8 = "font local id",
        field: u16 = "field descriptor",
        reserved_2: Reserved<2> = "reserved",
        suppression: Name = "suppression",
        reserved_3: Reserved<1> = "reserved",
        data_start: u32 = "data start",
        data_length: u16 = "data length",
        conditional: u16 = "conditional descriptor",
        subpage: u8 = "subpage",
        condition: u16 = "conditional processing control",
        page_number: u16 = "starting page number",
        end_space: u16 = "end space",
        alignment: FieldAlignment = "alignment",
        delimiter: u16 = "field delimiter",
        field_number: u16 = "field number",
        more_baseline: u16 = "additional baseline increment",
        reserved_4: Reserved<13> = "reserved",
        triplets: Triplets<'a> = "triplets",
    }
}

codes! {
    /// When an action is taken.
    pub ActionTiming(u8) {
        DEFAULT = 0 "before the line, by default";
        BEFORE_LINE = 1 "before the line";
        BEFORE_SUBPAGE = 2 "before the subpage";
        AFTER_LINE = 129 "after the line";
        AFTER_SUBPAGE = 130 "after the subpage";
    }
}

codes! {
    /// What becomes of the medium map or data map.
    pub MapAction(u8) {
        IGNORE = 0 "nothing";
        CONTINUE = 1 "the same, on a new page";
        NAMED = 2 "the one named";
        FIRST = 3 "the first";
        NEXT = 4 "the next";
    }
}

codes! {
    /// How data is compared with the string.
    pub Comparison(u8) {
        CHANGED = 0 "any change";
        EQUAL = 1 "equal";
        LESS = 2 "less";
        LESS_OR_EQUAL = 3 "less or equal";
        GREATER = 4 "greater";
        GREATER_OR_EQUAL = 5 "greater or equal";
        NOT_EQUAL = 6 "not equal";
        ALWAYS = 7 "always";
    }
}

structure! {
    /// A condition and what it does (CCP repeating group).
    pub struct Condition<'a> {
        timing: ActionTiming = "timing",
        medium_action: MapAction = "medium map action",
        medium_map: Name = "medium map",
        data_action: MapAction = "data map action",
        data_map: Name = "data map",
        comparison: Comparison = "comparison",
        string: Bytes<'a> = "comparison string",
    }
}

structure! {
    /// What stands before the conditions of a Conditional Processing Control.
    pub struct ConditionsHead {
        id: u16 = "id",
        next: u16 = "next control",
        flags: u8 = "flags",
        reserved: Reserved<1> = "reserved",
        count: u16 = "conditions",
        length: u16 = "length of a condition",
        string_length: u16 = "length of the comparison string",
    }
}

/// Conditional Processing Control (CCP): conditions that all have the length that the head tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConditionalProcessing<'a> {
    /// What stands before the conditions; its length must be theirs.
    pub head: ConditionsHead,
    /// The conditions.
    pub conditions: Vec<Condition<'a>>,
}

impl<'a> Wire<'a> for ConditionalProcessing<'a> {
    fn read(input: &mut Input<'a>) -> Result<Self, DecodeError> {
        let head = ConditionsHead::read(input)?;
        let mut conditions = Vec::new();
        while !input.is_empty() {
            conditions.push(input.within(head.length.into())?);
        }
        Ok(Self { head, conditions })
    }

    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.head.write(out)?;
        for condition in &self.conditions {
            let start = out.len();
            condition.write(out)?;
            let (first, other) = (usize::from(self.head.length), out.len() - start);
            if other != first {
                return Err(EncodeError::UnequalGroups { first, other });
            }
        }
        Ok(())
    }

    fn describe(&self, _: &'static str, to: &mut Describer<'_>) {
        self.head.describe("", to);
        for condition in &self.conditions {
            to.begin(NodeKind::Group, "", "condition");
            condition.describe("", to);
            to.end(String::new());
        }
    }
}

#[cfg(test)]
impl crate::sample::Sample for ConditionalProcessing<'_> {
    fn sample(source: &mut crate::sample::Source<'_>) -> Self {
        let condition: Condition<'_> = crate::sample::Sample::sample(source);
        let length = u16::try_from(condition.to_bytes().unwrap().len()).unwrap();
        let head = ConditionsHead { length, ..crate::sample::Sample::sample(source) };
        Self { head, conditions: vec![condition; usize::from(source.byte() % 3)] }
    }
}
