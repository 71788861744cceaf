//! Type 1 and CID-keyed font programs, and font mapping files: whatever the bytes, nothing panics or takes long.

#![no_main]

use afp_read::FontMapping;
use fonts::{CidProgram, CodeMap, Outline, Type1Program};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut budget = 1 << 20;
    if let Ok(program) = Type1Program::read(bytes) {
        let names: Vec<Vec<u8>> = program.names().take(64).map(<[u8]>::to_vec).collect();
        for name in names {
            program.draw(&name, &mut Outline::default(), &mut budget);
        }
    }
    if let Ok(program) = CidProgram::read(bytes) {
        for id in 0..program.count().min(64) {
            program.draw(id, &mut Outline::default(), &mut budget);
        }
    }
    CodeMap::default().add(bytes);
    for name in ["CODED.FNT", "CSDEF.FNT", "CPDEF.FNT", "ALIAS.FNT", "GCGID.MAP"] {
        FontMapping::default().add_file(name, bytes);
    }
});
