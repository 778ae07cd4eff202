/// The document for given material, written without a model: the same material always gives the
/// same document. Derived values that are used more than once are computed once, because the
/// material may have a million characters.
struct Document {
  private struct Section {
    let level: Int
    let title: String
    let body: String
  }

  let form: DocumentForm
  let title: String
  private(set) var markdown = ""
  private let material: Material
  private let pieces: [Material.Piece]
  /// The sections of each piece, if it is Markdown.
  private let parts: [[MarkdownText.Section]]
  /// The sentences of all prose; for a module, of its docstrings.
  private let sentences: [String]

  /// The limit for a summary; nil: what suits the text.
  private let limit: SummaryLimit?

  private let isOfPoints: Bool
  /// Whether a summary consists of points: it was asked for, or the material does.
  private let hasPoints: Bool

  init(
    form: DocumentForm, material: Material, limit: SummaryLimit? = nil, inPoints: Bool = false
  ) {
    self.form = form
    isOfPoints = material.pieces.allSatisfy {
      $0.kind == .prose && BulletPoints.areMost(of: $0.text)
    }
    hasPoints = inPoints || isOfPoints
    self.limit = form == .summary ? limit : nil
    self.material = material
    // A module's README is about the module, not about what other texts say about it.
    let modules = material.pieces.filter { $0.kind == .python }
    pieces = form == .readme && !modules.isEmpty ? modules : material.pieces
    parts = pieces.map { $0.kind == .markdown ? MarkdownText.sections($0.text) : [] }
    title = Self.title(of: pieces, parts: parts, form: form)
    sentences = form == .outline ? [] : Self.sentences(of: pieces, parts)
    markdown = written
  }

  private static func title(
    of pieces: [Material.Piece], parts: [[MarkdownText.Section]], form: DocumentForm
  ) -> String {
    for (piece, parts) in zip(pieces, parts) {
      switch piece.kind {
      case .markdown:
        if let heading = parts.first(where: { $0.level == 1 }) {
          return form == .report ? "Report: \(heading.title)" : heading.title
        }
      case .python:
        let summary = piece.outline.summary
        if !summary.isEmpty { return summary.hasSuffix(".") ? String(summary.dropLast()) : summary }
        if form == .readme { return moduleName(piece) }
      case .prose, .code: break
      }
    }
    return form.title
  }

  /// Half a page of words.
  private static let fewWords = 250

  /// Whether it is short by anyone's standards: a summary and an outline always are.
  var isShort: Bool {
    switch form {
    case .summary, .outline: true
    case .report, .readme:
      markdown.split(whereSeparator: \.isWhitespace).count <= Self.fewWords
    }
  }

  private var written: String {
    switch form {
    case .summary: return frontMatter + "# \(title)\n\n" + summary + "\n"
    case .outline: return frontMatter + "# \(title)\n\n" + outline + "\n"
    case .report, .readme:
      let summary = isOfPoints ? "" : self.summary
      // Don't repeat what the summary says.
      let sections = numbered(sections.filter { $0.title != "Overview" || $0.body != summary })
      var text = frontMatter + "# \(title)\n"
      if !summary.isEmpty { text += "\n" + summary + "\n" }
      if sections.count > 2 { text += "\n## Contents\n\n" + contents(sections) + "\n" }
      for section in sections {
        text += "\n" + String(repeating: "#", count: section.level) + " \(section.title)\n"
        if !section.body.isEmpty { text += "\n" + section.body + "\n" }
      }
      return text
    }
  }

  private var frontMatter: String {
    var lines = ["---", "title: \(quoted(title))", "kind: \(form.rawValue)", "sources:"]
    lines += pieces.map { "  - \(quoted($0.name))" }
    return (lines + ["---", "", ""]).joined(separator: "\n")
  }

  /// A YAML string.
  private func quoted(_ text: String) -> String {
    let plain = text.map { $0.isNewline ? " " : String($0) }.joined()
    return "\"" + plain.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Whether there is nothing under the title.
  var isEmpty: Bool {
    switch form {
    case .summary: summary.isEmpty
    case .outline: outline.isEmpty
    case .report, .readme: sections.isEmpty
    }
  }

  private static func moduleName(_ piece: Material.Piece) -> String {
    piece.name.hasSuffix(".py") ? String(piece.name.dropLast(3)) : piece.name
  }

  /// A module's docstrings, or else its contents.
  private static func statements(of module: Material.Piece) -> [String] {
    let outline = module.outline
    let said = ([outline.summary] + outline.definitions.map(\.summary)).filter { !$0.isEmpty }
    guard said.isEmpty, !outline.definitions.isEmpty else { return said }
    let names = outline.definitions.prefix(12).map { "`\($0.signature)`" }
    return ["`\(module.name)` defines \(names.joined(separator: ", "))."]
  }

  /// Whether it has the requested length.
  var keepsLimit: Bool { limit?.summary(of: sentences) != nil }

  private var summary: String {
    let chosen =
      limit?.summary(of: sentences)
      ?? Summary.summary(of: sentences, count: Summary.length(of: sentences.count))
    return hasPoints && form == .summary
      ? BulletPoints.joined(chosen) : chosen.joined(separator: " ")
  }

  private static func sentences(
    of pieces: [Material.Piece], _ parts: [[MarkdownText.Section]]
  ) -> [String] {
    var sentences: [String] = []
    for (piece, parts) in zip(pieces, parts) where sentences.count < Sentences.maximum {
      switch piece.kind {
      case .prose: sentences += Sentences.sentences(of: piece.text)
      case .markdown:
        sentences += Sentences.sentences(of: MarkdownText.prose(parts.flatMap { $0.lines + [""] }))
      case .python:
        sentences += Sentences.sentences(of: statements(of: piece).joined(separator: "\n\n"))
      case .code: break
      }
    }
    return sentences
  }

  private var sections: [Section] {
    var sections = zip(pieces, parts).flatMap(self.sections(of:_:))
    // Don't repeat a picture that the material already shows.
    let missing = material.pictures.filter { name in
      !pieces.contains { $0.text.contains("](\(name))") }
    }
    if !missing.isEmpty {
      sections.append(
        Section(
          level: 2, title: "Pictures",
          body: missing.map { "![\($0)](\($0))" }.joined(separator: "\n\n")))
    }
    return sections
  }

  private func sections(of piece: Material.Piece, _ parts: [MarkdownText.Section]) -> [Section] {
    switch piece.kind {
    case .prose:
      let paragraphs = MarkdownText.body(
        piece.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline))
      return [
        Section(
          level: 2, title: ["text", "text.txt"].contains(piece.name) ? "Text" : piece.name,
          body: paragraphs)
      ]
    case .code:
      return [Section(level: 2, title: piece.name, body: fenced(piece.text, language: ""))]
    case .markdown:
      let several = pieces.count { $0.kind == .markdown } > 1
      return parts.compactMap { part in
        let body = MarkdownText.body(part.lines)
        // A single title is the document's; if there are several, each starts a section.
        if part.level <= 1, !several {
          return body.isEmpty ? nil : Section(level: 2, title: "Overview", body: body)
        }
        if part.level == 0 {
          return body.isEmpty ? nil : Section(level: 2, title: piece.name, body: body)
        }
        return Section(
          level: min(6, several ? part.level + 1 : part.level), title: part.title, body: body)
      }
    case .python: return sections(python: piece)
    }
  }

  private func sections(python piece: Material.Piece) -> [Section] {
    let outline = piece.outline
    let name = Self.moduleName(piece)
    var sections: [Section] = []
    if let first = outline.definitions.first {
      let symbol = first.signature.prefix { $0 != "(" }
      sections.append(
        Section(
          level: 2, title: "Usage",
          body: fenced("from \(name) import \(symbol)\n", language: "python")))
      let list = outline.definitions.map { definition in
        "- `\(definition.isClass ? "class " : "")\(definition.signature)`"
          + (definition.summary.isEmpty ? "" : ": \(definition.summary)")
      }
      sections.append(Section(level: 2, title: "Reference", body: list.joined(separator: "\n")))
    }
    if piece.text.contains(">>> ") {
      sections.append(
        Section(
          level: 2, title: "Tests",
          body: "The examples are doctests:\n\n"
            + fenced("python3 -m doctest \(piece.name)\n", language: "sh")))
    }
    sections.append(
      Section(level: 2, title: "Source", body: fenced(piece.text, language: "python")))
    return sections
  }

  /// With a fence that does not occur in the code.
  private func fenced(_ code: String, language: String) -> String {
    var (run, longest) = (0, 0)
    for byte in code.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(code.hasSuffix("\n") ? code : code + "\n")\(fence)"
  }

  /// Makes repeated titles distinct, so that the table of contents can link to them.
  private func numbered(_ sections: [Section]) -> [Section] {
    var counts: [String: Int] = [:]
    return sections.map { section in
      counts[section.title, default: 0] += 1
      let count = counts[section.title] ?? 1
      return Section(
        level: section.level, title: count > 1 ? "\(section.title) (\(count))" : section.title,
        body: section.body)
    }
  }

  private func contents(_ sections: [Section]) -> String {
    sections.filter { $0.level <= 3 }.map { section in
      let link = "[\(section.title)](#\(MarkdownText.anchor(section.title)))"
      return String(repeating: "  ", count: section.level - 2) + "- " + link
    }.joined(separator: "\n")
  }

  /// For an outline of a single paragraph.
  private static let maximumPoints = 8

  /// The headings, each with its most informative sentence; for prose, one point per paragraph.
  private var outline: String {
    zip(pieces, parts).flatMap { piece, parts -> [String] in
      switch piece.kind {
      case .markdown:
        return parts.filter { $0.level > 1 }.map { section in
          let said = Summary.summary(
            of: Sentences.sentences(of: MarkdownText.prose(section.lines)), count: 1
          ).first
          let indent = String(repeating: "  ", count: section.level - 2)
          return "\(indent)- \(section.title)" + (said.map { ": \($0)" } ?? "")
        }
      case .python:
        return piece.outline.definitions.map {
          "- `\($0.signature)`" + ($0.summary.isEmpty ? "" : ": \($0.summary)")
        }
      case .prose:
        let paragraphs = piece.text.lines.split { $0.allSatisfy(\.isWhitespace) }
        let points = paragraphs.compactMap { lines in
          Summary.summary(of: Sentences.sentences(of: lines.joined(separator: "\n")), count: 1)
            .first
        }
        // A single paragraph makes no outline: use its sentences.
        return
          (points.count > 1
          ? points : Array(Sentences.sentences(of: piece.text).prefix(Self.maximumPoints)))
          .map { "- \($0)" }
      case .code: return ["- \(piece.name)"]
      }
    }.joined(separator: "\n")
  }
}
