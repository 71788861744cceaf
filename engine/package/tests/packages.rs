//! What packages are read, and what is refused.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use diagnostics::{Code, Diagnostic};
use package::{Package, SigningKey, open, read_folder, sign, verify, write_folder};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn package() -> Package {
    let mut package = Package::new(&b"{\n  \"format\": 1\n}\n"[..]);
    package.insert("assets/ab12.png", &b"\x89PNG not really"[..]).unwrap();
    package.insert("samples/records.ndjson", &b"{\"a\": 1}\n{\"a\": 2}\n"[..]).unwrap();
    package
}

fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn refused(bytes: &[u8]) -> Diagnostic {
    let started = Instant::now();
    let error = open(bytes).map(|opened| opened.package).unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(5), "refusing is quick");
    error
}

/// Puts bytes in the place of others, everywhere.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut changed = bytes.to_vec();
    let mut count = 0;
    for at in 0..=bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            changed[at..at + from.len()].copy_from_slice(to);
            count += 1;
        }
    }
    assert!(count > 0);
    changed
}

#[test]
fn a_package_comes_back_byte_for_byte_in_every_form() {
    let package = package();
    let bytes = package.to_bytes().unwrap();
    let opened = open(&bytes).unwrap();
    assert_eq!((&opened.package, &opened.signer), (&package, &None));
    assert_eq!(opened.package.to_bytes().unwrap(), bytes);
    assert_eq!(opened.require_signer().unwrap_err().code, Code::SignatureMissing);
    assert_eq!(verify(&bytes).unwrap_err().code, Code::SignatureMissing);

    let signed = sign(&package, &key(), "Meridian Bank 銀行").unwrap();
    let opened = open(&signed).unwrap();
    assert_eq!(opened.package.content_hash(), package.content_hash());
    let signer = opened.require_signer().unwrap();
    assert_eq!(signer.publisher, "Meridian Bank 銀行");
    assert_eq!(signer.key.0, *key().verifying_key().as_bytes());
    assert_eq!(verify(&signed).as_ref(), Ok(signer));
    assert_eq!(sign(&opened.package, &key(), "Meridian Bank 銀行").unwrap(), signed);

    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("new/statement");
    write_folder(&package, &inside).unwrap();
    std::fs::write(inside.join("notes.txt"), "not part of it").unwrap();
    std::fs::write(inside.join("assets/.hidden"), "not part of it").unwrap();
    assert_eq!(read_folder(&inside).unwrap(), package);
    write_folder(&package, &inside).unwrap();
    assert!(inside.join("notes.txt").exists(), "nothing is deleted");
}

#[test]
fn the_bytes_of_a_package_never_change() {
    // If this changes, packages signed before are packed in another way than now.
    let hash = package().content_hash().to_string();
    assert_eq!(hash, "3a088f8bc696949d6d38f1b19a8aef2b350a7fd73e494bd60bbef2152e12abfc");
    let bytes = package().to_bytes().unwrap();
    assert_eq!(
        blake3::hash(&bytes).to_hex().as_str(),
        "bed5a520de53b5b8a87268b57751fb28bf7df46455fab952437dec4ba6b1f04a"
    );
}

#[test]
fn a_signed_package_with_any_byte_changed_is_refused() {
    let signed = sign(&package(), &key(), "Meridian Bank").unwrap();
    for at in 0..signed.len() {
        for change in [1, 2, 4, 8, 16, 32, 64, 128, 255] {
            let mut changed = signed.clone();
            changed[at] ^= change;
            assert!(open(&changed).is_err(), "byte {at} of {} changed by {change}", signed.len());
        }
    }
}

#[test]
fn a_signed_package_cut_short_or_made_longer_is_refused() {
    let signed = sign(&package(), &key(), "Meridian Bank").unwrap();
    for length in 0..signed.len() {
        assert!(open(&signed[..length]).is_err(), "{length} bytes");
    }
    assert!(open(&[&signed[..], b"x"].concat()).is_err());
    assert!(open(&[b"x", &signed[..]].concat()).is_err());
    let unsigned = package().to_bytes().unwrap();
    for length in 0..unsigned.len() {
        assert!(open(&unsigned[..length]).is_err(), "{length} bytes");
    }
    assert!(open(&[b"x", &unsigned[..]].concat()).is_err());
}

#[test]
fn the_signature_of_another_package_does_not_fit() {
    let signed = sign(&package(), &key(), "Meridian Bank").unwrap();
    let mut other = package();
    other.insert("samples/records.ndjson", &b"{\"a\": 1}\n{\"a\": 3}\n"[..]).unwrap();
    let comment = signed.len() - other.to_bytes().unwrap().len();
    let mut forged = other.to_bytes().unwrap();
    forged.truncate(forged.len() - 2);
    forged.extend_from_slice(&signed[signed.len() - comment - 2..]);
    assert_eq!(refused(&forged).code, Code::SignatureInvalid);
}

#[test]
fn a_comment_that_is_no_signature_is_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("template.json", SimpleFileOptions::default()).unwrap();
    writer.set_comment("made by hand").unwrap();
    assert_eq!(refused(&writer.finish().unwrap().into_inner()).code, Code::SignatureInvalid);
}

#[test]
fn entries_that_leave_the_package_are_refused() {
    for name in ["../evil", "/etc/passwd", "assets/../../evil", "assets\\..\\evil", "C:\\evil", "../"] {
        let error = refused(&zip_of(&[("template.json", b"{}"), (name, b"x")]));
        assert_eq!(error.code, Code::PackagePathEscapes, "{name}");
    }
    for name in ["evil.txt", "assets/nul", "__MACOSX/x", "assets/a\nb", "templatE.json"] {
        let error = refused(&zip_of(&[("template.json", b"{}"), (name, b"x")]));
        assert_eq!(error.code, Code::PackageDamaged, "{name}");
    }
    assert!(open(&zip_of(&[("assets/", b""), ("assets/x", b"x"), ("template.json", b"{}")])).is_ok());
}

#[test]
fn duplicates_and_missing_templates_are_refused() {
    let bytes = zip_of(&[("template.json", b"{}"), ("assets/one", b"1"), ("assets/two", b"2")]);
    assert_eq!(refused(&replaced(&bytes, b"assets/two", b"assets/one")).code, Code::PackageDamaged);
    assert_eq!(refused(&replaced(&bytes, b"assets/two", b"assets/ONE")).code, Code::PackageDamaged);
    assert_eq!(refused(&zip_of(&[("assets/one", b"1")])).code, Code::PackageEntryMissing);
    assert_eq!(refused(&zip_of(&[])).code, Code::PackageEntryMissing);
    for junk in [&b""[..], b"PK", b"not a zip file at all, not even nearly", &[0; 1000]] {
        assert_eq!(refused(junk).code, Code::PackageDamaged);
    }
}

#[test]
fn links_are_refused_in_zips_and_folders() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("template.json", SimpleFileOptions::default()).unwrap();
    writer.add_symlink("assets/link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let error = refused(&writer.finish().unwrap().into_inner());
    assert!(error.to_string().contains("assets/link is a link"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_folder_with_links_is_neither_read_nor_written_through() {
    let outside = tempfile::tempdir().unwrap();
    for (link, target) in [("assets", "."), ("assets/x", "secret"), ("template.json", "secret")] {
        std::fs::write(outside.path().join("secret"), "secret").unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("template.json"), "{}").unwrap();
        let place = folder.path().join(link);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        let _ = std::fs::remove_file(&place);
        std::os::unix::fs::symlink(outside.path().join(target), &place).unwrap();
        let error = read_folder(folder.path()).unwrap_err();
        assert!(error.to_string().contains("is a link"), "{error}");

        let mut package = Package::new(&b"{}"[..]);
        package.insert("assets/x", &b"x"[..]).unwrap();
        let error = write_folder(&package, folder.path()).unwrap_err();
        assert!(error.to_string().contains("a link stands"), "{error}");
        assert!(!outside.path().join("x").exists());
        assert_eq!(std::fs::read(outside.path().join("secret")).unwrap(), b"secret");
    }
}

#[test]
fn folders_without_a_template_are_told_apart_from_no_folder() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(read_folder(folder.path()).unwrap_err().code, Code::PackageEntryMissing);
    assert_eq!(read_folder(&folder.path().join("none")).unwrap_err().code, Code::FileUnreadable);
}

/// A package with an entry whose headers promise another size than it has.
fn lying(content: &[u8], promised: u32) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("template.json", SimpleFileOptions::default()).unwrap();
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file("assets/x", options).unwrap();
    writer.write_all(content).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    replaced(&bytes, &(content.len() as u32).to_le_bytes(), &promised.to_le_bytes())
}

#[test]
fn bombs_are_refused_at_little_cost() {
    let zeros = vec![0; 64 << 20];
    assert_eq!(refused(&lying(&zeros, 64 << 20)).code, Code::PackageTooLarge, "an honest bomb");
    assert_eq!(refused(&lying(&zeros, u32::MAX - 1)).code, Code::PackageTooLarge, "one that promises 4 GB");
    assert_eq!(refused(&lying(&zeros, 1_000)).code, Code::PackageDamaged, "one that says it is small");
    let mut random = Seeded(3);
    let noise: Vec<u8> = (0..3 << 20).map(|_| random.below(256) as u8).collect();
    assert_eq!(refused(&lying(&noise, 513 << 20)).code, Code::PackageTooLarge, "at a ratio that could be");
    assert_eq!(refused(&lying(&noise, 511 << 20)).code, Code::PackageDamaged, "one that is shorter than it says");

    // Ten thousand and more entries.
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..=package::MOST_ENTRIES {
        writer.start_file(format!("assets/{number}"), SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(refused(&writer.finish().unwrap().into_inner()).code, Code::PackageTooLarge);
}

#[test]
fn what_would_look_like_a_bomb_is_written_so_that_it_can_be_read() {
    let mut package = package();
    package.insert("assets/zeros", vec![0; 4 << 20]).unwrap();
    let bytes = package.to_bytes().unwrap();
    assert_eq!(open(&bytes).unwrap().package, package);
}

#[test]
fn files_go_in_and_out_and_the_template_stays() {
    let mut package = package();
    let before = package.content_hash();
    assert!(package.insert("../x", &b""[..]).is_err());
    assert!(package.insert("assets/AB12.png", &b""[..]).is_err());
    assert_eq!(package.content_hash(), before);
    assert_eq!(package.remove("template.json"), None);
    assert!(package.remove("assets/ab12.png").is_some());
    assert_eq!(package.get("assets/ab12.png").unwrap_err().code, Code::PackageEntryMissing);
    assert_ne!(package.content_hash(), before);
}

/// Numbers from a seed (SplitMix64).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

#[test]
fn damaged_packages_give_diagnostics_and_never_a_panic() {
    let good = package().to_bytes().unwrap();
    let mut random = Seeded(11);
    for _ in 0..6_000 {
        let mut bytes = good.clone();
        for _ in 0..=random.below(4) {
            let at = random.below(bytes.len());
            match random.below(4) {
                0 => bytes[at] = [0, 1, 0xFF, 0x7F, 0x80][random.below(5)],
                1 => bytes[at] ^= 1 << random.below(8),
                2 => bytes.insert(at, random.below(256) as u8),
                _ => {
                    let end = (at + random.below(30)).min(bytes.len());
                    bytes.drain(at..end);
                }
            }
            if bytes.is_empty() {
                bytes.push(0);
            }
        }
        if let Ok(opened) = open(&bytes) {
            assert_eq!(open(&opened.package.to_bytes().unwrap()).unwrap().package, opened.package);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_files_come_back(files in prop::collection::btree_map("(assets|samples|tests)/[a-z]{1,8}\\.[a-z]{3}", prop::collection::vec(any::<u8>(), 0..2_000), 0..8)) {
        let mut package = Package::new(&b"{}"[..]);
        for (name, bytes) in files {
            if !name.contains("/con.") && !name.contains("/prn.") && !name.contains("/aux.") && !name.contains("/nul.") {
                package.insert(&name, bytes).unwrap();
            }
        }
        let bytes = package.to_bytes().unwrap();
        prop_assert_eq!(&open(&bytes).unwrap().package, &package);
        let signed = sign(&package, &key(), "x").unwrap();
        prop_assert_eq!(&open(&signed).unwrap().package, &package);
    }
}
