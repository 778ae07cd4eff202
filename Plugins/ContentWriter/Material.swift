import AgentKit
import Foundation

/// The material that a document is made from.
struct Material: Sendable {
  enum Kind: Sendable { case prose, markdown, python, code }

  struct Piece: Sendable {
    let name: String
    let kind: Kind
    let text: String
    /// The outline of a module; empty for anything else.
    let outline: PythonOutline
    /// Whether an agent made it, as opposed to being part of the request.
    var isMade = false

    init(name: String, kind: Kind, text: String) {
      self.name = name
      self.kind = kind
      self.text = text
      outline = PythonOutline(kind == .python ? text : "")
    }
  }

  static let maximumBytes = 1 << 20
  /// Shorter remainders of the request belong to the wish.
  private static let proseCharacters = 60

  private(set) var pieces: [Piece]
  private let all: [Piece]
  /// Pictures from earlier steps, to be shown by their names.
  let pictures: [String]

  /// - Throws: `no_material` or `material_too_large`.
  init(_ request: AgentRequest) throws {
    var pieces: [Piece] = []
    var pictures: [String] = []
    for artifact in request.artifacts {
      for part in artifact.parts {
        let name = part.filename ?? artifact.name ?? artifact.artifactId
        if part.mediaType?.hasPrefix("image/") == true { pictures.append(name) }
        if var piece = Self.piece(of: part, named: name) {
          piece.isMade = true
          // A module that a later step changed is one module.
          if piece.kind == .python,
            let before = pieces.firstIndex(where: { $0.kind == .python && $0.name == name })
          {
            pieces[before] = piece
          } else {
            pieces.append(piece)
          }
        }
      }
    }
    let isMade = !pieces.isEmpty
    for part in request.parts {
      let isPlain = part.mediaType.map { $0 == "text/plain" } ?? true
      // The request's files were the raw material of the earlier steps' artifacts, except plain
      // text.
      guard isMade ? isPlain && part.filename != nil : !isPlain else { continue }
      let name = part.filename ?? "given.\(pieces.count + 1)"
      if let piece = Self.piece(of: part, named: name) { pieces.append(piece) }
    }
    if !isMade { pieces += Self.prose(request) }
    all = pieces
    self.pieces = Self.meant(by: request.wishWithoutFences, of: pieces)
    self.pictures = pictures
    let bytes = pieces.map(\.text.utf8.count).reduce(0, +)
    guard bytes <= Self.maximumBytes else {
      throw AgentError(
        code: "material_too_large",
        message: "The material has more than \(Self.maximumBytes >> 10) KiB: send a part of it.")
    }
  }

  /// The material for one of several wishes.
  func meant(by wish: String) -> Material {
    var material = self
    material.pieces = Self.meant(by: wish, of: all)
    return material
  }

  /// Removes the text between "---" lines at the top of a document, which is metadata.
  private static func withoutFrontMatter(_ text: String) -> String {
    let lines = text.prefix(4096).lines
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---"),
      let mark = text.range(
        of: "\n---", range: text.index(text.startIndex, offsetBy: 3)..<text.endIndex),
      end > 1
    else { return text }
    return String(text[mark.upperBound...].drop(while: \.isWhitespace))
  }

  /// "The text" or "story.txt" selects one of the pieces.
  private static func meant(by wish: String, of pieces: [Piece]) -> [Piece] {
    guard pieces.count > 1 else { return pieces }
    func mentions(_ nouns: String) -> Bool {
      wish.range(
        of: "(?i)\\b(?:the|this|my|our|that)\\s+(?:\(nouns))\\b", options: .regularExpression)
        != nil
    }
    var names = NamedFiles(in: wish)
    let named = pieces.filter { names.contain($0.name) }
    if !named.isEmpty { return named }
    let prose = pieces.filter { $0.kind == .prose && !$0.isMade }
    let others = pieces.filter { $0.kind != .prose || $0.isMade }
    guard !prose.isEmpty, !others.isEmpty else { return pieces }
    let wantsProse = mentions("text|story|article|letter|post|e-?mail|minutes|transcript")
    let wantsOthers = mentions(
      "code|module|script|program|functions?|class|table|data|figures|analysis")
    if wantsProse, !wantsOthers { return prose }
    return wantsOthers && !wantsProse ? others : pieces
  }

  private static func piece(of part: AgentPart, named name: String) -> Piece? {
    guard let text = part.text, text.contains(where: { !$0.isWhitespace }) else { return nil }
    let mediaType = (part.mediaType ?? "text/plain").prefix { $0 != ";" }.lowercased()
    switch mediaType {
    case "text/plain": return Piece(name: name, kind: .prose, text: text)
    case "text/markdown", "text/x-markdown", "text/x-md":
      return Piece(name: name, kind: .markdown, text: withoutFrontMatter(text))
    case "text/x-python": return Piece(name: name, kind: .python, text: text)
    // A fence without a language contains prose more often than not.
    case "text/x-code", "text/x-text", "text/x-txt":
      return Piece(name: name, kind: .prose, text: text)
    case _ where mediaType.hasPrefix("text/x-"):
      return Piece(name: name, kind: .code, text: text)
    default: return nil
    }
  }

  /// The second and later plain parts, and the text that follows the wish in the first.
  private static func prose(_ request: AgentRequest) -> [Piece] {
    let parts = request.parts.filter { $0.mediaType.map { $0 == "text/plain" } ?? true }
    let texts = parts.compactMap(\.text)
    var pieces = parts.dropFirst().compactMap { part in
      part.text.map { Piece(name: part.filename ?? "text", kind: .prose, text: $0) }
    }
    // The text that the host cut out of the first part is already included.
    guard pieces.isEmpty, !request.parts.contains(where: Self.isText) else { return pieces }
    let words = withoutFences(texts.first ?? "")
    let cuts = [words.firstIndex(where: \.isNewline), words.firstRange(of: ": ")?.lowerBound]
    if let cut = cuts.compactMap({ $0 }).min() {
      let rest = words[cut...].drop { $0 == ":" || $0.isWhitespace }
      if rest.count >= Self.proseCharacters {
        pieces.insert(Piece(name: "text", kind: .prose, text: String(rest)), at: 0)
      }
    }
    return pieces
  }

  private static func isText(_ part: AgentPart) -> Bool {
    part.mediaType?.hasPrefix("text/markdown") ?? false
  }

  private static func withoutFences(_ text: String) -> String {
    var isInside = false
    return text.lines.filter { line in
      guard line.hasPrefix("```") else { return !isInside }
      isInside.toggle()
      return false
    }.joined(separator: "\n")
  }
}
