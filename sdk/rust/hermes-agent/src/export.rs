//! The C functions that [`export!`](crate::export!) uses.

use crate::abi::{self, Bytes, CallToken, HostTable, PluginTable, Status};
use crate::agent::AnyAgent;
use crate::host::Host;
use crate::{Agent, AgentError, Call, Json, Level, Log, Request};
use std::ffi::{c_char, c_void};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::OnceLock;

/// Exports the agents of a library: `export!(Speller);` or `export!(One, Other);`, once.
#[macro_export]
macro_rules! export {
    ($($agent:ty),+ $(,)?) => {
        /// The library's only exported function; the host calls it after it has loaded the library.
        #[no_mangle]
        pub extern "C" fn hermes_agent_entry(host_abi: u32) -> *const $crate::abi::PluginTable {
            $crate::export::entry(
                host_abi,
                env!("CARGO_PKG_NAME"),
                env!("CARGO_PKG_VERSION"),
                || vec![$($crate::export::Registration::of::<$agent>()),+],
            )
        }
    };
}

type Create = fn(&Json, Log) -> Result<Box<dyn AnyAgent>, String>;

/// One agent of the library.
pub struct Registration {
    card: String,
    name: String,
    create: Create,
}

impl Registration {
    /// The registration of an agent type.
    pub fn of<A: Agent>() -> Registration {
        let card = A::card();
        Registration {
            card: card.json().to_string(),
            name: card.name().to_string(),
            create: |config, log| Ok(Box::new(A::new(config, log)?)),
        }
    }
}

struct Library {
    agents: Vec<Registration>,
    table: PluginTable,
}

// SAFETY: the table points to 'static text and functions, and is never changed.
unsafe impl Send for Library {}
unsafe impl Sync for Library {}

static LIBRARY: OnceLock<Library> = OnceLock::new();

pub(crate) struct Instance {
    name: &'static str,
    pub(crate) agent: Box<dyn AnyAgent>,
    host: Host,
}

/// The table, or NULL if the host has another major version or a card can't be encoded.
pub fn entry(
    host_abi: u32,
    name: &'static str,
    version: &'static str,
    agents: fn() -> Vec<Registration>,
) -> *const PluginTable {
    if host_abi >> 16 != u32::from(abi::MAJOR) {
        return std::ptr::null();
    }
    let made = catch_unwind(|| LIBRARY.get_or_init(|| Library::new(name, version, agents())));
    made.map_or(std::ptr::null(), |library| &library.table)
}

impl Library {
    fn new(name: &'static str, version: &'static str, agents: Vec<Registration>) -> Library {
        let table = PluginTable {
            struct_size: std::mem::size_of::<PluginTable>() as u32,
            abi_major: abi::MAJOR,
            abi_minor: abi::MINOR,
            name: Bytes::new(name.as_bytes()),
            version: Bytes::new(version.as_bytes()),
            agent_count: agents.len() as u32,
            reserved: 0,
            agent_card: Some(agent_card),
            create: Some(create),
            invoke: Some(invoke),
            // Not needed: emit_wait returns when the host ends the call, and is_cancelled reports
            // it.
            cancel: None,
            destroy: Some(destroy),
            get_extension: Some(crate::reconcile::get_extension),
            drained: None,
        };
        Library { agents, table }
    }
}

fn registration(index: u32) -> Option<&'static Registration> {
    LIBRARY.get()?.agents.get(index as usize)
}

unsafe extern "C" fn agent_card(index: u32) -> Bytes {
    registration(index).map_or(Bytes::EMPTY, |agent| Bytes::new(agent.card.as_bytes()))
}

/// The message of a panic.
fn words(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

unsafe extern "C" fn create(
    index: u32,
    host: *const HostTable,
    config: Bytes,
    agent: *mut *mut c_void,
    errbuf: *mut c_char,
    errcap: usize,
) -> Status {
    if host.is_null() || agent.is_null() {
        return abi::E_INVALID;
    }
    let host = Host::new(host);
    let bytes = config.slice();
    let made: Result<Result<Instance, String>, _> = catch_unwind(AssertUnwindSafe(|| {
        let registration = registration(index).ok_or("There is no such agent.".to_string())?;
        let config = match bytes {
            [] => Json::object(Vec::new()),
            bytes => Json::parse(bytes).map_err(|error| format!("Its configuration: {error}"))?,
        };
        let agent = (registration.create)(&config, Log { host, call: 0 })?;
        Ok(Instance {
            name: &registration.name,
            agent,
            host,
        })
    }));
    let reason = match made {
        Ok(Ok(instance)) => {
            *agent = Box::into_raw(Box::new(instance)).cast();
            return abi::OK;
        }
        Ok(Err(reason)) => reason,
        Err(panic) => format!("It panicked: {}", words(panic.as_ref())),
    };
    if !errbuf.is_null() && errcap > 0 {
        let mut length = reason.len().min(errcap - 1);
        while !reason.is_char_boundary(length) {
            length -= 1;
        }
        std::ptr::copy_nonoverlapping(reason.as_ptr(), errbuf.cast(), length);
        *errbuf.add(length) = 0;
    }
    abi::E_FAILED
}

unsafe extern "C" fn invoke(agent: *mut c_void, call: CallToken, request: Bytes) -> Status {
    if agent.is_null() {
        return abi::E_INVALID;
    }
    let instance = &*agent.cast::<Instance>();
    let host = instance.host;
    let bytes = request.slice();
    let done = catch_unwind(AssertUnwindSafe(|| {
        let request = Json::parse(bytes).ok().and_then(Request::read)?;
        Some(
            instance
                .agent
                .run_any(&request, &Call { host, token: call }),
        )
    }));
    let (status, json) = match done {
        Ok(None) => {
            host.log(call, Level::Error, "the request does not follow the ABI");
            return abi::E_INVALID;
        }
        Ok(Some(Ok(output))) => (abi::OK, output.json()),
        Ok(Some(Err(error))) => (abi::E_FAILED, error.json()),
        Err(panic) => {
            let message = format!("{} panicked: {}", instance.name, words(panic.as_ref()));
            host.log(call, Level::Error, &message);
            (abi::E_FAILED, AgentError::new("panicked", message).json())
        }
    };
    host.finish(call, status, json.to_string().as_bytes());
    abi::OK
}

unsafe extern "C" fn destroy(agent: *mut c_void) {
    if agent.is_null() {
        return;
    }
    let instance = Box::from_raw(agent.cast::<Instance>());
    // Dropping runs the author's code, too.
    let _ = catch_unwind(AssertUnwindSafe(move || drop(instance)));
}
