import HermesContract

/// A request taken apart: what is said, and what code is given.
package struct RequestText: Sendable {
  /// The prose, without code and data.
  var prose: String
  /// The fenced blocks, code parts and bare data, with their media types.
  var code: [Part]
  /// What was said before it, oldest first.
  var history: [Message] = []
  /// What an earlier task made and this request goes on with; among `code` too.
  var material: ConversationContext.Material?

  package init(_ message: Message) {
    // A text with the name of a file is material, however plain.
    let files = message.parts.filter(Self.isMaterial).map(MaterialText.asTable)
    let said = message.parts.filter { !Self.isMaterial($0) }
    let text = MaterialText(said.map(\.text).joined(separator: "\n\n"))
    // Beside another file nobody can say which of them is asked about.
    let isOnly = files.count == 1 && text.material.isEmpty
    let words = isOnly ? text.prose.joined(separator: "\n") : ""
    code = files.map { isOnly ? TextWithTable.asAsked($0, by: words) : $0 } + text.material
    prose = NumberedWishes.spelledOut(
      Self.wantingNoMail(text.prose.map { $0 + "\n" }.joined()))
  }

  /// Who says "send me" wants it for themselves, and no mail.
  private static func wantingNoMail(_ prose: String) -> String {
    // An expression is compiled anew each time that it is used, which takes as long as all the rest.
    let speaksOfSending = ["send ", "Send ", "SEND "].contains { prose.firstBytes(of: $0) != nil }
    guard speaksOfSending else { return prose }
    return prose.replacing(#/(?i)\bsend (me|us)\b/#) { "give \($0.1)" }
  }

  private static func isMaterial(_ part: Part) -> Bool {
    part.mediaType != Part.plainText || part.filename != nil
  }

  /// A task's request as a turn of its conversation.
  init(of task: TaskRecord, startedAt: Timestamp, services: TaskPipeline.Services) async throws {
    let context = try await ConversationContext(
      of: task, startedAt: startedAt, store: services.store, reading: services.reading)
    let agents = services.invoker.agents.filter(\.isCallable)
    let message = task.message
    let followUp = FollowUp(vocabulary: services.vocabulary.of(agents))
    let bytes = message.bytes + (context.material?.part.bytes ?? 0)
    self = try await services.reading.run(of: task.owner, bytes: bytes) {
      var request = RequestText(message)
      request.history = context.history
      if let goesOn = followUp.material(for: request, in: context) {
        request.material = goesOn
        request.code.append(goesOn.part)
      }
      return request
    }
  }

  /// The words of the first line of each table among it, in lower case: "class" is then a column before it is a
  /// thing to be made.
  var columnWords: Set<String> {
    let tables = code.filter { part in
      ["csv", "tab-separated", "json"].contains(where: part.mediaType.contains)
    }
    let heads = tables.flatMap { part -> [Substring] in
      let start = String(part.text.utf8.prefix(2048)) ?? ""
      let head = part.mediaType.contains("json") ? start[...] : start.lines.first ?? ""
      return head.split { !$0.isLetter && !$0.isNumber }
    }
    return Set(heads.prefix(200).map { $0.lowercased() })
  }

  /// How much there is to read in it.
  var bytes: Int { code.reduce(prose.utf8.count) { $0 + $1.bytes } }

  /// The media types of what it brings along.
  var given: Set<String> { Set(code.map(\.mediaType)) }

  /// What the files among it are called, without folders.
  var fileNames: [String] {
    code.compactMap { $0.filename?.split(separator: "/").last.map(String.init) }
  }

  /// The message as agents get it: the prose as it was written, and the code as parts of its own.
  func message(from original: Message) -> Message {
    var message = original
    // What was taken for a table is that, and not a document beside it.
    var read = code[...]
    message.parts = message.parts.map { Self.isMaterial($0) ? read.popFirst() ?? $0 : $0 }
    let known = Set(message.parts.map(\.text))
    message.parts += code.filter { !known.contains($0.text) }
    return message
  }
}

extension Message {
  /// Of all its parts.
  var bytes: Int { parts.reduce(0) { $0 + $1.bytes } }
}
