use crate::abi::{self, AgentsTable, Bytes};
use crate::heard::{check, heard};
use crate::host::field;
use crate::{AgentError, Artifact, Call, Json};

/// Another agent's answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// One line for the user.
    pub text: Option<String>,
    /// The A2A artifacts, as received.
    pub artifacts: Vec<Json>,
}

impl Call {
    /// Asks another agent as part of this call (`hermes.agents/1`) and waits: it works on the same
    /// task, with its events on the same stream, and is cancelled together with this call.
    ///
    /// # Errors
    /// The other agent's error; `cycle` if that agent is waiting for this call or calls are nested
    /// more than 8 deep; `not_granted` without the grant `agents`; `cancelled` when the host has
    /// ended the call.
    pub fn ask(
        &self,
        agent: &str,
        text: &str,
        artifacts: &[Artifact],
    ) -> Result<Answer, AgentError> {
        let table: *const AgentsTable =
            self.host.extension("hermes.agents/1").ok_or_else(|| {
                AgentError::new(
                    "not_granted",
                    "This agent may not call others: its manifest lacks the grant agents.",
                )
            })?;
        let question = Json::object(vec![
            ("agent", Json::from(agent)),
            ("text", Json::from(text)),
            (
                "artifacts",
                Json::Array(artifacts.iter().map(Artifact::json).collect()),
            ),
        ])
        .to_string();
        let (status, bytes) = heard(|sink, context| {
            let question = Bytes::new(question.as_bytes());
            match field!(table, AgentsTable, call_wait) {
                Some(call) => unsafe {
                    call(self.host.table(), self.token, question, Some(sink), context)
                },
                None => abi::E_UNSUPPORTED,
            }
        });
        let json = Json::parse(&bytes).unwrap_or_else(|_| Json::object(Vec::new()));
        let text = |name| json.get(name).and_then(Json::as_str).map(str::to_string);
        if let (true, Some(code)) = (status != abi::OK, text("code")) {
            let mut error = AgentError::new(&code, text("message").unwrap_or_default());
            error.retryable = json
                .get("retryable")
                .and_then(Json::as_bool)
                .unwrap_or(false);
            return Err(error);
        }
        check(status, &format!("call of {agent}"))?;
        let artifacts = json
            .get("artifacts")
            .and_then(Json::as_array)
            .unwrap_or(&[]);
        Ok(Answer {
            text: text("text"),
            artifacts: artifacts.to_vec(),
        })
    }
}
