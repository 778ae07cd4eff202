use crate::abi::{self, Bytes, Status};
use crate::AgentError;
use std::ffi::c_void;

/// Calls a host function and collects what it passes to the sink.
pub(crate) fn heard(service: impl FnOnce(abi::Sink, *mut c_void) -> Status) -> (Status, Vec<u8>) {
    let mut bytes: Vec<u8> = Vec::new();
    let status = service(hear, (&raw mut bytes).cast());
    (status, bytes)
}

unsafe extern "C" fn hear(context: *mut c_void, bytes: Bytes) {
    let heard = &mut *context.cast::<Vec<u8>>();
    heard.extend_from_slice(bytes.slice());
}

/// Turns the status of a host function into an error.
pub(crate) fn check(status: Status, what: &str) -> Result<(), AgentError> {
    let (code, says) = match status {
        abi::OK => return Ok(()),
        abi::E_ENDED | abi::E_NO_CALL => return Err(AgentError::ended()),
        abi::E_NOT_FOUND => ("not_found", "The host has no such"),
        abi::E_QUOTA => ("quota_exceeded", "This agent's quota is used up:"),
        abi::E_TOO_LARGE => ("too_large", "The data is too large for the host:"),
        abi::E_INVALID => ("invalid_argument", "The host rejected an argument:"),
        _ => {
            let message = format!("The host failed with status {status} ({what}).");
            return Err(AgentError::new("host_failed", message));
        }
    };
    Err(AgentError::new(code, format!("{says} {what}.")))
}
