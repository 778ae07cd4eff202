use crate::{AgentError, Call, Card, Json, Log, Output, Reconciliation, Request};

/// An agent: a type that the host makes once, from its configuration, and then calls.
pub trait Agent: Send + Sync + Sized + 'static {
    /// What the agent can do; read once, when the library is loaded.
    fn card() -> Card;

    /// Makes the instance. `config` is the JSON object of the agent's manifest, `{}` without one.
    ///
    /// # Errors
    /// The text refuses the agent and is shown to the operator.
    fn new(config: &Json, log: Log) -> Result<Self, String>;

    /// Does one call, on a thread of the host's that may block. Up to the card's `max_concurrency`
    /// calls run at once. When the host ends the call, every function of `call` that sends answers
    /// an error: pass it on with `?`. Where nothing is sent for a while, ask
    /// [`Call::is_cancelled`].
    ///
    /// # Errors
    /// What the client is told; see [`AgentError`].
    fn run(&self, request: &Request, call: &Call) -> Result<Output, AgentError>;

    /// Whether the effect of a step happened that the end of the server cut off: asked after the
    /// restart. `step_key` is the request's. May block, at
    /// most 10 seconds.
    fn reconcile(&self, step_key: &str) -> Reconciliation {
        let _ = step_key;
        Reconciliation::Unknown
    }
}

/// An agent of any type.
pub(crate) trait AnyAgent: Send + Sync {
    fn run_any(&self, request: &Request, call: &Call) -> Result<Output, AgentError>;
    fn reconcile_any(&self, step_key: &str) -> Reconciliation;
}

impl<A: Agent> AnyAgent for A {
    fn run_any(&self, request: &Request, call: &Call) -> Result<Output, AgentError> {
        self.run(request, call)
    }

    fn reconcile_any(&self, step_key: &str) -> Reconciliation {
        self.reconcile(step_key)
    }
}
