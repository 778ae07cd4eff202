import HermesContract

/// Adapts a refused request step by step to what the server accepts: a parameter that the refusal
/// names is replaced by its successor or left out. Pure: no connections.
///
/// Terminates, because nothing that was given up is tried again: there are at most eight steps.
struct DialectFallback: Sendable {
  private enum Parameter: CaseIterable {
    case responseFormat, streamOptions, temperature, tokenLimit, systemRole

    /// What servers call it. If a text names several, the first case in order is used.
    var names: [String] {
      switch self {
      case .responseFormat:
        ["response_format", "response format", "json_schema", "json_object", "structured output"]
      case .streamOptions: ["stream_options", "include_usage"]
      case .temperature: ["temperature"]
      case .tokenLimit: [Dialect.TokenLimit.maxTokens, .maxCompletionTokens].map(\.rawValue)
      case .systemRole: ["system role", "'system'", "\"system\"", "role 'system", "`system`"]
      }
    }
  }

  private(set) var dialect: Dialect
  /// What also applies to later requests.
  private(set) var learnt: Dialect
  private var triedLimits: Set<Dialect.TokenLimit>
  private let hasSchema: Bool
  private let hasTokenLimit: Bool
  private let hasTemperature: Bool
  private let hasSystemMessage: Bool

  /// - Parameter known: what the server accepted last time.
  init(_ request: ModelRequest, from known: Dialect) {
    dialect = known
    learnt = known
    triedLimits = [known.tokenLimit]
    hasSchema = request.schema != nil
    hasTokenLimit = request.maxTokens != nil
    hasTemperature = request.temperature != nil
    hasSystemMessage = request.messages.contains { $0.role == .system }
  }

  /// Gives up what the refusal names.
  /// - Returns: whether the request is worth sending again; false if the refusal names nothing that
  ///   was sent.
  mutating func giveUp(after refusal: ServerReason) -> Bool {
    guard let named = named(by: refusal) else { return false }
    if named == .tokenLimit, Self.isAboutSize(refusal) {
      // The server knows the parameter but not this value: use its own limit.
      dialect.tokenLimit = .left
      return true
    }
    let others: [Dialect.TokenLimit] = [.maxTokens, .maxCompletionTokens]
    let limit = others.first { !triedLimits.contains($0) } ?? .left
    if named == .tokenLimit { triedLimits.insert(limit) }
    Self.giveUp(named, of: &dialect, limit: limit)
    Self.giveUp(named, of: &learnt, limit: limit)
    return true
  }

  /// - Parameter limit: replaces the limit of the answer.
  private static func giveUp(
    _ named: Parameter, of dialect: inout Dialect, limit: Dialect.TokenLimit
  ) {
    switch named {
    case .responseFormat:
      dialect.answerFormat = dialect.answerFormat == .schema ? .object : .words
    case .streamOptions: dialect.hasStreamOptions = false
    case .temperature: dialect.hasTemperature = false
    case .tokenLimit: dialect.tokenLimit = limit
    case .systemRole: dialect.hasSystemRole = false
    }
  }

  private static func isAboutSize(_ refusal: ServerReason) -> Bool {
    ["too large", "at most", "context length", "context window", "exceeds", "exceed"].contains {
      names($0, in: refusal.text)
    }
  }

  private func named(by refusal: ServerReason) -> Parameter? {
    let sent = Parameter.allCases.filter(isSent)
    if let parameter = refusal.parameter {
      // "response_format.type", "body.stream_options"
      let own = sent.first { each in each.names.contains { Self.names($0, in: parameter) } }
      if let own { return own }
    }
    return sent.first { each in
      each.names.contains { Self.names($0, in: refusal.text) }
    }
  }

  private func isSent(_ parameter: Parameter) -> Bool {
    switch parameter {
    case .responseFormat: hasSchema && dialect.answerFormat != .words
    case .streamOptions: dialect.hasStreamOptions
    case .temperature: hasTemperature && dialect.hasTemperature
    case .tokenLimit: hasTokenLimit && dialect.tokenLimit != .left
    case .systemRole: hasSystemMessage && dialect.hasSystemRole
    }
  }

  /// Whether `name` occurs in the text as a word, ignoring the case of ASCII letters. Compared as
  /// bytes, because the text is foreign.
  private static func names(_ name: String, in text: String) -> Bool {
    func isOfWord(_ byte: UInt8?) -> Bool {
      guard let byte else { return false }
      return byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
        || (0x61...0x7A).contains(lowered(byte))
    }
    func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
    let wanted = Array(name.utf8)
    let bytes = text.utf8.map(lowered)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      let end = start + wanted.count
      return bytes[start..<end].elementsEqual(wanted)
        && !(isOfWord(wanted.first) && isOfWord(start > 0 ? bytes[start - 1] : nil))
        && !(isOfWord(wanted.last) && isOfWord(end < bytes.count ? bytes[end] : nil))
    }
  }
}
