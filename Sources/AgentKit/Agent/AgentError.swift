/// Why a call failed, as the host reports it to the client.
public struct AgentError: Error, Sendable, Codable, CustomStringConvertible {
  /// A stable snake_case word, for example "no_recipe".
  public var code: String
  /// What went wrong and what to do about it, in one or two sentences.
  public var message: String
  /// True if the same call may succeed later: the host then retries it.
  public var retryable: Bool
  /// How long the host should wait before a retry. Nil: the host decides.
  public var retryAfter: Duration?

  /// Creates an error.
  public init(
    code: String, message: String, retryable: Bool = false, retryAfter: Duration? = nil
  ) {
    self.code = code
    self.message = message
    self.retryable = retryable
    self.retryAfter = retryAfter
  }

  /// The code and the message, as the log shows them.
  public var description: String { "\(code): \(message)" }

  private enum Key: String, CodingKey {
    case code, message, retryable
    case retryAfter = "retry_after_ms"
  }

  /// Decodes an error as the host reports it.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    code = try object.decode(String.self, forKey: .code)
    message = try object.decode(String.self, forKey: .message)
    retryable = try object.decodeIfPresent(Bool.self, forKey: .retryable) ?? false
    retryAfter = try object.decodeIfPresent(Int64.self, forKey: .retryAfter).map {
      .milliseconds($0)
    }
  }

  /// Encodes the error as the ABI's `finish` takes it.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(code, forKey: .code)
    try object.encode(message, forKey: .message)
    try object.encode(retryable, forKey: .retryable)
    if let retryAfter {
      let (seconds, attoseconds) = retryAfter.components
      try object.encode(
        seconds * 1000 + attoseconds / 1_000_000_000_000_000, forKey: .retryAfter)
    }
  }
}
