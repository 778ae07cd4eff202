//! Tests a library as a host sees it: through its entry function and its table.

use hermes_agent::abi::*;
use hermes_agent::{export, Agent, AgentError, Call, Card, Json, Log, Output, Request, Skill};
use std::ffi::{c_char, c_void, CStr};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::Mutex;

struct Tester {
    greeting: String,
}

impl Agent for Tester {
    fn card() -> Card {
        Card::new("Tester", "1.2.3", "For tests.").skill(Skill::new("test", "Test", "Tests."))
    }

    fn new(config: &Json, _log: Log) -> Result<Self, String> {
        match config.get("greeting").and_then(Json::as_str) {
            Some("panic") => panic!("on purpose"),
            Some(text) => Ok(Tester {
                greeting: text.to_string(),
            }),
            None => Err("it has no greeting: è".to_string()),
        }
    }

    fn run(&self, request: &Request, call: &Call) -> Result<Output, AgentError> {
        match request.text().as_str() {
            "panic" => panic!("in a call"),
            "fail" => Err(AgentError::new("no", "Never.")),
            "loop" => loop {
                call.think("Still here.")?;
            },
            text => Ok(Output::text(format!("{} {text}", self.greeting))),
        }
    }
}

impl Drop for Tester {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Ordering::SeqCst);
        if self.greeting == "bad end" {
            panic!("while dropping");
        }
    }
}

export!(Tester);

static DROPPED: AtomicU32 = AtomicU32::new(0);
static ENDED: AtomicBool = AtomicBool::new(false);
static SENT: Mutex<Vec<(i32, String)>> = Mutex::new(Vec::new());
/// The host below is shared by the whole process.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

unsafe fn keep(kind: i32, json: Bytes) {
    let text = String::from_utf8(json.slice().to_vec()).unwrap();
    SENT.lock().unwrap().push((kind, text));
}

unsafe extern "C" fn finish(_: *const HostTable, call: u64, status: Status, json: Bytes) -> Status {
    assert_eq!(call, 7);
    keep(100 + status, json);
    OK
}

unsafe extern "C" fn emit_wait(
    _: *const HostTable,
    _: u64,
    kind: i32,
    json: Bytes,
    ms: i64,
) -> Status {
    assert_eq!(ms, -1);
    keep(kind, json);
    if ENDED.load(Ordering::SeqCst) {
        E_ENDED
    } else {
        OK
    }
}

unsafe extern "C" fn is_cancelled(_: *const HostTable, _: u64) -> i32 {
    ENDED.load(Ordering::SeqCst).into()
}

static HOST: HostTable = HostTable {
    // The log exists but struct_size does not cover it: calling it would end the test.
    struct_size: std::mem::offset_of!(HostTable, log) as u32,
    abi_major: 1,
    abi_minor: 0,
    finish: Some(finish),
    emit: None,
    emit_wait: Some(emit_wait),
    is_cancelled: Some(is_cancelled),
    log: Some(forbidden),
    get_extension: None,
};

unsafe extern "C" fn forbidden(_: *const HostTable, _: u64, _: i32, _: Bytes) {
    std::process::abort();
}

fn plugin() -> &'static PluginTable {
    unsafe { hermes_agent_entry(u32::from(MAJOR) << 16).as_ref().unwrap() }
}

fn create(config: &str) -> Result<*mut c_void, String> {
    let (mut agent, mut reason) = (std::ptr::null_mut(), [0x55 as c_char; 24]);
    let config = Bytes::new(config.as_bytes());
    let make = plugin().create.unwrap();
    // One byte less than the buffer has: the byte after it must not be touched.
    let status = unsafe { make(0, &HOST, config, &mut agent, reason.as_mut_ptr(), 23) };
    assert_eq!(reason[23], 0x55);
    if status == OK {
        return Ok(agent);
    }
    Err(unsafe { CStr::from_ptr(reason.as_ptr()) }
        .to_str()
        .unwrap()
        .to_string())
}

fn call(config: &str, request: &str) -> (Status, Vec<(i32, String)>) {
    SENT.lock().unwrap().clear();
    let agent = create(config).unwrap();
    let status = unsafe { plugin().invoke.unwrap()(agent, 7, Bytes::new(request.as_bytes())) };
    unsafe { plugin().destroy.unwrap()(agent) };
    (status, std::mem::take(&mut SENT.lock().unwrap()))
}

fn ask(text: &str) -> String {
    format!(r#"{{"message":{{"parts":[{{"text":"{text}"}}]}}}}"#)
}

const HELLO: &str = r#"{"greeting":"hello"}"#;

#[test]
fn the_entry_answers_a_host_of_its_major() {
    assert!(hermes_agent_entry(2 << 16).is_null());
    assert_eq!(plugin().agent_count, 1);
    let card = unsafe { plugin().agent_card.unwrap()(0).slice() };
    assert_eq!(
        Json::parse(card)
            .unwrap()
            .get("version")
            .and_then(Json::as_str),
        Some("1.2.3")
    );
    assert_eq!(unsafe { plugin().agent_card.unwrap()(1) }.len, 0);
}

#[test]
fn a_refusal_is_cut_at_a_character() {
    assert_eq!(create("{}").unwrap_err(), "it has no greeting: è");
    assert_eq!(
        create(r#"{"greeting":"panic"}"#).unwrap_err(),
        "It panicked: on purpos"
    );
    assert_eq!(create("{").unwrap_err(), "Its configuration: not");
}

#[test]
fn a_call_ends_with_its_result() {
    let _lock = ONE_AT_A_TIME.lock().unwrap();
    let (status, sent) = call(HELLO, &ask("world"));
    assert_eq!(status, OK);
    assert_eq!(
        sent,
        [(100, r#"{"artifacts":[],"text":"hello world"}"#.to_string())]
    );
}

#[test]
fn errors_and_panics_fail_the_call_alone() {
    let _lock = ONE_AT_A_TIME.lock().unwrap();
    let (_, sent) = call(HELLO, &ask("fail"));
    let wanted = r#"{"code":"no","message":"Never.","retryable":false}"#;
    assert_eq!(sent, [(99, wanted.to_string())]);
    let (status, sent) = call(HELLO, &ask("panic"));
    assert_eq!((status, sent[0].0), (OK, 99));
    assert!(sent[0]
        .1
        .contains(r#""code":"panicked","message":"Tester panicked: in a call""#));
}

#[test]
fn an_ended_call_stops() {
    let _lock = ONE_AT_A_TIME.lock().unwrap();
    ENDED.store(true, Ordering::SeqCst);
    let (_, sent) = call(HELLO, &ask("loop"));
    ENDED.store(false, Ordering::SeqCst);
    assert_eq!(
        sent.iter().map(|each| each.0).collect::<Vec<_>>(),
        [EVENT_THINKING, 99]
    );
}

#[test]
fn garbage_is_refused() {
    let _lock = ONE_AT_A_TIME.lock().unwrap();
    for request in ["", "{", "7", r#"{"message":{}}"#] {
        assert_eq!(call(HELLO, request), (E_INVALID, Vec::new()), "{request}");
    }
}

#[test]
fn destroy_drops_the_agent_and_survives_its_panic() {
    let _lock = ONE_AT_A_TIME.lock().unwrap();
    let before = DROPPED.load(Ordering::SeqCst);
    call(r#"{"greeting":"bad end"}"#, &ask("x"));
    assert_eq!(DROPPED.load(Ordering::SeqCst), before + 1);
}
