//! The program around the window: plugins, commands, the preview scheme, what is shared by all of them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::background::{Autosave, Previews};
use crate::commands::settings::FirstTemplate;
use crate::delivery::Courier;
use crate::session::Session;
use crate::store::Store;
use crate::viewer::Viewer;
use crate::{commands, preview_scheme};

/// Where the program keeps its data, instead of the system's place: for tests and for a second, separate instance.
const DATA_FOLDER: &str = "FORMWRIGHT_DATA_DIR";

/// Opens the window and runs until it is closed.
pub(crate) fn run() -> ExitCode {
    #[cfg(target_os = "linux")]
    without_dma_buf();
    let own_folder = std::env::var_os(DATA_FOLDER).map(PathBuf::from);
    let mut builder = tauri::Builder::default();
    if own_folder.is_none() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            if let Some(path) = arguments.get(1) {
                tell(app, "open-asked", Path::new(&folder).join(path).display().to_string());
            }
            if let Some(window) = app.get_webview_window("designer") {
                // A window that cannot be raised is still open.
                let _ = window.set_focus();
            }
        }));
        // The window's place is kept with the system's user, not in the data folder: a separate instance has none.
        builder = builder.plugin(tauri_plugin_window_state::Builder::new().build());
    }
    let built = builder
        .plugin(tauri_plugin_dialog::init())
        .register_asynchronous_uri_scheme_protocol("preview", |context, request, responder| {
            let session = Arc::clone(&context.app_handle().state::<Arc<Session>>());
            let viewer = Arc::clone(&context.app_handle().state::<Arc<Viewer>>());
            let path = request.uri().path().to_owned();
            tauri::async_runtime::spawn_blocking(move || {
                responder.respond(preview_scheme::answer(&session, &viewer, &path));
            });
        })
        .invoke_handler(tauri::generate_handler![
            commands::settings::startup,
            commands::settings::keep_settings,
            commands::template::open_template,
            commands::template::save_template,
            commands::template::recover,
            commands::template::discard_recovery,
            commands::template::close_template,
            commands::template::quit,
            commands::template::choose_image,
            commands::library::choose_folder,
            commands::library::use_libraries,
            commands::library::resource_size,
            commands::rendering::render,
            commands::rendering::record_data,
            commands::rendering::inspect,
            commands::rendering::evaluate,
            commands::viewing::close_afp,
            commands::viewing::viewed_page,
            commands::viewing::viewed_parts,
            commands::viewing::viewed_groups,
            commands::viewing::viewed_fields,
            commands::viewing::viewed_detail,
            commands::viewing::viewed_search,
            commands::publishing::publish,
            commands::publishing::outbox,
        ])
        .setup(move |app| {
            let folder = match own_folder {
                Some(folder) => folder,
                None => app.path().app_data_dir()?,
            };
            std::fs::create_dir_all(&folder)?;
            let store = Arc::new(Store::open(&folder.join("formwright.sqlite"))?);
            let session = Arc::new(Session::default());
            session.use_libraries(&store.settings()?.libraries);
            let teller = app.handle().clone();
            app.manage(Previews::start(Arc::clone(&session), move |previewed| tell(&teller, "previewed", previewed)));
            let teller = app.handle().clone();
            app.manage(Courier::start(Arc::clone(&store), move |entries| tell(&teller, "outbox", entries)));
            app.manage(Autosave::start(Arc::clone(&session), Arc::clone(&store)));
            app.manage(FirstTemplate(Mutex::new(std::env::args().nth(1))));
            app.manage(session);
            app.manage(Arc::new(Viewer::default()));
            app.manage(store);
            let window = WebviewWindowBuilder::new(app, "designer", WebviewUrl::default())
                .title("Formwright")
                .inner_size(1680.0, 1050.0)
                .min_inner_size(880.0, 560.0)
                .prevent_overflow()
                .disable_drag_drop_handler()
                .build()?;
            let asked = window.clone();
            window.on_window_event(move |event| {
                if let WindowEvent::CloseRequested { api, .. } = event {
                    // The front end asks about unsaved edits and then closes the window by `quit`.
                    api.prevent_close();
                    tell(asked.app_handle(), "quit-asked", ());
                }
            });
            Ok(())
        })
        .build(context());
    match built {
        Ok(app) => ExitCode::from(u8::try_from(app.run_return(|_, _| {})).unwrap_or(1)),
        Err(error) => {
            eprintln!("formwright-designer: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The configuration, the embedded front end and the permissions.
#[expect(clippy::unwrap_used, clippy::expect_used, reason = "written by the build script from the configuration")]
fn context() -> tauri::Context {
    tauri::tauri_build_context!()
}

/// Sends an event to the front end.
fn tell(app: &AppHandle, event: &str, payload: impl Serialize + Clone) {
    if let Err(error) = app.emit(event, payload) {
        eprintln!("formwright-designer: event {event}: {error}");
    }
}

/// With the DMA-BUF renderer WebKitGTK shows blank windows on some drivers. Starting the program over is the way to
/// set a variable for the own process without unsafe code; whoever sets the variable decides.
#[cfg(target_os = "linux")]
fn without_dma_buf() {
    use std::os::unix::process::CommandExt;

    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(VARIABLE).is_some() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let error = std::process::Command::new(program).args(std::env::args_os().skip(1)).env(VARIABLE, "1").exec();
        eprintln!("formwright-designer: starting without {VARIABLE}: {error}");
    }
}
