use crate::abi::{self, CallToken};
use crate::host::Host;
use crate::{AgentError, Json, Level, Log};

/// One running call: what an agent sends to the host before its result.
///
/// The sending functions wait while the host has no room for more events, and return an error with
/// the code `cancelled` once the host has ended the call.
pub struct Call {
    pub(crate) host: Host,
    pub(crate) token: CallToken,
}

impl Call {
    /// True if the host has ended this call or wants to. Cheap enough to check in every iteration
    /// of a loop.
    pub fn is_cancelled(&self) -> bool {
        self.host.is_cancelled(self.token)
    }

    /// Reports, in one sentence, what the agent is doing or considering.
    pub fn think(&self, thought: &str) -> Result<(), AgentError> {
        self.emit(
            abi::EVENT_THINKING,
            Json::object(vec![("thought", Json::from(thought))]),
        )
    }

    /// Reports the progress of the call, from 0 to 1.
    pub fn progress(&self, fraction: f64, note: &str) -> Result<(), AgentError> {
        let mut members = vec![("fraction", Json::from(fraction.clamp(0.0, 1.0)))];
        if !note.is_empty() {
            members.push(("note", Json::from(note)));
        }
        self.emit(abi::EVENT_PROGRESS, Json::object(members))
    }

    /// Sends a piece of an artifact while it grows: with `append`, it is added to the earlier
    /// pieces, otherwise it replaces them. The result repeats the whole artifact.
    pub fn artifact_chunk(
        &self,
        id: &str,
        name: &str,
        media_type: &str,
        text: &str,
        append: bool,
    ) -> Result<(), AgentError> {
        let members = vec![
            ("artifact_id", Json::from(id)),
            ("name", Json::from(name)),
            ("media_type", Json::from(media_type)),
            ("text", Json::from(text)),
            ("append", Json::from(append)),
        ];
        self.emit(abi::EVENT_ARTIFACT_CHUNK, Json::object(members))
    }

    /// Sends an agent-specific event; the host never drops it.
    pub fn event(&self, name: &str, payload: Json) -> Result<(), AgentError> {
        let members = vec![("name", Json::from(name)), ("payload", payload)];
        self.emit(abi::EVENT_AGENT, Json::object(members))
    }

    /// Writes a line to the server's log.
    pub fn log(&self, level: Level, message: &str) {
        Log {
            host: self.host,
            call: self.token,
        }
        .write(level, message);
    }

    pub(crate) fn emit(&self, kind: i32, payload: Json) -> Result<(), AgentError> {
        let json = payload.to_string();
        match self.host.emit_wait(self.token, kind, json.as_bytes()) {
            abi::OK => Ok(()),
            abi::E_ENDED | abi::E_NO_CALL => Err(AgentError::ended()),
            abi::E_TOO_LARGE => Err(AgentError::new(
                "event_too_large",
                format!("The event has {} bytes; the limit is 1 MiB.", json.len()),
            )),
            status => Err(AgentError::new(
                "event_refused",
                format!("The host refused an event with status {status}."),
            )),
        }
    }
}
