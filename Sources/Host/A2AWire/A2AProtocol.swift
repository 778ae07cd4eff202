/// Names that A2A v1.0 uses on the wire.
package enum A2AProtocol {
  /// The value of `versionHeader`, and the beginning of an interface's `protocolVersion` (3.6).
  package static let version = "1.0"
  /// The header field that states the version.
  package static let versionHeader = "A2A-Version"
  /// The path below an agent's base URL (8.2).
  package static let cardPath = "/.well-known/agent-card.json"
  /// The name of the JSON-RPC binding in an agent's interfaces.
  package static let jsonRPCBinding = "JSONRPC"
}

/// The methods of the JSON-RPC binding (section 9.4).
package enum A2AMethod: String, Sendable {
  case sendMessage = "SendMessage"
  case sendStreamingMessage = "SendStreamingMessage"
  case getTask = "GetTask"
  case cancelTask = "CancelTask"
  case subscribeToTask = "SubscribeToTask"

  /// Whether the request makes the agent act, so that it must not be repeated blindly.
  package var isMessage: Bool { self == .sendMessage || self == .sendStreamingMessage }
}

/// The error codes (sections 5.4 and 9.5).
package enum A2AErrorCode {
  /// The task does not exist, or not for this client.
  package static let taskNotFound: Int64 = -32001
  /// The task can't be cancelled in its state.
  package static let taskNotCancelable: Int64 = -32002
  /// The agent does not support the operation.
  package static let unsupportedOperation: Int64 = -32004
  /// The agent does not support the requested version of A2A.
  package static let versionNotSupported: Int64 = -32009
  /// A fault of the server (JSON-RPC 2.0, section 5.1).
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
