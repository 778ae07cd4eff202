//! The C ABI as `hermes_agent.h` has it. `tests/layout.rs` compares the two.
//!
//! Agents need none of this.

use std::ffi::{c_char, c_void};

pub const MAJOR: u16 = 1;
pub const MINOR: u16 = 0;

/// A status code; what the header does not name counts as [`E_FAILED`].
pub type Status = i32;
pub const OK: Status = 0;
pub const PENDING: Status = 1;
pub const E_FAILED: Status = -1;
pub const E_INVALID: Status = -2;
pub const E_ENDED: Status = -3;
pub const E_NO_CALL: Status = -4;
pub const E_BUSY: Status = -5;
pub const E_TOO_LARGE: Status = -6;
pub const E_UNSUPPORTED: Status = -7;
pub const E_TIMEOUT: Status = -8;
pub const E_CYCLE: Status = -9;
pub const E_NOT_FOUND: Status = -10;
pub const E_QUOTA: Status = -11;

pub const EVENT_THINKING: i32 = 1;
pub const EVENT_PROGRESS: i32 = 2;
pub const EVENT_ARTIFACT_CHUNK: i32 = 3;
pub const EVENT_AGENT: i32 = 4;
pub const EVENT_INPUT_REQUIRED: i32 = 5;

/// One event is at most this long.
pub const MAX_EVENT_BYTES: usize = 1 << 20;
/// A result is at most this long.
pub const MAX_RESULT_BYTES: usize = 8 << 20;

/// Borrowed bytes; `ptr` is null if and only if `len` is 0.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Bytes {
    pub ptr: *const u8,
    pub len: usize,
}

impl Bytes {
    pub const EMPTY: Bytes = Bytes {
        ptr: std::ptr::null(),
        len: 0,
    };

    pub fn new(bytes: &[u8]) -> Bytes {
        if bytes.is_empty() {
            return Bytes::EMPTY;
        }
        Bytes {
            ptr: bytes.as_ptr(),
            len: bytes.len(),
        }
    }

    /// # Safety
    /// `ptr` must be valid for `len` bytes as long as the answer is used.
    pub unsafe fn slice<'a>(self) -> &'a [u8] {
        if self.ptr.is_null() || self.len == 0 {
            return &[];
        }
        std::slice::from_raw_parts(self.ptr, self.len)
    }
}

/// A call's token.
pub type CallToken = u64;

/// The host's functions. Read a field only through [`crate::host::Host`], which looks at
/// `struct_size` first.
#[repr(C)]
pub struct HostTable {
    pub struct_size: u32,
    pub abi_major: u16,
    pub abi_minor: u16,
    pub finish: Option<unsafe extern "C" fn(*const HostTable, CallToken, Status, Bytes) -> Status>,
    pub emit: Option<unsafe extern "C" fn(*const HostTable, CallToken, i32, Bytes) -> Status>,
    pub emit_wait:
        Option<unsafe extern "C" fn(*const HostTable, CallToken, i32, Bytes, i64) -> Status>,
    pub is_cancelled: Option<unsafe extern "C" fn(*const HostTable, CallToken) -> i32>,
    pub log: Option<unsafe extern "C" fn(*const HostTable, CallToken, i32, Bytes)>,
    pub get_extension: Option<unsafe extern "C" fn(*const HostTable, Bytes) -> *const c_void>,
}

/// The library's functions.
#[repr(C)]
pub struct PluginTable {
    pub struct_size: u32,
    pub abi_major: u16,
    pub abi_minor: u16,
    pub name: Bytes,
    pub version: Bytes,
    pub agent_count: u32,
    pub reserved: u32,
    pub agent_card: Option<unsafe extern "C" fn(u32) -> Bytes>,
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
    pub invoke: Option<unsafe extern "C" fn(*mut c_void, CallToken, Bytes) -> Status>,
    pub cancel: Option<unsafe extern "C" fn(*mut c_void, CallToken)>,
    pub destroy: Option<unsafe extern "C" fn(*mut c_void)>,
    pub get_extension: Option<unsafe extern "C" fn(*mut c_void, Bytes) -> *const c_void>,
    pub drained: Option<unsafe extern "C" fn(*mut c_void, CallToken)>,
}

/// How a service of the host hands over bytes, before it returns.
pub type Sink = unsafe extern "C" fn(*mut c_void, Bytes);
/// How a service of the host answers later.
pub type Reply = unsafe extern "C" fn(*mut c_void, Status, Bytes);

/// `hermes.agents/1`.
#[repr(C)]
pub struct AgentsTable {
    pub struct_size: u32,
    pub reserved: u32,
    pub call: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            Option<Reply>,
            *mut c_void,
        ) -> Status,
    >,
    pub call_wait: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            Option<Sink>,
            *mut c_void,
        ) -> Status,
    >,
    pub list:
        Option<unsafe extern "C" fn(*const HostTable, CallToken, Option<Sink>, *mut c_void) -> Status>,
}

/// `hermes.store/1`.
#[repr(C)]
pub struct StoreTable {
    pub struct_size: u32,
    pub reserved: u32,
    pub get: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            Option<Sink>,
            *mut c_void,
        ) -> Status,
    >,
    pub put: Option<unsafe extern "C" fn(*const HostTable, CallToken, Bytes, Bytes) -> Status>,
    pub remove: Option<unsafe extern "C" fn(*const HostTable, CallToken, Bytes) -> Status>,
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
    pub struct_size: u32,
    pub reserved: u32,
    pub put: Option<
        unsafe extern "C" fn(
            *const HostTable,
            CallToken,
            Bytes,
            Option<Sink>,
            *mut c_void,
        ) -> Status,
    >,
    pub append: Option<unsafe extern "C" fn(*const HostTable, CallToken, Bytes, Bytes) -> Status>,
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
    pub size: Option<unsafe extern "C" fn(*const HostTable, CallToken, Bytes, *mut u64) -> Status>,
}

/// A piece of an answer of [`ModelTable`].
pub type ModelDelta = unsafe extern "C" fn(*mut c_void, i32, Bytes);
pub const MODEL_TEXT: i32 = 0;
pub const MODEL_REASONING: i32 = 1;

/// `hermes.model/1`.
#[repr(C)]
pub struct ModelTable {
    pub struct_size: u32,
    pub reserved: u32,
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
    pub struct_size: u32,
    pub reserved: u32,
    pub reconcile:
        Option<unsafe extern "C" fn(*mut c_void, Bytes, Option<Sink>, *mut c_void) -> Status>,
}
