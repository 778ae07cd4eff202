import AgentABI
import Dispatch
import Foundation

/// Calls host functions that block and deliver their answer to a sink: off the cooperative pool and
/// one at a time.
enum HostCall {
  // A serial queue has its own thread and takes none from Swift's pool.
  private static let queue = DispatchQueue(label: "hermes-host")

  private final class Heard {
    var bytes = Data()
  }

  typealias Sink = (function: hermes_sink, context: UnsafeMutableRawPointer)

  static func requestResult(
    _ work: @escaping @Sendable (Sink) -> hermes_status
  ) async -> (status: hermes_status, answer: Data) {
    await withCheckedContinuation { continuation in
      queue.async {
        let heard = Heard()
        let status = work(
          (
            { context, bytes in
              guard let context else { return }
              Unmanaged<Heard>.fromOpaque(context).takeUnretainedValue().bytes += Data(bytes)
            }, Unmanaged.passUnretained(heard).toOpaque()
          ))
        continuation.resume(returning: withExtendedLifetime(heard) { (status, heard.bytes) })
      }
    }
  }

  /// Checks a status of the host.
  /// - Throws: For anything but HERMES_OK: `CancellationError` if the call has ended, else an
  ///   `AgentError` for the status.
  static func check(_ status: hermes_status, what: String) throws {
    switch status {
    case ABIStatus.ok: return
    case ABIStatus.ended, ABIStatus.noCall: throw CancellationError()
    case ABIStatus.notFound:
      throw AgentError(code: "not_found", message: "The host has no such \(what).")
    case ABIStatus.quota:
      throw AgentError(
        code: "quota_exceeded", message: "This agent's quota is used up (\(what)).")
    case ABIStatus.tooLarge:
      throw AgentError(code: "too_large", message: "The data is too large for the host (\(what)).")
    case ABIStatus.invalid:
      throw AgentError(
        code: "invalid_argument", message: "The host rejected an argument (\(what)).")
    default:
      throw AgentError(
        code: "host_failed", message: "The host failed with status \(status) (\(what)).")
    }
  }
}
