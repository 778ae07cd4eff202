//! The C ABI as declared in `hermes_agent.h`. `tests/layout.rs` compares the two.
//!
//! Agents don't need this module.

use std::ffi::{c_char, c_void};

/// The major version of the ABI that this crate is built against.
pub const MAJOR: u16 = 1;
/// The minor version of the ABI that this crate is built against.
pub const MINOR: u16 = 0;

/// A status code; a code that the header does not name counts as [`E_FAILED`].
pub type Status = i32;
/// Success.
pub const OK: Status = 0;
/// `invoke` only: the call continues and is finished later.
pub const PENDING: Status = 1;
/// The agent could not do it.
pub const E_FAILED: Status = -1;
/// An argument is wrong: null pointer, invalid UTF-8 or JSON, unknown kind.
pub const E_INVALID: Status = -2;
/// The host has ended this call.
pub const E_ENDED: Status = -3;
/// No such open call of this instance.
pub const E_NO_CALL: Status = -4;
/// The call's credit is used up.
pub const E_BUSY: Status = -5;
/// The event or result exceeds its size limit.
pub const E_TOO_LARGE: Status = -6;
/// This host does not offer that.
pub const E_UNSUPPORTED: Status = -7;
/// `emit_wait` only: the time ran out before there was credit.
pub const E_TIMEOUT: Status = -8;
/// An ancestor of this call is waiting for it.
pub const E_CYCLE: Status = -9;
/// The requested item does not exist.
pub const E_NOT_FOUND: Status = -10;
/// The agent may not store that much.
pub const E_QUOTA: Status = -11;

/// A thought of the agent.
pub const EVENT_THINKING: i32 = 1;
/// The progress of the call.
pub const EVENT_PROGRESS: i32 = 2;
/// A piece of an artifact while it grows.
pub const EVENT_ARTIFACT_CHUNK: i32 = 3;
/// An agent-specific event.
pub const EVENT_AGENT: i32 = 4;
/// A question to the user.
pub const EVENT_INPUT_REQUIRED: i32 = 5;

/// The maximum size of one event.
pub const MAX_EVENT_BYTES: usize = 1 << 20;
/// The maximum size of a result.
pub const MAX_RESULT_BYTES: usize = 8 << 20;

/// Borrowed bytes; `ptr` is null if and only if `len` is 0.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Bytes {
    /// The first byte.
    pub ptr: *const u8,
    /// The number of bytes.
    pub len: usize,
}

impl Bytes {
    /// No bytes.
    pub const EMPTY: Bytes = Bytes {
        ptr: std::ptr::null(),
        len: 0,
    };

    /// The bytes of a slice, which must outlive their use.
    pub fn new(bytes: &[u8]) -> Bytes {
        if bytes.is_empty() {
            return Bytes::EMPTY;
        }
        Bytes {
            ptr: bytes.as_ptr(),
            len: bytes.len(),
        }
    }

    /// The bytes as a slice.
    ///
    /// # Safety
    /// `ptr` must be valid for `len` bytes as long as the slice is used.
    pub unsafe fn slice<'a>(self) -> &'a [u8] {
        if self.ptr.is_null() || self.len == 0 {
            return &[];
        }
        std::slice::from_raw_parts(self.ptr, self.len)
    }
}

/// A call's token.
pub type CallToken = u64;

/// The host's functions. Read a field only through [`crate::host::Host`], which checks
/// `struct_size` first.
#[repr(C)]
pub struct HostTable {
    /// The size of the table as the host was built.
    pub struct_size: u32,
    /// The host's major version.
    pub abi_major: u16,
    /// The host's minor version.
    pub abi_minor: u16,
    /// Ends a call.
    pub finish: Option<unsafe extern "C" fn(*const HostTable, CallToken, Status, Bytes) -> Status>,
    /// Sends an event without waiting for credit.
    pub emit: Option<unsafe extern "C" fn(*const HostTable, CallToken, i32, Bytes) -> Status>,
    /// Sends an event, waiting for credit.
    pub emit_wait:
        Option<unsafe extern "C" fn(*const HostTable, CallToken, i32, Bytes, i64) -> Status>,
    /// Whether the host has ended the call or wants to.
    pub is_cancelled: Option<unsafe extern "C" fn(*const HostTable, CallToken) -> i32>,
    /// Writes a line to the server's log.
    pub log: Option<unsafe extern "C" fn(*const HostTable, CallToken, i32, Bytes)>,
    /// The table of a host extension.
    pub get_extension: Option<unsafe extern "C" fn(*const HostTable, Bytes) -> *const c_void>,
}

/// The library's functions.
#[repr(C)]
pub struct PluginTable {
    /// The size of the table as the library was built.
    pub struct_size: u32,
    /// [`MAJOR`].
    pub abi_major: u16,
    /// [`MINOR`].
    pub abi_minor: u16,
    /// The library's name.
    pub name: Bytes,
    /// The library's version.
    pub version: Bytes,
    /// The number of agents in the library.
    pub agent_count: u32,
    /// Always 0.
    pub reserved: u32,
    /// The card of an agent, by its index.
    pub agent_card: Option<unsafe extern "C" fn(u32) -> Bytes>,
    /// Creates an instance.
    pub create: Option<
        unsafe extern "C" fn(
            u32,
            *const HostTable,
            Bytes,
            *mut *mut c_void,
            *mut c_char,
            usize,
        ) -> Status,
    >,
    /// Starts a call.
    pub invoke: Option<unsafe extern "C" fn(*mut c_void, CallToken, Bytes) -> Status>,
    /// Called when the host has ended a call.
    pub cancel: Option<unsafe extern "C" fn(*mut c_void, CallToken)>,
    /// Ends an instance.
    pub destroy: Option<unsafe extern "C" fn(*mut c_void)>,
    /// The table of an extension that the agent offers.
    pub get_extension: Option<unsafe extern "C" fn(*mut c_void, Bytes) -> *const c_void>,
    /// Called when a call has credit again.
    pub drained: Option<unsafe extern "C" fn(*mut c_void, CallToken)>,
}

/// Receives bytes from a host function before that function returns.
pub type Sink = unsafe extern "C" fn(*mut c_void, Bytes);
/// Receives the later answer of a host function.
pub type Reply = unsafe extern "C" fn(*mut c_void, Status, Bytes);

/// `hermes.agents/1`.
#[repr(C)]
pub struct AgentsTable {
    /// The size of the table as the host was built.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// Asks another agent; the answer goes to the reply function.
    pub call: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            Option<Reply>,
            *mut c_void,
        ) -> Status,
    >,
    /// Asks another agent and waits.
    pub call_wait: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            Option<Sink>,
            *mut c_void,
        ) -> Status,
    >,
    /// Lists the agents that can be called.
    pub list:
        Option<unsafe extern "C" fn(*const HostTable, CallToken, Option<Sink>, *mut c_void) -> Status>,
}

/// `hermes.store/1`.
#[repr(C)]
pub struct StoreTable {
    /// The size of the table as the host was built.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// Reads a value.
    pub get: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            Option<Sink>,
            *mut c_void,
        ) -> Status,
    >,
    /// Stores a value.
    pub put: Option<unsafe extern "C" fn(*const HostTable, CallToken, Bytes, Bytes) -> Status>,
    /// Removes a value.
    pub remove: Option<unsafe extern "C" fn(*const HostTable, CallToken, Bytes) -> Status>,
    /// Lists the keys with a prefix.
    pub keys: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            Option<Sink>,
            *mut c_void,
        ) -> Status,
    >,
}

/// `hermes.blob/1`.
#[repr(C)]
pub struct BlobTable {
    /// The size of the table as the host was built.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// Creates a blob.
    pub put: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            Option<Sink>,
            *mut c_void,
        ) -> Status,
    >,
    /// Appends to a blob.
    pub append: Option<unsafe extern "C" fn(*const HostTable, CallToken, Bytes, Bytes) -> Status>,
    /// Reads a part of a blob.
    pub read: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            u64,
            usize,
            Option<Sink>,
            *mut c_void,
        ) -> Status,
    >,
    /// The size of a blob in bytes.
    pub size: Option<unsafe extern "C" fn(*const HostTable, CallToken, Bytes, *mut u64) -> Status>,
}

/// Receives a piece of an answer of [`ModelTable`].
pub type ModelDelta = unsafe extern "C" fn(*mut c_void, i32, Bytes);
/// A piece of the answer's text.
pub const MODEL_TEXT: i32 = 0;
/// A piece of the model's reasoning.
pub const MODEL_REASONING: i32 = 1;

/// `hermes.model/1`.
#[repr(C)]
pub struct ModelTable {
    /// The size of the table as the host was built.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// Asks for a completion; the answer goes to the reply function.
    pub complete: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            Option<ModelDelta>,
            Option<Reply>,
            *mut c_void,
        ) -> Status,
    >,
    /// Asks for a completion and waits.
    pub complete_wait: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            Option<ModelDelta>,
            Option<Sink>,
            *mut c_void,
        ) -> Status,
    >,
}

/// `hermes.reconcile/1`, offered by the library.
#[repr(C)]
pub struct ReconcileTable {
    /// The size of the table as the library was built.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// Reports whether the effect of a step took place.
    pub reconcile:
        Option<unsafe extern "C" fn(*mut c_void, Bytes, Option<Sink>, *mut c_void) -> Status>,
}
