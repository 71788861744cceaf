// Loads the front end. The content policy allows no inline script, so these lines are a file.
import start from "./formwright-ui.js";

start({ module_or_path: "./formwright-ui_bg.wasm" });
