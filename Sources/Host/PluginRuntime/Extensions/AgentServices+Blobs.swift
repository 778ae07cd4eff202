import AgentABI
import HermesContract

/// The server's side of hermes.blob/1.
extension AgentServices {
  func useBlobs(
    _ blobs: any BlobStore, service: HostService, context: AgentInvocation, payload: [UInt8]
  ) async throws -> (hermes_status, [UInt8]) {
    let task = context.task
    switch service {
    case .blobPut:
      guard let id = try await blobs.make(payload, task: task, quota: blobQuota) else {
        return (ABIStatus.quota, [])
      }
      return (ABIStatus.ok, Array(id.utf8))
    case .blobAppend:
      guard payload.count >= 4 else { return (ABIStatus.invalid, []) }
      let length = Int(payload.number(at: 0) as UInt32)
      guard payload.count - 4 >= length else { return (ABIStatus.invalid, []) }
      let id = String(decoding: payload[4..<(4 + length)], as: UTF8.self)
      let appending = try await blobs.append(
        Array(payload[(4 + length)...]), to: id, task: task, quota: blobQuota)
      return (Self.status(appending), [])
    case .blobRead:
      guard payload.count >= 12 else { return (ABIStatus.invalid, []) }
      let length = Int(payload.number(at: 8) as UInt32)
      let id = String(decoding: payload[12...], as: UTF8.self)
      let bytes = try await blobs.read(
        id, task: task, offset: payload.number(at: 0),
        count: min(length, BlobExtension.maximumPieceBytes))
      return bytes.map { (ABIStatus.ok, $0) } ?? (ABIStatus.notFound, [])
    case .blobSize:
      let id = String(decoding: payload, as: UTF8.self)
      guard let size = try await blobs.size(id, task: task) else { return (ABIStatus.notFound, []) }
      var answer: [UInt8] = []
      answer.append(number: UInt64(size))
      return (ABIStatus.ok, answer)
    default: return (ABIStatus.invalid, [])
    }
  }

  private static func status(_ appending: BlobAppending) -> hermes_status {
    switch appending {
    case .done: ABIStatus.ok
    case .noSuchBlob: ABIStatus.notFound
    case .isSealed: ABIStatus.invalid
    case .overQuota: ABIStatus.quota
    }
  }

  /// Makes the blobs that a result names durable.
  /// - Returns: the result with the sizes of its blobs, or how the call fails.
  func sealing(_ result: AgentResult, of task: TaskID, agent: String) async -> AgentOutcome {
    var result = result
    for artifact in result.artifacts.indices where result.artifacts[artifact].hasBlobs {
      for part in result.artifacts[artifact].parts.indices {
        guard let blob = result.artifacts[artifact].parts[part].blob else { continue }
        do {
          guard let size = try await blobs?.seal(blob.id, task: task) else {
            return .failed(
              HermesError(
                .invalidResult,
                message:
                  "\(agent) named the blob \(blob.id.prefix(64)) in its result; the task has no such blob."
              ))
          }
          result.artifacts[artifact].parts[part].blob = Part.Blob(id: blob.id, bytes: size)
        } catch {
          logger.error(
            "a blob can't be kept", metadata: ["agent": "\(agent)", "error": "\(error)"])
          return .failed(
            HermesError(
              .blobFailed, message: "A part of the result could not be stored; see the log."))
        }
      }
    }
    return .completed(result)
  }
}
