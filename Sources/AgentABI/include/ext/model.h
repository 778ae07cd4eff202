/* hermes.model/1: completions of a language model.
 *
 * Which model it is, and its key, are the operator's business. Needs the grant "model". A granted
 * agent gets this table also where no model is configured: every request is then answered with the
 * code model_not_configured, so that the agent can do without. */
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

/* What a piece of an answer belongs to. Ignore a part that this header does not name. */
typedef int32_t hermes_model_part;
#define HERMES_MODEL_TEXT ((hermes_model_part)0)
/* What the model thinks before it answers, where its server tells. Where it leaves thoughts in the text,
 * before a </think>, their pieces come as text, and only the answer has them apart. */
#define HERMES_MODEL_REASONING ((hermes_model_part)1)

/* Receives a piece of an answer, in order and before the answer itself. ctx: as it was given.
 * text: whole characters of UTF-8, never empty; BORROWED, COPIED by whoever wants to keep it. Pieces
 * of one part that wait for this function are joined, so that no more than the answer ever waits.
 * Never blocks if it belongs to complete, where it comes on a control thread; may block, and holds
 * only its own request up, if it belongs to complete_wait, where it comes on the caller's own.
 * Since 1.0. [any-thread] */
typedef void (*hermes_model_delta)(void *ctx, hermes_model_part part, hermes_bytes text);

typedef struct hermes_model_1 {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */

  /* Asks for a completion. request: a JSON object, BORROWED, COPIED by the host:
   *   {"messages": [{"role": "system" | "user" | "assistant", "content": string}, ...],
   *    "max_tokens"?: 1..., "temperature"?: 0...2, "json_schema"?: a JSON schema that the text is to
   *    follow; the host only sees to it that the text is JSON}.
   * Pieces come by on_delta, which may be NULL, and then the answer by on_reply, both with ctx, on a
   * control thread: HERMES_OK with
   *   {"text", "reasoning"?, "finish_reason": "stop", "length" or what else the model's server says,
   *    "model", "usage": {"prompt_tokens", "completion_tokens"}};
   * HERMES_E_FAILED with {"code", "message", "retryable", "retry_after_ms"?}, code being
   *   model_not_configured, model_unauthorized, model_refused, model_unavailable,
   *   model_rate_limited, model_timeout, model_bad_answer or model_answer_too_large;
   * HERMES_E_ENDED if the call has ended meanwhile, which closes the connection to the model.
   * Both may come before this returns. The host repeats a request that failed before the first piece.
   * HERMES_OK: on_reply will come. Anything else: it will not. HERMES_E_INVALID: the request is not
   * such an object. HERMES_E_TOO_LARGE: it is over HERMES_MODEL_MAX_REQUEST_BYTES. HERMES_E_BUSY:
   * HERMES_MODEL_MAX_OPEN requests of this call are open. HERMES_E_NO_CALL, HERMES_E_ENDED: as finish.
   * ctx: the agent's own, never looked at. Never blocks. Since 1.0. [any-thread & running] */
  hermes_status (*complete)(const hermes_host *host, hermes_call call, hermes_bytes request,
                            hermes_model_delta on_delta, hermes_reply on_reply, void *ctx);

  /* As complete, and waits. on_delta, which may be NULL, comes on this thread; the JSON of the answer
   * goes to sink, which may be NULL, before this returns its status; both with ctx.
   * request: BORROWED. ctx: the agent's own, never looked at.
   * May block, for as long as the model takes: inside invoke, on its thread.
   * Since 1.0. [agent-thread & running] */
  hermes_status (*complete_wait)(const hermes_host *host, hermes_call call, hermes_bytes request,
                                 hermes_model_delta on_delta, hermes_sink sink, void *ctx);
} hermes_model_1;

#ifdef __cplusplus
}
#endif

#endif
