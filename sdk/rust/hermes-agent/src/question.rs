use crate::{abi, AgentError, Call, Json, Output};

/// A question that the agent asked the user, with the answer.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The question.
    pub question: String,
    /// The user's answer.
    pub text: String,
    /// The `state` that was passed to [`Call::question`].
    pub state: Json,
}

impl Answered {
    pub(crate) fn read(json: &Json) -> Option<Answered> {
        let text = |name| json.get(name).and_then(Json::as_str).map(str::to_string);
        Some(Answered {
            question: text("question")?,
            text: text("text")?,
            state: json.get("state").cloned().unwrap_or(Json::Null),
        })
    }
}

impl Call {
    /// Asks the user who owns the task; return the result from `run` immediately. Nothing runs
    /// while the step waits, however long that takes. Once the user has answered, `run` is called
    /// again with the same `step_key`, and [`crate::Request::input`] holds the answer and `state`.
    ///
    /// ```
    /// # use hermes_agent::{AgentError, Call, Json, Output, Request};
    /// fn run(request: &Request, call: &Call) -> Result<Output, AgentError> {
    ///     let Some(answer) = &request.input else {
    ///         return call.question("Which colour?", Json::Null);
    ///     };
    ///     Ok(Output::text(format!("{} it is", answer.text)))
    /// }
    /// ```
    ///
    /// # Errors
    /// `event_refused` if the host has no user to ask, or if the call has already asked.
    pub fn question(&self, question: &str, state: Json) -> Result<Output, AgentError> {
        let members = vec![("question", Json::from(question)), ("state", state)];
        self.emit(abi::EVENT_INPUT_REQUIRED, Json::object(members))?;
        // The result of a call that asks is ignored.
        Ok(Output::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read() {
        let json = Json::parse(br#"{"question":"Which?","text":"blue","state":[1]}"#).unwrap();
        let answered = Answered::read(&json).unwrap();
        assert_eq!((answered.question.as_str(), answered.text.as_str()), ("Which?", "blue"));
        assert_eq!(answered.state.to_string(), "[1]");
        assert!(Answered::read(&Json::parse(br#"{"question":"Which?"}"#).unwrap()).is_none());
    }
}
