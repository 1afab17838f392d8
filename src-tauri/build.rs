//! Makes the window's permissions and embeds the pages.

fn main() {
    // With a pattern of our own, tauri-build does not watch the folder by itself.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*");
    tauri_build::try_build(attributes).expect("the window's configuration is sound");
}
