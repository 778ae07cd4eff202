import AgentABI
import Foundation

/// The language model that the operator has given the agent (hermes.model/1).
public struct AgentModel: Sendable {
  /// One message of the conversation with the model.
  public struct Message: Sendable, Hashable, Codable {
    /// Who wrote a message.
    public enum Role: String, Sendable, Hashable, Codable { case system, user, assistant }

    /// Who wrote the message.
    public var role: Role
    /// The message's text.
    public var content: String

    /// Creates a message.
    public init(_ role: Role, _ content: String) {
      self.role = role
      self.content = content
    }
  }

  /// A complete answer.
  public struct Answer: Sendable, Hashable {
    /// The answer's text.
    public var text: String
    /// The model's reasoning before the answer; empty if its server does not report any.
    public var reasoning: String
    /// As the model's server reports it: "stop", "length" and others.
    public var finishReason: String
    /// The model's name, as its server reports it.
    public var model: String
    /// 0 if the model's server does not count tokens.
    public var promptTokens: Int
    /// 0 if the model's server does not count tokens.
    public var completionTokens: Int
  }

  /// A piece of an answer.
  public enum Piece: Sendable, Hashable {
    case text(String)
    case reasoning(String)
    /// The last piece: the complete answer.
    case answer(Answer)
  }

  let table: ForeignTable<hermes_model_1>
  let call: AgentCall

  /// Asks for a completion and waits for all of it.
  /// - Parameters:
  ///   - maxTokens: 1 or more; nil: the model's own limit.
  ///   - temperature: 0...2; nil: the model's own.
  ///   - schema: A JSON schema that the text follows.
  /// - Throws: `AgentError` with a code of docs/models.md, such as `model_not_configured` if there
  ///   is no model; `CancellationError` when the host has ended the call.
  public func complete(
    _ messages: [Message], maxTokens: Int? = nil, temperature: Double? = nil,
    schema: JSONValue? = nil
  ) async throws -> Answer {
    for try await piece in stream(
      messages, maxTokens: maxTokens, temperature: temperature, schema: schema)
    {
      if case .answer(let answer) = piece { return answer }
    }
    throw CancellationError()
  }

  /// Asks for a completion and yields its pieces as the model produces them. A consumer that stops
  /// iterating does not stop the model before the call ends. Throws as `complete`.
  public func stream(
    _ messages: [Message], maxTokens: Int? = nil, temperature: Double? = nil,
    schema: JSONValue? = nil
  ) -> AsyncThrowingStream<Piece, any Error> {
    // Unbounded, but never more than one answer.
    AsyncThrowingStream { pieces in
      do {
        let request = try OutgoingJSON.encoded(
          Request(
            messages: messages, maxTokens: maxTokens, temperature: temperature, schema: schema))
        try startCompletion(request, pieces: pieces)
      } catch {
        pieces.finish(throwing: error)
      }
    }
  }

  private typealias Pieces = AsyncThrowingStream<Piece, any Error>.Continuation

  private func startCompletion(_ request: Data, pieces: Pieces) throws {
    guard let complete = table.function(\.complete) else {
      return try HostCall.check(ABIStatus.unsupported, what: "completion")
    }
    let listening = Unmanaged.passRetained(Listening(pieces))
    let status = request.withHermesBytes { request in
      complete(
        call.host.pointer, call.token, request,
        { context, part, text in
          guard let context else { return }
          Unmanaged<Listening>.fromOpaque(context).takeUnretainedValue().receive(part, text: text)
        },
        { context, status, json in
          guard let context else { return }
          Unmanaged<Listening>.fromOpaque(context).takeRetainedValue().finish(
            status, json: Data(json))
        }, listening.toOpaque())
    }
    guard status != ABIStatus.ok else { return }
    // The host releases it by calling back, but only for a request that it accepted.
    listening.release()
    try HostCall.check(status, what: "completion")
  }

  private struct Request: Encodable {
    let messages: [Message]
    let maxTokens: Int?
    let temperature: Double?
    let schema: JSONValue?

    enum CodingKeys: String, CodingKey {
      case messages, temperature
      case maxTokens = "max_tokens"
      case schema = "json_schema"
    }
  }

  private struct Reply: Decodable {
    struct Usage: Decodable {
      let promptTokens: Int
      let completionTokens: Int
    }

    let text: String
    let reasoning: String?
    let finishReason: String
    let model: String
    let usage: Usage

    static func answer(in json: Data) throws -> Answer {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let reply = try decoder.decode(Self.self, from: json)
      return Answer(
        text: reply.text, reasoning: reply.reasoning ?? "", finishReason: reply.finishReason,
        model: reply.model, promptTokens: reply.usage.promptTokens,
        completionTokens: reply.usage.completionTokens)
    }
  }

  /// What the host calls back, on its control thread.
  private final class Listening: Sendable {
    private let pieces: Pieces

    init(_ pieces: Pieces) { self.pieces = pieces }

    func receive(_ part: hermes_model_part, text: hermes_bytes) {
      let text = String(decoding: Data(text), as: UTF8.self)
      switch part {
      case 0: pieces.yield(.text(text))
      case 1: pieces.yield(.reasoning(text))
      default: break
      }
    }

    func finish(_ status: hermes_status, json: Data) {
      do {
        if status == ABIStatus.failed {
          throw try JSONDecoder().decode(AgentError.self, from: json)
        }
        try HostCall.check(status, what: "completion")
        pieces.yield(.answer(try Reply.answer(in: json)))
        pieces.finish()
      } catch {
        pieces.finish(throwing: error)
      }
    }
  }
}

extension AgentCall {
  /// The agent's model; nil without the grant `model`.
  public var model: AgentModel? {
    host.extension(HERMES_EXT_MODEL, as: hermes_model_1.self).map {
      AgentModel(table: $0, call: self)
    }
  }
}
