use crate::abi::{self, Bytes, ModelTable, Status};
use crate::heard::check;
use crate::host::field;
use crate::{AgentError, Call, Json};
use std::ffi::c_void;
use std::time::Duration;

/// The language model that the operator has given the agent (`hermes.model/1`).
pub struct Model<'call> {
    table: *const ModelTable,
    call: &'call Call,
}

/// What to complete.
#[derive(Debug, Clone, Default)]
pub struct Completion {
    messages: Vec<(String, String)>,
    /// None: the model's own limit.
    pub max_tokens: Option<u32>,
    /// 0 to 2; None: the model's own.
    pub temperature: Option<f64>,
    /// A JSON schema that the text follows.
    pub json_schema: Option<Json>,
}

/// A piece of an answer while it grows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Delta<'text> {
    /// The answer's text.
    Text(&'text str),
    /// The model's reasoning before its answer, if its server reports it.
    Reasoning(&'text str),
}

/// A complete answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Completed {
    /// The answer's text.
    pub text: String,
    /// The model's reasoning; empty if its server does not report any.
    pub reasoning: String,
    /// As the model's server reports it: `stop`, `length` and others.
    pub finish_reason: String,
    /// The model's name, as its server reports it.
    pub model: String,
    /// 0 if the model's server does not count tokens.
    pub prompt_tokens: u64,
    /// 0 if the model's server does not count tokens.
    pub completion_tokens: u64,
}

impl Completion {
    /// An empty conversation.
    pub fn new() -> Completion {
        Completion::default()
    }

    /// Adds a system message.
    pub fn system(self, content: impl Into<String>) -> Completion {
        self.message("system", content)
    }

    /// Adds a user's message.
    pub fn user(self, content: impl Into<String>) -> Completion {
        self.message("user", content)
    }

    /// Adds an earlier answer of the model.
    pub fn assistant(self, content: impl Into<String>) -> Completion {
        self.message("assistant", content)
    }

    fn message(mut self, role: &str, content: impl Into<String>) -> Completion {
        self.messages.push((role.to_string(), content.into()));
        self
    }

    fn json(&self) -> Json {
        let messages = self.messages.iter().map(|(role, content)| {
            Json::object(vec![
                ("role", Json::from(role.as_str())),
                ("content", Json::from(content.as_str())),
            ])
        });
        let mut members = vec![("messages", Json::Array(messages.collect()))];
        if let Some(tokens) = self.max_tokens {
            members.push(("max_tokens", Json::Number(tokens.into())));
        }
        if let Some(temperature) = self.temperature {
            members.push(("temperature", Json::Number(temperature)));
        }
        if let Some(schema) = &self.json_schema {
            members.push(("json_schema", schema.clone()));
        }
        Json::object(members)
    }
}

impl Call {
    /// The agent's model; None without the grant `model`.
    pub fn model(&self) -> Option<Model<'_>> {
        let table = self.host.extension("hermes.model/1")?;
        Some(Model { table, call: self })
    }
}

/// The context that the host's functions receive for one request.
struct Hearing<'closure> {
    on_delta: &'closure mut dyn FnMut(Delta<'_>),
    panic: Option<Box<dyn std::any::Any + Send>>,
    answer: Vec<u8>,
}

impl Model<'_> {
    /// Asks for a completion and blocks until it is complete. `on_delta` is called with its pieces
    /// as they arrive, on this thread.
    ///
    /// # Errors
    /// A code of docs/models.md, such as `model_not_configured` if there is no model; `cancelled`
    /// when the host has ended the call.
    pub fn complete(
        &self,
        request: &Completion,
        mut on_delta: impl FnMut(Delta<'_>),
    ) -> Result<Completed, AgentError> {
        let request = request.json().to_string();
        let mut hearing = Hearing {
            on_delta: &mut on_delta,
            panic: None,
            answer: Vec::new(),
        };
        let status = match field!(self.table, ModelTable, complete_wait) {
            Some(complete) => unsafe {
                complete(
                    self.call.host.table(),
                    self.call.token,
                    Bytes::new(request.as_bytes()),
                    Some(hear),
                    Some(end),
                    (&raw mut hearing).cast(),
                )
            },
            None => abi::E_UNSUPPORTED,
        };
        if let Some(panic) = hearing.panic {
            std::panic::resume_unwind(panic);
        }
        completed(status, &hearing.answer)
    }
}

unsafe extern "C" fn hear(context: *mut c_void, part: i32, text: Bytes) {
    let hearing = &mut *context.cast::<Hearing<'_>>();
    let Ok(text) = std::str::from_utf8(text.slice()) else {
        return;
    };
    let delta = match part {
        abi::MODEL_TEXT => Delta::Text(text),
        abi::MODEL_REASONING => Delta::Reasoning(text),
        _ => return,
    };
    if hearing.panic.is_some() {
        return;
    }
    // A panic must not unwind into the host.
    let on_delta = std::panic::AssertUnwindSafe(|| (hearing.on_delta)(delta));
    hearing.panic = std::panic::catch_unwind(on_delta).err();
}

unsafe extern "C" fn end(context: *mut c_void, json: Bytes) {
    let hearing = &mut *context.cast::<Hearing<'_>>();
    hearing.answer.extend_from_slice(json.slice());
}

fn completed(status: Status, answer: &[u8]) -> Result<Completed, AgentError> {
    let json = Json::parse(answer).unwrap_or(Json::Null);
    let text = |name| {
        let text = json.get(name).and_then(Json::as_str);
        text.unwrap_or_default().to_string()
    };
    let code = text("code");
    if status == abi::E_FAILED && !code.is_empty() {
        let mut error = AgentError::new(&code, text("message"));
        error.retryable = json.get("retryable").and_then(Json::as_bool) == Some(true);
        let delay = json.get("retry_after_ms").and_then(Json::as_f64);
        error.retry_after = delay.map(|delay| Duration::from_millis(delay as u64));
        return Err(error);
    }
    check(status, "completion")?;
    let count = |name| {
        let count = json.get("usage").and_then(|usage| usage.get(name));
        count.and_then(Json::as_f64).unwrap_or(0.0) as u64
    };
    Ok(Completed {
        text: text("text"),
        reasoning: text("reasoning"),
        finish_reason: text("finish_reason"),
        model: text("model"),
        prompt_tokens: count("prompt_tokens"),
        completion_tokens: count("completion_tokens"),
    })
}
