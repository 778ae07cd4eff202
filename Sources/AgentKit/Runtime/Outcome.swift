import AgentABI
import Foundation

/// The arguments of `finish`: a status and its JSON.
struct Outcome {
  let status: hermes_status
  let json: Data

  static func completed(_ result: AgentResult) -> Outcome {
    do {
      return Outcome(status: ABIStatus.ok, json: try OutgoingJSON.encoded(result))
    } catch {
      return failed(error)
    }
  }

  /// The only place where an unexpected error becomes `internal`.
  static func failed(_ error: any Error) -> Outcome {
    let agentError: AgentError =
      switch error {
      case let error as AgentError: error
      case is CancellationError: AgentError(code: "cancelled", message: "The call was cancelled.")
      default: AgentError(code: "internal", message: "\(error)")
      }
    let json = (try? OutgoingJSON.encoded(agentError)) ?? Data(#"{"code":"internal"}"#.utf8)
    return Outcome(status: ABIStatus.failed, json: json)
  }
}
