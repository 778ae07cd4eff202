import HermesContract
import HermesOutbound

/// Parses the stream of a chat completion: bytes in, pieces of the answer out. Pure: no connections
/// or clocks.
struct CompletionStream {
  enum Fault: Error, Equatable {
    /// An event that is not a JSON object, with its beginning.
    case unreadable(String)
    /// The server reports an error in the stream.
    case reported(ServerReason)
    case eventTooLong
    case answerTooLong
    /// The stream ended before the answer did.
    case brokeOff
  }

  /// The largest event, in bytes.
  static let maximumEventBytes = 1 << 20
  /// The most text and reasoning together, in bytes.
  static let maximumAnswerBytes = 4 << 20

  /// The longest model name, in bytes.
  static let maximumNameBytes = 200
  /// The most tokens that an answer may claim to have cost.
  private static let maximumTokens: Int64 = 1 << 24

  /// Events that only keep the connection open, whatever their data.
  private static let heartbeats: Set<String> = ["ping", "heartbeat", "keepalive", "keep-alive"]

  /// The key, which is removed from everything the server says; empty if there is none.
  private let key: String
  private var events = ServerSentEvents(limit: maximumEventBytes, without: heartbeats)
  private var answerBytes = 0
  /// The last bytes of each part, enough to hold a run of combining marks.
  private var ends: [ModelDelta.Part: ArraySlice<UInt8>] = [:]
  private(set) var answer = ModelAnswer()
  /// Nothing that follows matters.
  private(set) var isDone = false

  init(key: String = "") { self.key = key }

  mutating func feed(_ bytes: some Sequence<UInt8>) throws(Fault) -> [ModelDelta] {
    let complete: [[UInt8]]
    do { complete = try events.feed(bytes) } catch { throw .eventTooLong }
    var deltas: [ModelDelta] = []
    for event in complete where !isDone { try read(event, into: &deltas) }
    return deltas
  }

  /// Call when the connection has ended.
  /// - Returns: what the last event held.
  mutating func finish() throws(Fault) -> [ModelDelta] {
    var deltas: [ModelDelta] = []
    if !isDone, let event = events.finish() { try read(event, into: &deltas) }
    guard isDone || !answer.finishReason.isEmpty else { throw .brokeOff }
    isDone = true
    return deltas
  }

  private mutating func read(_ event: [UInt8], into deltas: inout [ModelDelta]) throws(Fault) {
    // Some servers send empty events to keep the connection open.
    guard event.contains(where: { $0 > UInt8(ascii: " ") }) else { return }
    if event.elementsEqual("[DONE]".utf8) {
      isDone = true
      return
    }
    guard let json = JSONValue(parsing: event), json.object != nil else {
      throw .unreadable(ForeignText.beginning(of: event, without: key))
    }
    try read(json, into: &deltas)
  }

  /// A complete answer from a server that does not stream.
  /// - Throws: the error that the document reports, or that it is not a completion.
  mutating func feed(document: [UInt8]) throws(Fault) -> [ModelDelta] {
    var deltas: [ModelDelta] = []
    guard let json = JSONValue(parsing: document),
      let object = (json.array?.first ?? json).object
    else { throw .unreadable(ForeignText.beginning(of: document, without: key)) }
    try read(.object(object), into: &deltas)
    guard object["choices"]?.array?.first?["message"] != nil else {
      throw .unreadable(ForeignText.beginning(of: document, without: key))
    }
    isDone = true
    return deltas
  }

  private mutating func read(_ json: JSONValue, into deltas: inout [ModelDelta]) throws(Fault) {
    if let reason = ServerReason(in: json) { throw .reported(reason) }
    if let model = json["model"]?.string {
      answer.model = masked(model).cut(toBytes: Self.maximumNameBytes)
    }
    if let usage = json["usage"], usage.object != nil {
      answer.usage.promptTokens = Self.count(usage["prompt_tokens"])
      answer.usage.completionTokens = Self.count(usage["completion_tokens"])
    }
    // The chunk with the usage has no choices.
    guard let choice = json["choices"]?.array?.first else { return }
    if let reason = choice["finish_reason"]?.string {
      answer.finishReason = masked(reason).cut(toBytes: Self.maximumNameBytes)
    }
    let delta = choice["delta"] ?? choice["message"]
    let reasoning = delta?["reasoning_content"]?.string ?? delta?["reasoning"]?.string
    try append(.reasoning, text: reasoning, to: &deltas)
    try append(
      .reasoning, text: delta?["content"]?.array.map { Self.joined($0, under: "thinking") },
      to: &deltas)
    try append(.text, text: Self.content(delta?["content"]), to: &deltas)
  }

  /// A text, or a list of pieces that each contain one (Mistral and others).
  private static func content(_ json: JSONValue?) -> String? {
    json?.array.map { joined($0, under: "text") } ?? json?.string
  }

  /// The texts of the pieces under a name; Mistral's thoughts are nested lists of pieces.
  private static func joined(_ pieces: [JSONValue], under name: String) -> String {
    pieces.compactMap { piece in
      if name == "text", let text = piece.string { return text }
      return piece[name]?.string ?? piece[name]?.array.map { joined($0, under: "text") }
    }.joined()
  }

  private mutating func append(
    _ part: ModelDelta.Part, text: String?, to deltas: inout [ModelDelta]
  ) throws(Fault) {
    guard let text = text.map(masked), !text.isEmpty else { return }
    answerBytes += text.utf8.count
    guard answerBytes <= Self.maximumAnswerBytes else { throw .answerTooLong }
    // Within a single event the parser has already checked this.
    let joined = (ends[part] ?? []) + text.utf8
    guard StreamSafeText.isSafe(joined) else {
      throw .unreadable("more than \(StreamSafeText.maximumMarks) combining marks in a row")
    }
    ends[part] = joined.suffix(4 * StreamSafeText.maximumMarks + 4).drop { $0 & 0xC0 == 0x80 }
    switch part {
    case .text: answer.text += text
    case .reasoning: answer.reasoning += text
    }
    deltas.append(ModelDelta(part, text: text))
  }

  private func masked(_ text: String) -> String { ForeignText.masked(text, without: key) }

  private static func count(_ value: JSONValue?) -> Int {
    Int(min(max(value?.int ?? 0, 0), maximumTokens))
  }
}
