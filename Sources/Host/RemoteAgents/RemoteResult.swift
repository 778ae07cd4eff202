import HermesA2AWire
import HermesContract

/// What the end of a remote task means for the host.
struct RemoteResult {
  /// The longest question, in bytes.
  private static let maximumQuestion = 16 << 10

  private let task: RemoteTask
  private let remote: RemoteInvocation
  private let peer: RemotePeer

  init(_ task: RemoteTask, remote: RemoteInvocation, peer: RemotePeer) {
    self.task = task
    self.remote = remote
    self.peer = peer
  }

  /// - Throws: `HermesError` for every end except a completed task and a question.
  func answer() async throws -> RemoteAnswer {
    let name = peer.name
    switch task.ending {
    case .completed(let text): return .completed(try await result(text))
    case .failed(let reason):
      throw HermesError(.agentFailed, message: "\(name) failed\(quoted(reason)).")
    case .canceled:
      throw HermesError(.remoteCanceled, message: "\(name) has canceled the task by itself.")
    case .rejected(let reason):
      throw HermesError(.remoteRejected, message: "\(name) rejected the request\(quoted(reason)).")
    case .inputRequired(let text):
      // Only a step can wait for a person; a helper cannot.
      if let question = task.question, remote.invocation.ancestors.isEmpty {
        let shown = text ?? "\(name) asks for more, and does not say what."
        return .asked(
          AgentQuestion(shown.cut(toBytes: Self.maximumQuestion), state: question.state))
      }
      throw HermesError(
        .remoteInputRequired,
        message: "\(name) asks for more\(quoted(text)). Say it in the request and send that again.")
    case .authRequired(let reason):
      throw HermesError(
        .remoteAuthRequired,
        message:
          "\(name) wants an authorization that this server has not\(quoted(reason)). Get it at its provider, and set key_env or key_file."
      )
    case nil: throw RemoteFault.brokeOff("it did not say how the task ended")
    }
  }

  private func quoted(_ text: String?) -> String { text.map { ": " + peer.shown($0) } ?? "" }

  private func result(_ text: String?) async throws -> AgentResult {
    var artifacts: [Artifact] = []
    for artifact in task.artifacts {
      var parts: [Part] = []
      for part in artifact.parts { parts.append(try await self.readPart(part)) }
      artifacts.append(
        Artifact(
          id: artifact.id, name: artifact.name, description: artifact.description, parts: parts))
    }
    return AgentResult(artifacts: artifacts, text: text)
  }

  private func readPart(_ part: A2APart) async throws -> Part {
    switch part.content {
    case .text(let text):
      return Part(text: text, mediaType: part.mediaType, filename: part.filename)
    case .bytes(let bytes):
      let id = try await remote.blobs?.make(
        bytes, task: remote.invocation.task, quota: remote.blobQuota)
      guard let id else {
        throw HermesError(
          .blobFailed, message: "\(peer.name) answered bytes, for which the task has no room left.")
      }
      var kept = Part(text: "", mediaType: part.mediaType, filename: part.filename)
      kept.blob = Part.Blob(id: id, bytes: bytes.count)
      return kept
    }
  }
}

extension RemoteTask {
  /// Whether the task would continue, or wait, unless it is cancelled.
  var needsCancel: Bool {
    switch ending {
    case nil, .inputRequired, .authRequired: true
    case .completed, .failed, .canceled, .rejected: false
    }
  }
}
