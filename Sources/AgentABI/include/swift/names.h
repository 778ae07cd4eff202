/* The ABI's constants under Swift names, because Swift does not import macros with casts. They are
 * defined by the macros, so that no number is written twice. Agents in other languages use the
 * macros directly and don't need this header. */
#ifndef HERMES_SWIFT_NAMES_H
#define HERMES_SWIFT_NAMES_H

#include "../ext/agents.h"
#include "../ext/blob.h"
#include "../ext/model.h"
#include "../ext/store.h"
#include "../hermes_agent.h"

#if defined(__has_attribute)
#if __has_attribute(swift_name)
#define HERMES_SWIFT_NAME(name) __attribute__((unused, swift_name(name)))
#endif
#endif
#ifndef HERMES_SWIFT_NAME
#define HERMES_SWIFT_NAME(name) __attribute__((unused))
#endif

/* The types that the names below are members of. */
typedef struct { char nothing; } ABIStatus;
typedef struct { char nothing; } ABIEventKind;
typedef struct { char nothing; } ABILogLevel;
typedef struct { char nothing; } ABILimit;

static const hermes_status ABIStatus_ok HERMES_SWIFT_NAME("ABIStatus.ok") = HERMES_OK;
static const hermes_status ABIStatus_pending HERMES_SWIFT_NAME("ABIStatus.pending") = HERMES_PENDING;
static const hermes_status ABIStatus_failed HERMES_SWIFT_NAME("ABIStatus.failed") = HERMES_E_FAILED;
static const hermes_status ABIStatus_invalid HERMES_SWIFT_NAME("ABIStatus.invalid") = HERMES_E_INVALID;
static const hermes_status ABIStatus_ended HERMES_SWIFT_NAME("ABIStatus.ended") = HERMES_E_ENDED;
static const hermes_status ABIStatus_noCall HERMES_SWIFT_NAME("ABIStatus.noCall") = HERMES_E_NO_CALL;
static const hermes_status ABIStatus_busy HERMES_SWIFT_NAME("ABIStatus.busy") = HERMES_E_BUSY;
static const hermes_status ABIStatus_tooLarge HERMES_SWIFT_NAME("ABIStatus.tooLarge") = HERMES_E_TOO_LARGE;
static const hermes_status ABIStatus_unsupported HERMES_SWIFT_NAME("ABIStatus.unsupported") = HERMES_E_UNSUPPORTED;
static const hermes_status ABIStatus_timeout HERMES_SWIFT_NAME("ABIStatus.timeout") = HERMES_E_TIMEOUT;
static const hermes_status ABIStatus_cycle HERMES_SWIFT_NAME("ABIStatus.cycle") = HERMES_E_CYCLE;
static const hermes_status ABIStatus_notFound HERMES_SWIFT_NAME("ABIStatus.notFound") = HERMES_E_NOT_FOUND;
static const hermes_status ABIStatus_quota HERMES_SWIFT_NAME("ABIStatus.quota") = HERMES_E_QUOTA;

static const hermes_event_kind ABIEventKind_thinking HERMES_SWIFT_NAME("ABIEventKind.thinking") = HERMES_EVENT_THINKING;
static const hermes_event_kind ABIEventKind_progress HERMES_SWIFT_NAME("ABIEventKind.progress") = HERMES_EVENT_PROGRESS;
static const hermes_event_kind ABIEventKind_artifactChunk HERMES_SWIFT_NAME("ABIEventKind.artifactChunk") = HERMES_EVENT_ARTIFACT_CHUNK;
static const hermes_event_kind ABIEventKind_agent HERMES_SWIFT_NAME("ABIEventKind.agent") = HERMES_EVENT_AGENT;
static const hermes_event_kind ABIEventKind_inputRequired HERMES_SWIFT_NAME("ABIEventKind.inputRequired") = HERMES_EVENT_INPUT_REQUIRED;

static const hermes_log_level ABILogLevel_debug HERMES_SWIFT_NAME("ABILogLevel.debug") = HERMES_LOG_DEBUG;
static const hermes_log_level ABILogLevel_info HERMES_SWIFT_NAME("ABILogLevel.info") = HERMES_LOG_INFO;
static const hermes_log_level ABILogLevel_warning HERMES_SWIFT_NAME("ABILogLevel.warning") = HERMES_LOG_WARNING;
static const hermes_log_level ABILogLevel_error HERMES_SWIFT_NAME("ABILogLevel.error") = HERMES_LOG_ERROR;

static const size_t ABILimit_eventBytes HERMES_SWIFT_NAME("ABILimit.eventBytes") = HERMES_MAX_EVENT_BYTES;
static const size_t ABILimit_resultBytes HERMES_SWIFT_NAME("ABILimit.resultBytes") = HERMES_MAX_RESULT_BYTES;
static const size_t ABILimit_creditEvents HERMES_SWIFT_NAME("ABILimit.creditEvents") = HERMES_CREDIT_EVENTS;
static const size_t ABILimit_creditBytes HERMES_SWIFT_NAME("ABILimit.creditBytes") = HERMES_CREDIT_BYTES;
static const size_t ABILimit_blobPieceBytes HERMES_SWIFT_NAME("ABILimit.blobPieceBytes") = HERMES_BLOB_MAX_PIECE_BYTES;
static const size_t ABILimit_agentsRequestBytes HERMES_SWIFT_NAME("ABILimit.agentsRequestBytes") = HERMES_AGENTS_MAX_REQUEST_BYTES;
static const size_t ABILimit_modelRequestBytes HERMES_SWIFT_NAME("ABILimit.modelRequestBytes") = HERMES_MODEL_MAX_REQUEST_BYTES;
static const size_t ABILimit_modelAnswerBytes HERMES_SWIFT_NAME("ABILimit.modelAnswerBytes") = HERMES_MODEL_MAX_ANSWER_BYTES;
static const size_t ABILimit_modelOpenRequests HERMES_SWIFT_NAME("ABILimit.modelOpenRequests") = HERMES_MODEL_MAX_OPEN;
static const size_t ABILimit_storeKeyBytes HERMES_SWIFT_NAME("ABILimit.storeKeyBytes") = HERMES_STORE_MAX_KEY_BYTES;
static const size_t ABILimit_storeValueBytes HERMES_SWIFT_NAME("ABILimit.storeValueBytes") = HERMES_STORE_MAX_VALUE_BYTES;

#endif
