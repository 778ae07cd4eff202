/* hermes.agents/1: calling another agent as part of a call.
 *
 * The other agent works on the same task: its events appear on the task's stream under its own name,
 * and it is cancelled when the call that asked for it ends. Needs the grant "agents". */
#ifndef HERMES_EXT_AGENTS_H
#define HERMES_EXT_AGENTS_H

#include "../hermes_agent.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HERMES_EXT_AGENTS "hermes.agents/1"

#define HERMES_AGENTS_MAX_REQUEST_BYTES ((size_t)32 << 20) /* 32 MiB */

typedef struct hermes_agents_1 {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */

  /* Asks another agent. request: a JSON object, BORROWED, COPIED by the host:
   *   {"agent": name, "skill"?: id (default: its first), "text"?: string, "message"?: A2A Message
   *    (one of the two), "artifacts"?: [A2A Artifact]}.
   * Without "agent", the host asks any other agent that offers the skill; if there is none, the
   * answer is the error agent_not_found. Older hosts return HERMES_E_INVALID without "agent".
   * The answer is delivered to on_reply with ctx, on a control thread: HERMES_OK with the result as
   * finish takes it, or an error status with {"code", "message", "retryable"}; HERMES_E_ENDED if
   * the call has ended meanwhile; HERMES_E_CYCLE if the agent is an ancestor without a free slot,
   * or calls are nested more than 8 deep. on_reply may be called before this returns.
   * HERMES_OK: on_reply will be called. Anything else: it will not. HERMES_E_INVALID: the request
   * is not such an object. HERMES_E_TOO_LARGE: it is over HERMES_AGENTS_MAX_REQUEST_BYTES.
   * HERMES_E_NO_CALL, HERMES_E_ENDED: as finish.
   * ctx: the agent's own, never read. Never blocks. Since 1.0. [any-thread & running] */
  hermes_status (*call)(const hermes_host *host, hermes_call call, hermes_bytes request,
                        hermes_reply on_reply, void *ctx);

  /* Like call, but waits for the answer. Its JSON goes to sink with ctx before this returns its
   * status; sink may be NULL. request: BORROWED. ctx: the agent's own, never read.
   * May block, for as long as the other agent takes: inside invoke, on its thread.
   * Since 1.0. [agent-thread & running] */
  hermes_status (*call_wait)(const hermes_host *host, hermes_call call, hermes_bytes request,
                             hermes_sink sink, void *ctx);

  /* Lists the agents that can be called now, including the caller. Before this returns HERMES_OK,
   * sink receives, with ctx, a JSON array in the order of the agents' files: [{"name": string,
   * "description": string, "skills": [{"id", "name", "description": string, "examples": [string],
   * "inputModes", "outputModes": [media type]}]}]. HERMES_E_NO_CALL, HERMES_E_ENDED: as finish.
   * The bytes that sink receives: BORROWED. ctx: the agent's own, never read. Missing from the
   * first tables with this id: see HERMES_HAS. May block. Since 1.0. [any-thread & running] */
  hermes_status (*list)(const hermes_host *host, hermes_call call, hermes_sink sink, void *ctx);
} hermes_agents_1;

#ifdef __cplusplus
}
#endif

#endif
