/* hermes.model/1: completions of a language model.
 *
 * The operator chooses the model and supplies its key. Needs the grant "model". An agent with the
 * grant gets this table even if no model is configured: every request then fails with the code
 * model_not_configured, so that the agent can do without. */
#ifndef HERMES_EXT_MODEL_H
#define HERMES_EXT_MODEL_H

#include "../hermes_agent.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HERMES_EXT_MODEL "hermes.model/1"

#define HERMES_MODEL_MAX_REQUEST_BYTES ((size_t)4 << 20) /* 4 MiB */
#define HERMES_MODEL_MAX_ANSWER_BYTES ((size_t)4 << 20)  /* 4 MiB of text and reasoning together */
#define HERMES_MODEL_MAX_OPEN ((size_t)8)                /* requests of one call at the same time */

/* The part of the answer that a piece belongs to. Ignore parts that this header does not name. */
typedef int32_t hermes_model_part;
#define HERMES_MODEL_TEXT ((hermes_model_part)0)
/* The model's reasoning before its answer, if its server reports it. If the server leaves the
 * reasoning in the text, before a </think>, its pieces arrive as text, and only the answer has it
 * separately. */
#define HERMES_MODEL_REASONING ((hermes_model_part)1)

/* Receives a piece of an answer, in order and before the answer itself. ctx: as passed
 * to the request. text: complete UTF-8 characters, never empty; BORROWED, COPIED by a callback that
 * keeps it. Pieces of one part that are waiting for this function are joined, so that never more
 * than the answer is waiting. For complete it is called on a control thread. Never blocks there.
 * For complete_wait it is called on the caller's thread, where it may block, which delays only its
 * own request. Since 1.0. [any-thread] */
typedef void (*hermes_model_delta)(void *ctx, hermes_model_part part, hermes_bytes text);

typedef struct hermes_model_1 {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */

  /* Asks for a completion. request: a JSON object, BORROWED, COPIED by the host:
   *   {"messages": [{"role": "system" | "user" | "assistant", "content": string}, ...],
   *    "max_tokens"?: 1..., "temperature"?: 0...2, "json_schema"?: a JSON schema for the text;
   *    the host only ensures that the text is JSON}.
   * The pieces are delivered to on_delta, which may be NULL, and then the answer to on_reply, both
   * with ctx, on a control thread: HERMES_OK with
   *   {"text", "reasoning"?, "finish_reason": "stop", "length" or the server's own word,
   *    "model", "usage": {"prompt_tokens", "completion_tokens"}};
   * HERMES_E_FAILED with {"code", "message", "retryable", "retry_after_ms"?}, code being
   *   model_not_configured, model_unauthorized, model_refused, model_unavailable,
   *   model_rate_limited, model_timeout, model_bad_answer or model_answer_too_large;
   * HERMES_E_ENDED if the call has ended meanwhile, which closes the connection to the model.
   * Both may be called before this returns. The host retries a request that failed before the first
   * piece. HERMES_OK: on_reply will be called. Anything else: it will not. HERMES_E_INVALID: the
   * request is not such an object. HERMES_E_TOO_LARGE: it is over HERMES_MODEL_MAX_REQUEST_BYTES.
   * HERMES_E_BUSY: HERMES_MODEL_MAX_OPEN requests of this call are open. HERMES_E_NO_CALL,
   * HERMES_E_ENDED: as finish.
   * ctx: the agent's own, never read. Never blocks. Since 1.0. [any-thread & running] */
  hermes_status (*complete)(const hermes_host *host, hermes_call call, hermes_bytes request,
                            hermes_model_delta on_delta, hermes_reply on_reply, void *ctx);

  /* Like complete, but waits. on_delta, which may be NULL, is called on this thread; the JSON of
   * the answer goes to sink, which may be NULL, before this returns its status; both with ctx.
   * request: BORROWED. ctx: the agent's own, never read.
   * May block, for as long as the model takes: inside invoke, on its thread.
   * Since 1.0. [agent-thread & running] */
  hermes_status (*complete_wait)(const hermes_host *host, hermes_call call, hermes_bytes request,
                                 hermes_model_delta on_delta, hermes_sink sink, void *ctx);
} hermes_model_1;

#ifdef __cplusplus
}
#endif

#endif
