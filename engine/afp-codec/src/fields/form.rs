//! Fields of form definitions: where pages stand on sheets, copies, media (MO:DCA "Form Map").

use crate::groups::ShortGroup;
use crate::structure::{codes, structure};
use crate::triplets::Triplets;
use crate::values::Rotation;
use crate::wire::{Bytes, Fixed, I24, Reserved};

structure! {
    /// A page's place on a side of the sheet (PGP repeating group).
    pub struct PagePlace {
        x: I24 = "X offset",
        y: I24 = "Y offset",
        rotation: Rotation = "rotation",
        side: u8 = "sheet side and partition",
        flags: Option<u8> = "flags",
        control: Option<u8> = "page modification control id",
    }
}

structure! {
    /// Page Position, format 2 (MO:DCA PGP).
    pub struct PagePositions {
        constant: Fixed<0x01> = "constant",
        places: Vec<ShortGroup<PagePlace>> = "page place",
    }
}

structure! {
    /// Page Position, format 1.
    pub struct PagePositionOne {
        x: I24 = "X offset",
        y: I24 = "Y offset",
    }
}

structure! {
    /// A copy subgroup (MCC repeating group).
    pub struct CopySubgroup {
        first: u16 = "first copy",
        last: u16 = "last copy",
        reserved: Reserved<1> = "reserved",
        control: u8 = "medium modification control id",
    }
}

structure! {
    /// Medium Copy Count (MO:DCA MCC).
    pub struct MediumCopies {
        subgroups: Vec<CopySubgroup> = "copy subgroup",
    }
}

codes! {
    /// What a keyword of a Medium Modification Control sets.
    pub MediumKeyword(u8) {
        HORIZONTAL_ADJUSTMENT = 0x0E "horizontal adjustment";
        OUTPUT_BIN_HIGH = 0x90 "media destination, high byte";
        OUTPUT_BIN = 0x91 "media destination, low byte";
        FIXED_MEDIUM_INFORMATION = 0xA0 "fixed medium information";
        SETUP_HIGH = 0xB4 "presentation subsystem set-up, high byte";
        SETUP = 0xB5 "presentation subsystem set-up, low byte";
        JOG = 0xD1 "offset stack or edge marks";
        FINISHING_OVERLAY = 0xD2 "print form overlay";
        SOURCE_FORMAT = 0xE0 "format of the media source";
        SOURCE = 0xE1 "media source";
        MEDIA_TYPE_HIGH = 0xE8 "media type local id, high byte";
        MEDIA_TYPE = 0xE9 "media type local id, low byte";
        FORMS_FLASH = 0xF1 "forms flash";
        OVERLAY = 0xF2 "medium overlay local id";
        SUPPRESSION = 0xF3 "suppression local id";
        DUPLEX = 0xF4 "duplex";
        QUALITY = 0xF8 "print quality";
        CONSTANT_FORMS = 0xF9 "constant forms";
        N_UP = 0xFC "pages on a side";
    }
}

structure! {
    /// A keyword and its value.
    pub struct MediumModification {
        keyword: MediumKeyword = "keyword",
        value: u8 = "value",
    }
}

structure! {
    /// Medium Modification Control (MO:DCA MMC).
    pub struct MediumModifications {
        id: u8 = "id",
        constant: u8 = "constant",
        modifications: Vec<MediumModification> = "modification",
    }
}

structure! {
    /// Page Modification Control (MO:DCA PMC).
    pub struct PageModification<'a> {
        id: u8 = "id",
        reserved: Reserved<1> = "reserved",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// Medium Finishing Control (MO:DCA MFC).
    pub struct MediumFinishing<'a> {
        flags: u8 = "flags",
        reserved: Reserved<1> = "reserved",
        collection: u8 = "medium collection",
        scope: u8 = "scope",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// Presentation Fidelity Control (MO:DCA PFC).
    pub struct PresentationFidelity<'a> {
        reserved: Reserved<1> = "reserved",
        flags: u8 = "flags",
        reserved_2: Reserved<2> = "reserved",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// Presentation Environment Control (MO:DCA PEC).
    pub struct PresentationEnvironment<'a> {
        reserved: Reserved<2> = "reserved",
        triplets: Triplets<'a> = "triplets",
    }
}

structure! {
    /// A field without a layout that matters any more (FGD, CTC); its bytes are kept.
    pub struct Obsolete<'a> {
        data: Bytes<'a> = "data",
    }
}
