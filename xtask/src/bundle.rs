//! `cargo xtask bundle`: the Debian package of the designer and the command line.
//!
//! In: release builds, `installers/debian`, `installers/linux`, the icon and the sample. Out: one `.deb` below
//! cargo's target folder. The bundles of other systems are set up in `src-tauri/tauri.conf.json`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::programs::{self, Profile};
use crate::{front_end, setup, shell, workspace};

/// Builds everything for release and packs it.
pub(crate) fn debian_package() -> Result<()> {
    setup::everything()?;
    if !shell::is_on_path("dpkg-deb") {
        bail!("dpkg-deb is missing: the Debian package is made on Debian or Ubuntu");
    }
    front_end::build(Profile::Release)?;
    shell::run(programs::cargo()?.args(["build", "--release", "--package", "desktop", "--package", "cli"]))?;

    let root = workspace::root()?;
    let folder = workspace::target()?.join("bundle");
    let tree = folder.join("tree");
    if tree.exists() {
        fs::remove_dir_all(&tree)?;
    }
    for program in ["formwright-designer", "formwright"] {
        let place = tree.join("usr/bin").join(program);
        install(&programs::path(program, Profile::Release)?, &place, 0o755)?;
        // Line tables are for profiles of our own builds; they are two thirds of the file.
        shell::run(Command::new("strip").arg("--strip-unneeded").arg(&place))?;
    }
    let share = tree.join("usr/share");
    let linux = root.join("installers/linux");
    install(&linux.join("formwright.desktop"), &share.join("applications/formwright.desktop"), 0o644)?;
    install(&linux.join("formwright.xml"), &share.join("mime/packages/formwright.xml"), 0o644)?;
    let icons = root.join("assets/icons");
    for (file, size) in [("32x32", "32x32"), ("128x128", "128x128"), ("128x128@2x", "256x256"), ("icon", "512x512")] {
        let place = share.join("icons/hicolor").join(size).join("apps/formwright.png");
        install(&icons.join(format!("{file}.png")), &place, 0o644)?;
    }
    install(&icons.join("formwright.svg"), &share.join("icons/hicolor/scalable/apps/formwright.svg"), 0o644)?;
    install_folder(&workspace::sample()?, &share.join("formwright/sample-data/statement"))?;
    for licence in [
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "assets/fonts/OFL-IBM-Plex.txt",
        "assets/fonts/OFL-Inter.txt",
        "assets/fonts/OFL-Liberation.txt",
    ] {
        let file = root.join(licence);
        let name = file.file_name().context("a licence is a file")?;
        install(&file, &share.join("doc/formwright").join(name), 0o644)?;
    }

    let version = env!("CARGO_PKG_VERSION");
    let architecture =
        shell::answer(Command::new("dpkg").arg("--print-architecture")).context("asking dpkg for the architecture")?;
    let control = fs::read_to_string(root.join("installers/debian/control"))?
        .replace("@VERSION@", version)
        .replace("@ARCHITECTURE@", &architecture)
        .replace("@SIZE@", &(size(&tree)? / 1024).to_string());
    fs::create_dir_all(tree.join("DEBIAN"))?;
    fs::write(tree.join("DEBIAN/control"), control)?;
    install(&root.join("installers/debian/postinst"), &tree.join("DEBIAN/postinst"), 0o755)?;

    let package = folder.join(format!("formwright_{version}_{architecture}.deb"));
    shell::run(Command::new("dpkg-deb").args(["--build", "--root-owner-group"]).arg(&tree).arg(&package))?;
    println!("{}", package.display());
    Ok(())
}

fn install(from: &Path, to: &Path, mode: u32) -> Result<()> {
    let folder = to.parent().context("a file is installed into a folder")?;
    fs::create_dir_all(folder)?;
    fs::copy(from, to).with_context(|| format!("copying {}", from.display()))?;
    set_mode(to, mode)
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(mode))?)
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> Result<()> {
    Ok(())
}

fn install_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            install_folder(&entry.path(), &place)?;
        } else {
            install(&entry.path(), &place, 0o644)?;
        }
    }
    Ok(())
}

/// The bytes of all files below a folder.
fn size(folder: &Path) -> Result<u64> {
    let mut total = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        total += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(total)
}
