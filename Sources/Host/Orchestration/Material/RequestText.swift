import HermesContract

/// A request separated into prose and the material it brings along.
package struct RequestText: Sendable {
  /// The prose, without code and data.
  var prose: String
  /// The fenced blocks, code parts and unfenced data, with their media types.
  var code: [Part]
  /// The earlier messages of the conversation, oldest first.
  var history: [Message] = []
  /// The result of an earlier task that this request continues with; it is also in `code`.
  var material: ConversationContext.Material?

  /// Separates a message. Linear in its size.
  package init(_ message: Message) {
    // A text that carries a file name is material, however plain.
    let files = message.parts.filter(Self.isMaterial).map(MaterialText.asTable)
    let said = message.parts.filter { !Self.isMaterial($0) }
    let text = MaterialText(said.map(\.text).joined(separator: "\n\n"))
    // With another file next to it there is no telling which one the request means.
    let isOnly = files.count == 1 && text.material.isEmpty
    let words = isOnly ? text.prose.joined(separator: "\n") : ""
    code = files.map { isOnly ? TextWithTable.asAsked($0, by: words) : $0 } + text.material
    prose = NumberedWishes.spelledOut(
      Self.wantingNoMail(text.prose.map { $0 + "\n" }.joined()))
  }

  /// "send me" asks for the result itself, not for an e-mail.
  private static func wantingNoMail(_ prose: String) -> String {
    // A regular expression is compiled at each use, which takes as long as all the rest.
    let speaksOfSending = ["send ", "Send ", "SEND "].contains { prose.firstBytes(of: $0) != nil }
    guard speaksOfSending else { return prose }
    return prose.replacing(#/(?i)\bsend (me|us)\b/#) { "give \($0.1)" }
  }

  private static func isMaterial(_ part: Part) -> Bool {
    part.mediaType != Part.plainText || part.filename != nil
  }

  /// The words in the first line of each given table, in lower case: "class" then means a column
  /// before it means a thing to make.
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

  /// The size of all its text.
  var bytes: Int { code.reduce(prose.utf8.count) { $0 + $1.bytes } }

  /// The media types of what it brings along.
  var given: Set<String> { Set(code.map(\.mediaType)) }

  /// The names of its files, without folders.
  var fileNames: [String] {
    code.compactMap { $0.filename?.split(separator: "/").last.map(String.init) }
  }

  /// The message as agents get it: the prose as written, and the code as separate parts.
  func message(from original: Message) -> Message {
    var message = original
    // A text that was read as a table is not passed as a document as well.
    var read = code[...]
    message.parts = message.parts.map { Self.isMaterial($0) ? read.popFirst() ?? $0 : $0 }
    let known = Set(message.parts.map(\.text))
    message.parts += code.filter { !known.contains($0.text) }
    return message
  }
}

extension Message {
  /// The sum over all parts.
  var bytes: Int { parts.reduce(0) { $0 + $1.bytes } }
}
