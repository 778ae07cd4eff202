/// What A2A v1.0 calls things on the wire.
package enum A2AProtocol {
  /// What `versionHeader` says, and an interface's `protocolVersion` begins with (3.6).
  package static let version = "1.0"
  package static let versionHeader = "A2A-Version"
  /// Behind an agent's address (8.2).
  package static let cardPath = "/.well-known/agent-card.json"
  /// The JSON-RPC binding among an agent's interfaces.
  package static let jsonRPCBinding = "JSONRPC"
}

/// The methods of the JSON-RPC binding (section 9.4).
package enum A2AMethod: String, Sendable {
  case sendMessage = "SendMessage"
  case sendStreamingMessage = "SendStreamingMessage"
  case getTask = "GetTask"
  case cancelTask = "CancelTask"
  case subscribeToTask = "SubscribeToTask"

  /// Whether the agent does something that should not happen twice.
  package var isMessage: Bool { self == .sendMessage || self == .sendStreamingMessage }
}

/// The codes of errors (sections 5.4 and 9.5).
package enum A2AErrorCode {
  package static let taskNotFound: Int64 = -32001
  package static let taskNotCancelable: Int64 = -32002
  package static let unsupportedOperation: Int64 = -32004
  package static let versionNotSupported: Int64 = -32009
  package static let internalError: Int64 = -32603
}

/// The states of a task (4.1.3).
package enum A2ATaskState: String, Sendable {
  case submitted = "TASK_STATE_SUBMITTED"
  case working = "TASK_STATE_WORKING"
  case completed = "TASK_STATE_COMPLETED"
  case failed = "TASK_STATE_FAILED"
  case canceled = "TASK_STATE_CANCELED"
  case rejected = "TASK_STATE_REJECTED"
  case inputRequired = "TASK_STATE_INPUT_REQUIRED"
  case authRequired = "TASK_STATE_AUTH_REQUIRED"
}
