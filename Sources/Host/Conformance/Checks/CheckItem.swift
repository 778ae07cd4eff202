/// What the kit checks, in the order in which it is reported.
package enum CheckItem: String, CaseIterable, Sendable {
  case file
  case entry
  case handshake
  case card
  case create
  case normalRequest = "normal_request"
  case finishOnce = "finish_once"
  case threadContract = "thread_contract"
  case twoInstances = "two_instances"
  case oldHost = "old_host"
  case newHost = "new_host"
  case emptyRequest = "empty_request"
  case garbageRequests = "garbage_requests"
  case cancel
  case lateAnswer = "late_answer"
  case unknownCalls = "unknown_calls"
  case processState = "process_state"
  case threadsJoined = "threads_joined"
  case memory
  case descriptors

  /// The requirement of hermes_agent.h, in one sentence.
  package var asks: String {
    switch self {
    case .file: "a 64-bit ELF shared library for this machine, without relative search paths"
    case .entry: "the library exports hermes_agent_entry, which returns a STATIC table or NULL"
    case .handshake:
      "equal major, struct_size that covers destroy, 1 to 64 agents, no required function NULL"
    case .card: "agent_card returns STATIC JSON: an A2A card with a name and at least one skill"
    case .create: "create returns an instance, and destroy ends it"
    case .twoInstances:
      "a library supports several instances at a time, each with its own host table"
    case .oldHost:
      "an agent touches a field of the host's table only if its struct_size covers it (HERMES_HAS)"
    case .newHost: "an agent works with every host of its major: tables are only appended to"
    case .normalRequest:
      "every event is valid for its kind, and the call ends with a valid result or error"
    case .finishOnce: "finish ends a call, and is called once"
    case .threadContract: "nothing is emitted before invoke is entered or after finish"
    case .emptyRequest: "bytes may be NULL with the length 0"
    case .garbageRequests:
      "an invalid request is answered with an error; bytes are never NUL-terminated"
    case .cancel: "a call that the host has ended stops within the grace of 1.5 s"
    case .lateAnswer:
      "finish after the host ended the call returns HERMES_E_ENDED, which is not an error"
    case .unknownCalls:
      "cancel and drained may overlap finish; an agent uses only tokens that it was given"
    case .processState:
      "an agent never changes signal dispositions, directory, umask, locale or environment"
    case .threadsJoined: "destroy joins the threads of the instance, and frees it"
    case .memory: "a call frees the memory that it allocates"
    case .descriptors: "a call closes the descriptors that it opens; all are close-on-exec"
    }
  }
}
