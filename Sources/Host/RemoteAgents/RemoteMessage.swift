import HermesA2AWire
import HermesContract

/// The message of a call, with the results of earlier steps.
enum RemoteMessage {
  /// The total size of all blobs in one message, in bytes.
  static let maximumBlobBytes = 8 << 20

  /// - Throws: `remote_request_too_large`, or what the blob store throws.
  static func json(_ remote: RemoteInvocation) async throws -> JSONValue {
    let invocation = remote.invocation
    var parts: [JSONValue] = []
    for part in invocation.message.parts { parts.append(part.a2aJSON(name: nil, bytes: nil)) }
    var room = maximumBlobBytes
    for artifact in invocation.artifacts {
      for part in artifact.parts {
        let bytes = try await content(of: part, remote, room: room)
        room -= bytes?.count ?? 0
        parts.append(part.a2aJSON(name: artifact.name, bytes: bytes))
      }
    }
    return [
      // The same for every attempt, so that the agent can recognise a repeated request.
      "messageId": .string(invocation.stepKey), "role": .string(Message.Role.user.rawValue),
      "parts": .array(parts),
    ]
  }

  /// A person's answer to the agent's question.
  static func json(
    _ input: AnsweredQuestion, to question: RemoteQuestion, stepKey: String
  ) -> JSONValue {
    var message = JSONObject()
    message["messageId"] = .string("\(stepKey)/\(question.round)")
    message["taskId"] = .string(question.task)
    message["contextId"] = question.context.map(JSONValue.string)
    message["role"] = .string(Message.Role.user.rawValue)
    message["parts"] = [["text": .string(input.text), "mediaType": .string(Part.plainText)]]
    return .object(message)
  }

  private static func content(
    of part: Part, _ remote: RemoteInvocation, room: Int
  ) async throws -> [UInt8]? {
    guard let blob = part.blob else { return nil }
    guard blob.bytes <= room else {
      throw HermesError(
        .remoteRequestTooLarge,
        message:
          "\(remote.agent.name) would have to be sent more than \(maximumBlobBytes >> 20) MiB.")
    }
    let bytes = try await remote.blobs?.read(
      blob.id, task: remote.invocation.task, offset: 0, count: blob.bytes)
    guard let bytes else {
      throw HermesError(.blobFailed, message: "A part for \(remote.agent.name) could not be read.")
    }
    return bytes
  }
}
