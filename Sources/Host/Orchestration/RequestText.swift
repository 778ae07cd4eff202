import HermesContract

/// A request taken apart: what is said, and what code is given.
struct RequestText: Sendable {
  /// The prose, without code and data.
  var prose: String
  /// The fenced blocks, code parts and bare data, with their media types.
  var code: [Part]
  /// What was said before it, oldest first.
  var history: [Message] = []
  /// What an earlier task made and this request goes on with; among `code` too.
  var material: ConversationContext.Material?

  init(_ message: Message) {
    var said: [Substring] = []
    code = message.parts.filter { $0.mediaType != Part.plainText }
    var block: (language: String, lines: [Substring])?
    for line in message.text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isFence = line.drop { $0 == " " }.hasPrefix("```")
      switch (isFence, block) {
      case (true, nil):
        block = (line.drop { $0 == " " || $0 == "`" }.lowercased(), [])
      case (true, let open?):
        code.append(Self.part(open.language, open.lines))
        block = nil
      case (false, .some): block?.lines.append(line)
      case (false, nil): said.append(line)
      }
    }
    // A fence that was never closed still holds code.
    if let open = block { code.append(Self.part(open.language, open.lines)) }
    if code.isEmpty, let data = BareData.tail(of: said) {
      code.append(Self.part(data.language, said.suffix(data.count).filter { !$0.isEmpty }))
      said.removeLast(data.count)
    }
    prose = said.map { $0 + "\n" }.joined()
  }

  /// A task's request as a turn of its conversation.
  init(_ task: TaskRecord, startedAt: Timestamp, _ services: TaskPipeline.Services) async throws {
    let context = try await ConversationContext(of: task, startedAt: startedAt, services.store)
    self.init(task.message)
    history = context.history
    guard let made = context.material else { return }
    let cards = services.invoker.agents.filter(\.isCallable).map(\.card)
    guard FollowUp(cards: cards).isOne(self) else { return }
    material = made
    code.append(made.part)
  }

  /// The media types of what it brings along.
  var given: Set<String> { Set(code.map(\.mediaType)) }

  private static func part(_ language: String, _ lines: [Substring]) -> Part {
    let name = language.trimmingPrefix { $0 == " " }.prefix { $0.isLetter || $0.isNumber }
    // Code without a language is Python when it looks like it: the fence is often left bare.
    let isPython =
      name.isEmpty
      ? lines.contains { $0.hasPrefix("def ") || $0.hasPrefix("class ") || $0.hasPrefix("import ") }
      : ["py", "python", "python3"].contains(String(name))
    if name == "json" {
      return Part(text: lines.joined(separator: "\n") + "\n", mediaType: "application/json")
    }
    let mediaType = isPython ? "text/x-python" : name.isEmpty ? "text/x-code" : "text/x-\(name)"
    return Part(text: lines.joined(separator: "\n") + "\n", mediaType: mediaType)
  }

  /// The message as agents get it: the prose as it was written, and the code as parts of its own.
  func message(from original: Message) -> Message {
    var message = original
    let known = Set(original.parts.map(\.text))
    message.parts += code.filter { !known.contains($0.text) }
    return message
  }
}
