import AgentKit

/// What a request asks of a document, including what can't be done by arranging material.
struct DocumentWish {
  /// Words that don't describe a document's form or content.
  private static let plain: Set<String> = Set(
    """
    a an the this that these those it its my our your of about on for from to in into with as by and or me us i we
    you please can could would will write create make draft prepare compose generate produce give need want turn
    build get do put let summarize summarise summary summaries condense shorten sum up report reports readme read
    documentation document documents outline table contents write-up writeup handout article abstract
    nice good simple clear proper complete full text texts note notes module modules code file files
    data analysis analyses result results material content following below above what is are was has have said here
    markdown md it's some new little small also then now just based using use how works
    post blog essay chapter speech memo leaflet newsletter entry first then
    overview boil down tl dr tldr page piece paragraph paragraphs story letter email mail minutes transcript section sections
    too well pls plz kindly thx
    function functions class classes project package library figures numbers statistics stats
    description descriptions statement log diary protocol record records list
    """.split(whereSeparator: \.isWhitespace).map(String.init))
  /// Words that ask for brevity.
  private static let brevity: Set<String> = ["short", "brief", "quick", "concise"]
  private static let pointers: Set<String> = ["this", "these", "the", "my", "our"]
  private static let things: Set<String> = [
    "text", "texts", "notes", "note", "description", "document", "file", "report", "story",
    "letter",
    "email", "mail", "minutes", "transcript", "article", "post", "statement", "log", "protocol",
    "page", "plan",
  ]
  private static let courtesies: Set<String> = ["hi", "hello", "hey", "thanks", "thank", "thx"]
  private static let looks: Set<String> = [
    "analyse", "analyze", "process", "look", "read", "handle", "describe",
  ]
  private static let maximumWords = 12

  /// Whether it asks for a document, or for nothing at all besides the material.
  let asksForDocument: Bool
  /// Additional wishes, in the request's words; nil if there are none.
  let beside: String?

  /// Reads a wish.
  /// - Parameters:
  ///   - material: Texts whose words name the document's subject.
  ///   - isShort: Whether the document is short by anyone's standards.
  init(_ wish: String, material: [String], isShort: Bool) {
    let all = Self.words(of: wish)
    let words = all.filter { !Self.courtesies.contains($0) }
    asksForDocument =
      all.isEmpty == words.isEmpty
      && (DocumentForm.isNamed(in: wish)
        || words.allSatisfy {
          Self.plain.contains($0) || Self.looks.contains($0) || Self.brevity.contains($0)
        })
    let known = Set(material.flatMap { Self.words(of: String($0.prefix(100_000))) })
    let rest = words.enumerated().filter { index, word in
      // "This incident description": the adjacent word says which one.
      !(index > 0 && index + 1 < words.count && Self.pointers.contains(words[index - 1])
        && Self.things.contains(words[index + 1]))
    }.filter { index, _ in
      // "For the board": the audience.
      !(index > 1 && ["the", "my", "our"].contains(words[index - 1]) && words[index - 2] == "for")
    }.map(\.element).filter {
      !Self.plain.contains($0) && !Self.looks.contains($0) && !known.contains($0)
        && !(isShort && Self.brevity.contains($0)) && !DocumentForm.isNamed(in: $0)
    }
    let second = DocumentForm.afterFirst(in: wish).map { String($0.prefix(200)) }
    beside =
      second ?? (rest.isEmpty ? nil : rest.prefix(Self.maximumWords).joined(separator: " "))
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" }
      .map(String.init)
  }
}
