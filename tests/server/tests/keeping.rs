//! What was acknowledged stays, whatever happens to the process.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use server_end_to_end::{Folder, Process, Publisher};

const VERSIONS: &str = "/api/v1/templates/t_letter/versions";

#[cfg(unix)]
#[test]
fn a_restart_keeps_users_sessions_keys_versions_and_the_trail() {
    let folder = Folder::with_users();
    let server = Process::start(&folder);
    let (ada, root, publisher) = (server.signed_in("ada"), server.signed_in("root"), Publisher::new(1));
    ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
    ada.upload("t_letter", &publisher.package("One")).expect(201);
    ada.ask("POST", &format!("{VERSIONS}/1/publish"), &[], []).expect(200);
    let (versions, trail) = (ada.get(VERSIONS).json(), root.get("/api/v1/audit").json());
    let token = ada.token().to_owned();
    let (ended, log) = server.stop();
    assert!(ended.success(), "{log}");
    let server = Process::start(&folder);
    let ada = server.client().with_token(&token);
    assert_eq!(ada.get(VERSIONS).expect(200).json(), versions);
    ada.upload("t_letter", &publisher.package("One")).expect(200);
    ada.upload("t_letter", &publisher.package("Two")).expect(201);
    let later = server.signed_in("root").get("/api/v1/audit").json();
    let (before, after) = (trail.as_array().unwrap(), later.as_array().unwrap());
    assert_eq!(&after[..before.len()], &before[..]);
}

#[test]
fn a_kill_during_uploads_loses_nothing_that_was_acknowledged() {
    let folder = Folder::with_users();
    let publisher = Publisher::new(1);
    let mut acknowledged: Vec<(u64, Vec<u8>)> = Vec::new();
    for round in 0..3u64 {
        let server = Process::start(&folder);
        let ada = server.signed_in("ada");
        ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
        let (killed, uploaded) = (AtomicBool::new(false), AtomicUsize::new(0));
        let upload = |worker: usize| {
            let mut kept = Vec::new();
            for number in 0.. {
                if killed.load(Ordering::Relaxed) {
                    break;
                }
                let package = publisher.package(&format!("Round {round}, worker {worker}, number {number}"));
                let Ok(answer) = ada.try_ask("PUT", VERSIONS, &[], package.clone()) else { break };
                let entry = answer.expect(201).json();
                uploaded.fetch_add(1, Ordering::Relaxed);
                kept.push((entry["version"].as_u64().unwrap_or_default(), package));
            }
            kept
        };
        let kept: Vec<_> = std::thread::scope(|scope| {
            let uploads: Vec<_> = (0..3).map(|worker| scope.spawn(move || upload(worker))).collect();
            let began = Instant::now();
            while uploaded.load(Ordering::Relaxed) < 6 && began.elapsed() < Duration::from_secs(60) {
                std::thread::sleep(Duration::from_millis(10 + round));
            }
            server.kill();
            killed.store(true, Ordering::Relaxed);
            uploads.into_iter().flat_map(|upload| upload.join().unwrap()).collect()
        });
        assert!(!kept.is_empty(), "nothing was uploaded before the kill");
        acknowledged.extend(kept);
    }
    let server = Process::start(&folder);
    let ada = server.signed_in("ada");
    let mut numbers: Vec<u64> = acknowledged.iter().map(|(number, _)| *number).collect();
    for (number, package) in &acknowledged {
        assert_eq!(&ada.get(&format!("{VERSIONS}/{number}/package")).expect(200).body, package);
        ada.upload("t_letter", package).expect(200);
    }
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), acknowledged.len(), "a number was given twice");
    let verified = folder.admin(&["verify"], "");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
}

#[cfg(unix)]
#[test]
fn a_copy_of_the_folder_is_a_backup() {
    let (folder, copy) = (Folder::with_users(), Folder::empty());
    let server = Process::start(&folder);
    let (ada, publisher) = (server.signed_in("ada"), Publisher::new(1));
    ada.put(&format!("/api/v1/keys/{}", publisher.key()), []).expect(204);
    let package = publisher.package("One");
    ada.upload("t_letter", &package).expect(201);
    server.stop();
    std::fs::create_dir(copy.path().join("packages")).unwrap();
    for part in ["", "packages"] {
        for file in std::fs::read_dir(folder.path().join(part)).unwrap().map(Result::unwrap) {
            if file.path().is_file() {
                std::fs::copy(file.path(), copy.path().join(part).join(file.file_name())).unwrap();
            }
        }
    }
    let server = Process::start(&copy);
    assert_eq!(server.signed_in("ada").get(&format!("{VERSIONS}/1/package")).expect(200).body, package);
}
