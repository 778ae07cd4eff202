//! Checks that the structs and constants of `abi.rs` match `hermes_agent.h`, by asking the C
//! compiler.

use hermes_agent::abi::*;
use std::mem::{offset_of, size_of};
use std::path::{Path, PathBuf};
use std::process::Command;

fn include_folder() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = [
        package.join("../../../Sources/AgentABI/include"),
        package.join(".."),
    ];
    let found = places
        .into_iter()
        .find(|place| place.join("hermes_agent.h").exists());
    found.expect("hermes_agent.h is neither in the repository nor beside the crate")
}

macro_rules! facts {
    ($out:ident, $rust:ident = $c:literal { $($field:ident),* }) => {
        $out.push((format!("sizeof({})", $c), size_of::<$rust>() as i64));
        $($out.push((
            format!("offsetof({}, {})", $c, stringify!($field)),
            offset_of!($rust, $field) as i64,
        ));)*
    };
}

fn facts() -> Vec<(String, i64)> {
    let mut out = Vec::new();
    facts!(out, Bytes = "hermes_bytes" { ptr, len });
    facts!(out, HostTable = "hermes_host" {
        struct_size, abi_major, abi_minor, finish, emit, emit_wait, is_cancelled, log, get_extension
    });
    facts!(out, PluginTable = "hermes_plugin" {
        struct_size, abi_major, abi_minor, name, version, agent_count, reserved, agent_card, create,
        invoke, cancel, destroy, get_extension, drained
    });
    facts!(out, AgentsTable = "hermes_agents_1" { struct_size, reserved, call, call_wait, list });
    facts!(out, StoreTable = "hermes_store_1" { struct_size, reserved, get, put, remove, keys });
    facts!(out, BlobTable = "hermes_blob_1" { struct_size, reserved, put, append, read, size });
    facts!(out, ModelTable = "hermes_model_1" { struct_size, reserved, complete, complete_wait });
    facts!(out, ReconcileTable = "hermes_reconcile_1" { struct_size, reserved, reconcile });
    facts!(out, Status = "hermes_status" {});
    facts!(out, CallToken = "hermes_call" {});
    let numbers: [(&str, i64); 25] = [
        ("HERMES_ABI_MAJOR", MAJOR.into()),
        ("HERMES_ABI_MINOR", MINOR.into()),
        ("HERMES_OK", OK.into()),
        ("HERMES_PENDING", PENDING.into()),
        ("HERMES_E_FAILED", E_FAILED.into()),
        ("HERMES_E_INVALID", E_INVALID.into()),
        ("HERMES_E_ENDED", E_ENDED.into()),
        ("HERMES_E_NO_CALL", E_NO_CALL.into()),
        ("HERMES_E_BUSY", E_BUSY.into()),
        ("HERMES_E_TOO_LARGE", E_TOO_LARGE.into()),
        ("HERMES_E_UNSUPPORTED", E_UNSUPPORTED.into()),
        ("HERMES_E_TIMEOUT", E_TIMEOUT.into()),
        ("HERMES_E_CYCLE", E_CYCLE.into()),
        ("HERMES_E_NOT_FOUND", E_NOT_FOUND.into()),
        ("HERMES_E_QUOTA", E_QUOTA.into()),
        ("HERMES_EVENT_THINKING", EVENT_THINKING.into()),
        ("HERMES_EVENT_PROGRESS", EVENT_PROGRESS.into()),
        ("HERMES_EVENT_ARTIFACT_CHUNK", EVENT_ARTIFACT_CHUNK.into()),
        ("HERMES_EVENT_AGENT", EVENT_AGENT.into()),
        ("HERMES_EVENT_INPUT_REQUIRED", EVENT_INPUT_REQUIRED.into()),
        ("HERMES_MAX_EVENT_BYTES", MAX_EVENT_BYTES as i64),
        ("HERMES_MAX_RESULT_BYTES", MAX_RESULT_BYTES as i64),
        ("HERMES_MODEL_TEXT", MODEL_TEXT.into()),
        ("HERMES_MODEL_REASONING", MODEL_REASONING.into()),
        ("HERMES_LOG_ERROR", hermes_agent::Level::Error as i64),
    ];
    out.extend(numbers.map(|(name, number)| (name.to_string(), number)));
    out
}

#[test]
fn the_layout_is_that_of_the_header() {
    let checks: String = facts()
        .iter()
        .map(|(c, value)| {
            format!("_Static_assert((long)({c}) == {value}L, \"{c} is not {value}\");\n")
        })
        .collect();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let source = folder.join("layout.c");
    let includes: String = ["agents", "blob", "model", "reconcile", "store"]
        .map(|name| format!("#include \"ext/{name}.h\"\n"))
        .concat();
    std::fs::write(&source, format!("{includes}{checks}")).unwrap();
    let done = Command::new("cc")
        .args(["-std=c11", "-fsyntax-only", "-I"])
        .args([&include_folder(), &source])
        .output()
        .expect("cc is needed for this test");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}
