use crate::Json;
use std::time::Duration;

/// Why a call failed, as the host reports it to the client.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentError {
    /// A stable snake_case word, such as `no_letters`; at most 64 bytes.
    pub code: String,
    /// What went wrong and what to do about it.
    pub message: String,
    /// True if the same call may succeed later: the host then retries it.
    pub retryable: bool,
    /// How long the host should wait before the retry. None: the host decides.
    pub retry_after: Option<Duration>,
}

impl AgentError {
    /// Creates an error that is not retried.
    pub fn new(code: &str, message: impl Into<String>) -> AgentError {
        AgentError {
            code: code.to_string(),
            message: message.into(),
            retryable: false,
            retry_after: None,
        }
    }

    /// The same error, but retryable.
    pub fn retryable(mut self, after: Option<Duration>) -> AgentError {
        self.retryable = true;
        self.retry_after = after;
        self
    }

    /// The error that the sending functions of a call return once the host has ended it.
    pub(crate) fn ended() -> AgentError {
        AgentError::new("cancelled", "The call was ended by the host.")
    }

    pub(crate) fn json(&self) -> Json {
        let mut members = vec![
            ("code", Json::from(self.code.as_str())),
            ("message", Json::from(self.message.as_str())),
            ("retryable", Json::from(self.retryable)),
        ];
        if let Some(delay) = self.retry_after {
            members.push(("retry_after_ms", Json::from(delay.as_millis() as f64)));
        }
        Json::object(members)
    }
}

impl std::fmt::Display for AgentError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for AgentError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_when_to_come_back() {
        let error = AgentError::new("busy", "Later.").retryable(Some(Duration::from_secs(2)));
        let wanted = r#"{"code":"busy","message":"Later.","retryable":true,"retry_after_ms":2000}"#;
        assert_eq!(error.json().to_string(), wanted);
        assert_eq!(error.to_string(), "busy: Later.");
    }
}
