/* hermes.store/1: bytes by key that outlive calls, restarts and new versions of the agent.
 *
 * Every agent has a separate store for each user: data that it stores while it works for one user
 * is never visible while it works for another, and is deleted with the user's account. Needs the
 * grant "store". */
#ifndef HERMES_EXT_STORE_H
#define HERMES_EXT_STORE_H

#include "../hermes_agent.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HERMES_EXT_STORE "hermes.store/1"

#define HERMES_STORE_MAX_KEY_BYTES ((size_t)512)
#define HERMES_STORE_MAX_VALUE_BYTES ((size_t)1 << 20) /* 1 MiB */

/* All functions block until the host's database has answered: not for control threads. `call`
 * identifies the user and must be open. A key is 1 to HERMES_STORE_MAX_KEY_BYTES of UTF-8.
 * HERMES_E_INVALID: the key is not valid. HERMES_E_NO_CALL, HERMES_E_ENDED: as finish.
 * HERMES_E_FAILED: the database failed; the server's log has the cause. */
typedef struct hermes_store_1 {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */

  /* Passes the value to sink with ctx. HERMES_E_NOT_FOUND: there is none; sink is not called.
   * key: BORROWED. ctx: the agent's own, never read. May block. Since 1.0.
   * [any-thread & running] */
  hermes_status (*get)(const hermes_host *host, hermes_call call, hermes_bytes key,
                       hermes_sink sink, void *ctx);

  /* Stores a value, replacing an earlier one; it is durable when this returns HERMES_OK.
   * key, value: BORROWED, COPIED by the host. HERMES_E_TOO_LARGE: the value is over
   * HERMES_STORE_MAX_VALUE_BYTES. HERMES_E_QUOTA: the agent would store too much for this user;
   * the earlier value stays. May block. Since 1.0. [any-thread & running] */
  hermes_status (*put)(const hermes_host *host, hermes_call call, hermes_bytes key,
                       hermes_bytes value);

  /* Removes a value. HERMES_E_NOT_FOUND: there was none. key: BORROWED. May block. Since 1.0.
   * [any-thread & running] */
  hermes_status (*remove)(const hermes_host *host, hermes_call call, hermes_bytes key);

  /* Passes the keys that begin with `prefix`, in byte order, to sink with ctx as one JSON array of
   * strings; prefix may be empty. prefix: BORROWED. ctx: the agent's own, never read.
   * May block. Since 1.0. [any-thread & running] */
  hermes_status (*keys)(const hermes_host *host, hermes_call call, hermes_bytes prefix,
                        hermes_sink sink, void *ctx);
} hermes_store_1;

#ifdef __cplusplus
}
#endif

#endif
