/* hermes.blob/1: parts that are too large for JSON, by id.
 *
 * A blob belongs to the task: every agent that works on the task and has the grant "blob" may read
 * it, and it is deleted with the task. An agent puts it into its result as the part {"blob": id,
 * "mediaType"?, "filename"?}; the later steps receive that part with the member "bytes", and the
 * user downloads the artifact with the blob's content. A blob that no result names is removed when
 * the task ends. */
#ifndef HERMES_EXT_BLOB_H
#define HERMES_EXT_BLOB_H

#include "../hermes_agent.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HERMES_EXT_BLOB "hermes.blob/1"

#define HERMES_BLOB_MAX_PIECE_BYTES ((size_t)4 << 20) /* 4 MiB; a blob may be longer */

/* All functions block for the time of a disk access: not for control threads. `call` identifies the
 * task and must be open. HERMES_E_NO_CALL, HERMES_E_ENDED: as finish. HERMES_E_NOT_FOUND: the task
 * has no blob with this id. HERMES_E_FAILED: the disk failed; the server's log has the cause. */
typedef struct hermes_blob_1 {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */

  /* Creates a blob that begins with `piece`, which may be empty, and passes its id to sink with
   * ctx: at most 64 ASCII letters and digits. piece: BORROWED, COPIED by the host.
   * HERMES_E_TOO_LARGE: the piece is over HERMES_BLOB_MAX_PIECE_BYTES. HERMES_E_QUOTA: the blobs of
   * the task would exceed the server's limit. ctx: the agent's own, never read.
   * May block. Since 1.0. [any-thread & running] */
  hermes_status (*put)(const hermes_host *host, hermes_call call, hermes_bytes piece,
                       hermes_sink sink, void *ctx);

  /* Appends a piece to a blob. id, piece: BORROWED, COPIED by the host. HERMES_E_INVALID: a result
   * has named the blob, which can't change any more. HERMES_E_TOO_LARGE, HERMES_E_QUOTA: as put;
   * the blob is unchanged. May block. Since 1.0. [any-thread & running] */
  hermes_status (*append)(const hermes_host *host, hermes_call call, hermes_bytes id,
                          hermes_bytes piece);

  /* Passes at most `length` bytes, starting at `offset`, to sink with ctx: fewer at the end of the
   * blob. sink is not called if offset is at or beyond the end. A length over
   * HERMES_BLOB_MAX_PIECE_BYTES is reduced to it. id: BORROWED. ctx: the agent's own, never read.
   * May block. Since 1.0. [any-thread & running] */
  hermes_status (*read)(const hermes_host *host, hermes_call call, hermes_bytes id, uint64_t offset,
                        size_t length, hermes_sink sink, void *ctx);

  /* Writes the size of a blob, in bytes, to *bytes. id: BORROWED. May block. Since 1.0.
   * [any-thread & running] */
  hermes_status (*size)(const hermes_host *host, hermes_call call, hermes_bytes id,
                        uint64_t *bytes);
} hermes_blob_1;

#ifdef __cplusplus
}
#endif

#endif
