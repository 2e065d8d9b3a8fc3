//! A base image for tests: made once for each test program, by the `juliette` that is tested.

use std::process::Command;
use std::sync::OnceLock;

/// The option that starts from it.
pub fn option() -> &'static str {
    static OPTION: OnceLock<String> = OnceLock::new();
    OPTION.get_or_init(|| {
        let name = format!("{}-{}.image", env!("CARGO_CRATE_NAME"), std::process::id());
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let output = Command::new(env!("CARGO_BIN_EXE_juliette"))
            .arg("--build-image")
            .arg(&path)
            .output()
            .expect("juliette starts");
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && text.is_empty(), "a base image is made: {text}");
        format!("--image={}", path.display())
    })
}
