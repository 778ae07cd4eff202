/* hermes.reconcile/1: after a crash, whether a step's effect happened.
 *
 * Offered by the agent (get_extension of hermes_plugin). The host asks when the server ended while a
 * step was inside the agent, and the skill is not declared idempotent. */
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

  /* Whether the effect of the step with this key happened. step_key: as invoke had it, BORROWED.
   * HERMES_OK: it did, wholly; the step counts as done. sink may be called once with ctx and the
   * result as finish takes it; without, the result is empty.
   * HERMES_E_NOT_FOUND: nothing happened; the step runs again.
   * Anything else: not known; the step runs again if its skill is declared idempotent, else a person is
   * asked.
   * agent: BORROWED. ctx: the host's own, never looked at. May block, at most 10 seconds.
   * Since 1.0. [agent-thread] */
  hermes_status (*reconcile)(hermes_agent *agent, hermes_bytes step_key, hermes_sink sink,
                             void *ctx);
} hermes_reconcile_1;

#ifdef __cplusplus
}
#endif

#endif
