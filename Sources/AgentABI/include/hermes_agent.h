/* hermes_agent.h: the contract between Hermes and an agent in a shared library.
 *
 * 1. PURPOSE AND TRUST
 *
 * A Hermes agent is a shared library that exports one symbol, `hermes_agent_entry`. Hermes loads
 * it, reads the cards of its agents, creates an instance of each, and calls it. In the in-process
 * lane the agent runs inside the server, with all its privileges: a crash of the agent ends the
 * server. This header alone is enough to write an agent, in any language that can call C.
 *
 * 2. TERMS
 *
 * Threads. [agent-thread]: one of the host's threads for this agent instance; it may block.
 *   [control-thread]: a host thread that serves others too; it must not be blocked.
 *   [any-thread]: any thread, including the agent's own.
 *   No function is ever called on an event loop or on a Swift cooperative thread of the host.
 * Ownership. BORROWED: valid until the function returns. COPIED: the callee takes its own copy before
 *   it returns. STATIC: valid and unchanged until the process ends.
 * Bytes are {ptr, len}, never NUL-terminated; ptr may be NULL if and only if len is 0.
 *   Text is UTF-8. JSON is RFC 8259 text, at most 64 levels deep.
 * State tags. [... & running]: only between the entry into `invoke` and the end of that call.
 *   [... & !running]: only while no call of the instance is open.
 * Growth. Every table begins with struct_size. Tables are only ever appended to. Read a field of the
 *   other side's table only if HERMES_HAS is true for it.
 * Process rules. An agent never changes signal dispositions, the working directory, the umask, the
 *   locale or the environment; it never calls exit, a bare fork, or waitpid(-1); it never lets an
 *   exception or a panic cross this interface; its descriptors are close-on-exec.
 *
 * 3. VERSION: a host loads a library only if both have the same major version.
 *    Built against any 1.x, loads in any 1.y.
 */
#ifndef HERMES_AGENT_H
#define HERMES_AGENT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HERMES_ABI_MAJOR 1u
#define HERMES_ABI_MINOR 0u
/* What the host passes to hermes_agent_entry: major in the upper, minor in the lower half. */
#define HERMES_ABI_VERSION ((HERMES_ABI_MAJOR << 16) | HERMES_ABI_MINOR)

/* True if the table at the non-null pointer `table` is large enough to hold `field`. */
#define HERMES_HAS(table, field) \
  ((size_t)(table)->struct_size >= \
   (size_t)((const char *)(&(table)->field + 1) - (const char *)(table)))

/* 4. EXPORT: put HERMES_EXPORT before the definition of hermes_agent_entry. */
#if defined(__GNUC__)
#define HERMES_EXPORT __attribute__((visibility("default")))
#else
#define HERMES_EXPORT
#endif

/* 5. STATUS CODES, LOG LEVELS, EVENT KINDS
 *
 * A status that this header does not name is treated as HERMES_E_FAILED. */
typedef int32_t hermes_status;
#define HERMES_OK ((hermes_status)0)
/* `invoke` only: the call continues; finish is called later, on any thread, or already was. */
#define HERMES_PENDING ((hermes_status)1)
/* The agent could not do it. */
#define HERMES_E_FAILED ((hermes_status)-1)
/* An argument is wrong: null pointer, invalid UTF-8 or JSON, unknown kind. Misuse: counted. */
#define HERMES_E_INVALID ((hermes_status)-2)
/* The host has ended this call (deadline, cancel, shutdown). Normal; stop working on it. */
#define HERMES_E_ENDED ((hermes_status)-3)
/* No such open call of this instance: finished before, or another's token. Misuse: counted. */
#define HERMES_E_NO_CALL ((hermes_status)-4)
/* The call's credit is used up: wait with emit_wait, or continue when `drained` is called. */
#define HERMES_E_BUSY ((hermes_status)-5)
/* More than HERMES_MAX_EVENT_BYTES in one event, or more than HERMES_MAX_RESULT_BYTES in a result. */
#define HERMES_E_TOO_LARGE ((hermes_status)-6)
/* This host does not offer that. */
#define HERMES_E_UNSUPPORTED ((hermes_status)-7)
/* emit_wait only: the time ran out before there was credit. */
#define HERMES_E_TIMEOUT ((hermes_status)-8)
/* An ancestor of this call is waiting for it: the requested call would never end. */
#define HERMES_E_CYCLE ((hermes_status)-9)
/* The requested item does not exist. */
#define HERMES_E_NOT_FOUND ((hermes_status)-10)
/* The agent may not store that much. */
#define HERMES_E_QUOTA ((hermes_status)-11)

#define HERMES_MAX_EVENT_BYTES ((size_t)1 << 20)  /* 1 MiB */
#define HERMES_MAX_RESULT_BYTES ((size_t)8 << 20) /* 8 MiB; larger parts use hermes.blob/1 */
/* Credit of one call: events and bytes emitted but not yet stored by the host. */
#define HERMES_CREDIT_EVENTS ((size_t)256)
#define HERMES_CREDIT_BYTES ((size_t)2 << 20)

/* An unknown level is logged as HERMES_LOG_INFO. */
typedef int32_t hermes_log_level;
#define HERMES_LOG_DEBUG ((hermes_log_level)0)
#define HERMES_LOG_INFO ((hermes_log_level)1)
#define HERMES_LOG_WARNING ((hermes_log_level)2)
#define HERMES_LOG_ERROR ((hermes_log_level)3)

/* The kinds of event that an agent may emit, with the JSON object of each. Unknown members do not
 * reach the stream; an unknown kind returns HERMES_E_INVALID. */
typedef int32_t hermes_event_kind;
/* {"thought": string} */
#define HERMES_EVENT_THINKING ((hermes_event_kind)1)
/* {"fraction"?: number 0...1, "note"?: string} */
#define HERMES_EVENT_PROGRESS ((hermes_event_kind)2)
/* {"artifact_id": string, "name": string, "media_type": string, "text": string, "append"?: bool,
 *  "last"?: bool}: a piece of an artifact while it grows. The result repeats the whole artifact. */
#define HERMES_EVENT_ARTIFACT_CHUNK ((hermes_event_kind)3)
/* {"name": string, "payload": any JSON}: the agent's own structured event, never dropped. */
#define HERMES_EVENT_AGENT ((hermes_event_kind)4)
/* {"question": string, "state"?: any JSON}: asks the user. After HERMES_OK the agent finishes the
 * call soon; the result of that call is ignored. When the user has answered, even after a restart
 * of the server, the step is invoked again with the same step_key and the member "input":
 * {"question", "text", "state"}. HERMES_E_UNSUPPORTED: this host can't ask; continue without
 * asking, or fail. */
#define HERMES_EVENT_INPUT_REQUIRED ((hermes_event_kind)5)

/* 6. BYTES */
typedef struct hermes_bytes {
  const uint8_t *ptr;
  size_t len;
} hermes_bytes;

/* Receives bytes from a host function before that function returns. ctx: as passed to the function.
 * bytes: BORROWED, COPIED by a callback that keeps them. Never blocks. Since 1.0. [any-thread] */
typedef void (*hermes_sink)(void *ctx, hermes_bytes bytes);

/* Receives the later answer of a host function: exactly once for each accepted request. ctx: as
 * passed to the function. json: BORROWED, COPIED by a callback that keeps it. Never blocks.
 * Since 1.0. [control-thread] */
typedef void (*hermes_reply)(void *ctx, hermes_status status, hermes_bytes json);

/* A call: never 0, never reused while a server runs, and not valid for another instance. */
typedef uint64_t hermes_call;

/* An agent instance, as defined by the library. Opaque to the host. */
typedef struct hermes_agent hermes_agent;

/* 7. HOST TABLE (agent to host)
 *
 * `create` receives one per instance. STATIC: it stays valid even after `destroy`, when every
 * function returns HERMES_E_ENDED. The first argument of every function is this table. */
typedef struct hermes_host hermes_host;
struct hermes_host {
  uint32_t struct_size;
  uint16_t abi_major;
  uint16_t abi_minor;

  /* Ends a call. status HERMES_OK with the result
   *   {"artifacts"?: [A2A Artifact with "parts": [{"text": ..., "mediaType": ...}]], "text"?: string}
   * or an error status with
   *   {"code": snake_case string, "message": string, "retryable"?: bool, "retry_after_ms"?: number}.
   * HERMES_PENDING is not a valid status here: it counts as HERMES_E_FAILED.
   * json: BORROWED, COPIED by the host; at most HERMES_MAX_RESULT_BYTES. Needs no credit.
   * HERMES_OK: the host has the result. HERMES_E_ENDED: the host had already ended the call; there
   * is nothing to do. HERMES_E_NO_CALL: already finished, or not a call of this instance; misuse,
   * counted.
   * HERMES_E_INVALID: json is not such an object; the call has failed with `invalid_result`.
   * HERMES_E_TOO_LARGE: the call has failed with `result_too_large`.
   * Never blocks. Since 1.0. [any-thread & running] */
  hermes_status (*finish)(const hermes_host *host, hermes_call call, hermes_status status,
                          hermes_bytes json);

  /* Sends one event of a call. json: BORROWED, COPIED by the host; at most HERMES_MAX_EVENT_BYTES.
   * HERMES_OK: queued, in the order in which one thread emits. HERMES_E_BUSY: no credit, nothing
   * was queued; wait with emit_wait, or return and continue when `drained` is called.
   * HERMES_E_ENDED, HERMES_E_NO_CALL: as finish. HERMES_E_INVALID, HERMES_E_TOO_LARGE,
   * HERMES_E_UNSUPPORTED: not queued, the call continues. Never blocks. Since 1.0.
   * [any-thread & running] */
  hermes_status (*emit)(const hermes_host *host, hermes_call call, hermes_event_kind kind,
                        hermes_bytes json);

  /* Like emit, but waits for credit: at most timeout_ms milliseconds, or without limit if negative.
   * json: BORROWED, COPIED by the host. HERMES_E_TIMEOUT: not queued. Returns HERMES_E_ENDED when
   * the host ends the call meanwhile. May block: not for control threads. Since 1.0.
   * [any-thread & running] */
  hermes_status (*emit_wait)(const hermes_host *host, hermes_call call, hermes_event_kind kind,
                             hermes_bytes json, int64_t timeout_ms);

  /* 1 if the host has ended or wants to end this call, or does not know it; else 0. Cheap enough
   * to check in every iteration of a loop. Never blocks. Since 1.0. [any-thread & running] */
  int32_t (*is_cancelled)(const hermes_host *host, hermes_call call);

  /* Writes a line to the server's log, with the agent's name. call may be 0. message: BORROWED,
   * COPIED by the host; cut after 8 KiB; invalid UTF-8 is replaced. Never blocks. Since 1.0.
   * [any-thread] */
  void (*log)(const hermes_host *host, hermes_call call, hermes_log_level level,
              hermes_bytes message);

  /* The table of a host extension such as "hermes.store/1", or NULL if this host does not offer it
   * or this agent has no grant for it. id: BORROWED. Returns a STATIC table that begins with
   * struct_size. Never blocks. Since 1.0. [any-thread] */
  const void *(*get_extension)(const hermes_host *host, hermes_bytes id);
};

/* 8. PLUGIN TABLE (host to library)
 *
 *   entry --> agent_card(i) --> create --> invoke ... finish --> destroy
 *                                 |          \-> cancel (at most once per call)
 *                                 \-> a status below 0: the agent is not loaded, errbuf says why
 */
typedef struct hermes_plugin {
  uint32_t struct_size; /* sizeof(hermes_plugin) as the library was built */
  uint16_t abi_major;   /* HERMES_ABI_MAJOR */
  uint16_t abi_minor;   /* HERMES_ABI_MINOR */

  /* Name and version of the library; non-empty UTF-8. STATIC. */
  hermes_bytes name;
  hermes_bytes version;

  /* How many agents the library holds: 1 to 64. */
  uint32_t agent_count;
  uint32_t reserved; /* 0 */

  /* The card of agent `index`: an A2A AgentCard as JSON (name, description, version, skills with id,
   * name, description, tags, examples, inputModes, outputModes) with an optional member "hermes":
   *   {"max_concurrency": 1...1024 (default 1), "deadline_ms": 1... (default: the server's),
   *    "requires": [extension ids], "skills": {SKILL_ID: {"category": string,
   *    "capabilities": {NAME: {"verbs": [string], "objects": [string],
   *      "alone": [string]}},
   *    "task": short imperative, "idempotent": bool (default false)}}}.
   * verbs, objects and alone hold words or phrases. A request needs a capability if one of its
   * verbs (or verbs is empty) and one of its objects occur in the request, or if the request
   * consists only of phrases of alone. A skill without capabilities is matched by its tags.
   * Returns STATIC bytes; NULL refuses the library. Never blocks. Since 1.0. [control-thread] */
  hermes_bytes (*agent_card)(uint32_t index);

  /* Makes an instance of agent `index`. host: STATIC, to be kept. config: a JSON object, BORROWED.
   * On success writes the instance to *agent and returns HERMES_OK; the host owns it until `destroy`.
   * Otherwise returns an error status and writes at most errcap bytes of UTF-8 to errbuf
   * (BORROWED), followed by a NUL if there is room for it. May block. Since 1.0.
   * [agent-thread & !running] */
  hermes_status (*create)(uint32_t index, const hermes_host *host, hermes_bytes config,
                          hermes_agent **agent, char *errbuf, size_t errcap);

  /* Starts a call. request: BORROWED JSON object
   *   {"message": A2A Message, "task_id", "context_id", "step_key", "skill", "attempt": 1...,
   *    "deadline": RFC 3339 time, "deadline_ms": milliseconds from now,
   *    "artifacts": [A2A Artifact of the earlier steps],
   *    "traceparent"?: W3C Trace Context of the call,
   *    "wish"?: the part of the message that the call is for, in the user's words, without code and
   *     data,
   *    "capabilities"?: [names of the card's capabilities that the wish asks for],
   *    "history"?: [earlier A2A Message of the conversation, oldest first, texts cut to 4000
   *     characters]}.
   * step_key is the same for every attempt of a step: the idempotency key for side effects.
   * HERMES_OK: finish was called. HERMES_PENDING: finish will be called or already was. Anything
   * else: the host ends the call as failed. HERMES_OK without finish fails the call with
   * `no_result`. May block, for as long as the call's deadline. At most max_concurrency calls of
   * an instance are open concurrently. agent: BORROWED. Since 1.0. [agent-thread] */
  hermes_status (*invoke)(hermes_agent *agent, hermes_call call, hermes_bytes request);

  /* Optional (may be NULL). The host has ended this call; the agent stops its work and still calls
   * finish, which returns HERMES_E_ENDED. Always called when the host ends a call that was entered
   * and not finished; at most once per call; may overlap with invoke and finish.
   * agent: BORROWED. Never blocks. Since 1.0. [control-thread & running] */
  void (*cancel)(hermes_agent *agent, hermes_call call);

  /* Ends an instance: joins its threads, frees it. agent: taken over, not used by the host again.
   * May block, at most for the shutdown grace. Since 1.0. [agent-thread & !running] */
  void (*destroy)(hermes_agent *agent);

  /* Optional (may be NULL). The table of an extension that the agent offers, such as
   * "hermes.reconcile/1", or NULL. agent, id: BORROWED. Returns a STATIC table. Never blocks.
   * Since 1.0. [control-thread] */
  const void *(*get_extension)(hermes_agent *agent, hermes_bytes id);

  /* Optional (may be NULL). Reports that there is credit again after HERMES_E_BUSY. agent:
   * BORROWED. Never blocks. Since 1.0. [control-thread & running] */
  void (*drained)(hermes_agent *agent, hermes_call call);
} hermes_plugin;

/* 9. ENTRY SYMBOL
 *
 * Called once when the library is loaded, before anything else, with HERMES_ABI_VERSION of the host.
 * Returns a STATIC table, or NULL if the library can't work with that host. Never blocks.
 * Since 1.0. [control-thread] */
HERMES_EXPORT const hermes_plugin *hermes_agent_entry(uint32_t host_abi);

/* 10. EXTENSIONS are found by id, "name/revision"; an id never changes its meaning. Each has its
 * own header, in ext/. A card's "requires" lists the extensions that an agent can't do without. */

#ifdef __cplusplus
}
#endif

#endif /* HERMES_AGENT_H */
