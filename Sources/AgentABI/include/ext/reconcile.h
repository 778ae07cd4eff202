/* hermes.reconcile/1: reports, after a crash, whether a step's effect took place.
 *
 * Offered by the agent (get_extension of hermes_plugin). The host calls it when the server ended
 * while a step was inside the agent and the skill is not declared idempotent. */
#ifndef HERMES_EXT_RECONCILE_H
#define HERMES_EXT_RECONCILE_H

#include "../hermes_agent.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HERMES_EXT_RECONCILE "hermes.reconcile/1"

typedef struct hermes_reconcile_1 {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */

  /* Reports whether the effect of the step with this key took place. step_key: as invoke received
   * it, BORROWED. HERMES_OK: the whole effect did; the step counts as done. sink may be called
   * once, with ctx and the result as finish takes it; otherwise the result is empty.
   * HERMES_E_NOT_FOUND: nothing happened; the step runs again.
   * Anything else: unknown; the step runs again if its skill is declared idempotent, otherwise the
   * user is asked.
   * agent: BORROWED. ctx: the host's own, not to be read. May block, at most 10 seconds.
   * Since 1.0. [agent-thread] */
  hermes_status (*reconcile)(hermes_agent *agent, hermes_bytes step_key, hermes_sink sink,
                             void *ctx);
} hermes_reconcile_1;

#ifdef __cplusplus
}
#endif

#endif
