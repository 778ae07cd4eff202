import AgentKit

/// The analysis as Markdown.
struct AnalysisReport {
  private static let listedCorrelations = 10
  private static let listedOutliers = 8

  let analysis: Analysis
  /// The file names of the plots.
  let plots: [String]
  let answers: [Answer]
  let unanswered: [RequestedWork.Unanswered]
  /// The output of a model's program, shown with the answers.
  let computed: ProgramAnswer?
  /// Whether the report covers the whole table, not only the questions.
  let isWhole: Bool

  private static let title = "# Analysis of "

  /// Whether a part is a report of this agent, which a conversation may pass on: its tables are not
  /// data.
  static func isOne(_ part: AgentPart) -> Bool {
    part.mediaType.map(DataFormat.essence) == "text/markdown"
      && part.text?.hasPrefix(title) ?? false
  }

  var markdown: String {
    var lines = [Self.title + escape(analysis.name), ""]
    for answer in answers { lines += [escape(answer.sentence), ""] }
    if let computed { lines += computed.sentence.lines.map { escape(String($0)) } + [""] }
    for wish in unanswered { lines += [escape(Self.sentence(wish)), ""] }
    if isWhole { lines.append(overview) } else { lines.removeLast() }
    for answer in answers { lines += listing(answer) }
    lines += section("Notes", lines: analysis.notes.map { "- " + escape($0) })
    if isWhole {
      lines += section("Columns", lines: columns)
      lines += section("Numbers", lines: numbers)
      lines += section("Outliers", lines: outliers)
      lines += section("Correlations", lines: correlations)
      lines += section("Most common values", lines: common)
    }
    lines += program
    lines += section(
      plots.count > 1 ? "Plots" : "Plot", lines: plots.map { "![Plot of the data](\($0))" })
    return lines.joined(separator: "\n") + "\n"
  }

  /// The answers in sequence; the overview if there are none.
  var summary: String {
    let said =
      answers.map(\.sentence) + (computed.map { [$0.sentence] } ?? [])
      + unanswered.map(Self.sentence)
    return said.isEmpty ? overview : CellText.cut(said.joined(separator: " "), to: 2000)
  }

  private static func sentence(_ unanswered: RequestedWork.Unanswered) -> String {
    "Not answered: \"\(unanswered.question)\": \(unanswered.reason)."
  }

  private func listing(_ answer: Answer) -> [String] {
    guard let listing = answer.listing else { return [] }
    let more = listing.left > 0 ? ["", "\(listing.left) more are not listed."] : []
    return section(
      CellText.cut(escape(answer.question), to: 100),
      lines: MarkdownText.table(head: listing.head, rows: listing.rows, numeric: listing.numeric)
        + more)
  }

  /// One or two sentences.
  var overview: String {
    let missing = analysis.columns.map(\.missing).reduce(0, +)
    var text =
      "The data has \(counted(analysis.rows, noun: "row")) and \(counted(analysis.columns.count, noun: "column")), "
      + "\(analysis.numeric.count) of them of numbers; "
      + (missing == 0 ? "no value is missing." : "\(counted(missing, noun: "value")) missing.")
    if let strongest = analysis.correlations.first {
      text +=
        " The strongest correlation is between \(escape(strongest.first)) and "
        + "\(escape(strongest.second)): r = \(coefficient(strongest))."
    }
    return text
  }

  private var program: [String] {
    guard let computed else { return [] }
    let questions = computed.questions.map { "- " + escape($0) }
    let longest = computed.source.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return section(
      "Program",
      lines: ["The model wrote this program, and it was run over the whole table, to answer:", ""]
        + questions + ["", fence + "python"]
        + CellText.trimmed(computed.source).lines.map(String.init)
        + [fence])
  }

  private var columns: [String] {
    ["| Column | Type | Values | Missing | Different |", "| --- | --- | ---: | ---: | ---: |"]
      + analysis.columns.map {
        "| \(escape($0.name)) | \($0.kind.rawValue) | \($0.count) | \($0.missing) | "
          + "\($0.distinct) |"
      }
  }

  private var numbers: [String] {
    guard !analysis.numeric.isEmpty else { return [] }
    return [
      "| Column | Mean | Standard deviation | Min | Q1 | Median | Q3 | Max |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
      + analysis.numeric.compactMap { column in
        column.statistics.map { figures in
          let cells = [
            figures.mean, figures.standardDeviation, figures.minimum, figures.firstQuartile,
            figures.median, figures.thirdQuartile, figures.maximum,
          ].map { NumberText.of($0) }
          return "| \(escape(column.name)) | \(cells.joined(separator: " | ")) |"
        }
      } + ["", "The standard deviation is that of a sample; quartiles are interpolated (type 7)."]
  }

  private var outliers: [String] {
    analysis.numeric.compactMap { column in
      guard let found = column.statistics?.outliers, !found.isEmpty else { return nil }
      let values = found.prefix(Self.listedOutliers).map { NumberText.of($0) }
      let more = found.count > Self.listedOutliers ? ", …" : ""
      return "- \(escape(column.name)): \(found.count) beyond 1.5 times the interquartile range: "
        + values.joined(separator: ", ") + more
    }
  }

  private var correlations: [String] {
    guard !analysis.correlations.isEmpty else { return [] }
    return ["| Columns | r | Rows |", "| --- | ---: | ---: |"]
      + analysis.correlations.prefix(Self.listedCorrelations).map {
        "| \(escape($0.first)), \(escape($0.second)) | \(coefficient($0)) | \($0.pairs) |"
      }
  }

  private var common: [String] {
    analysis.columns.filter { !$0.common.isEmpty }.map { column in
      let values = column.common.map { "\(escape($0.value)) (\($0.count))" }
      return "- \(escape(column.name)): \(values.joined(separator: ", "))"
    }
  }

  private func section(_ title: String, lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", "## \(title)", ""] + lines
  }

  private func counted(_ count: Int, noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }

  private func coefficient(_ correlation: Correlation) -> String {
    NumberText.of((correlation.coefficient * 1000).rounded() / 1000)
  }

  private func escape(_ text: String) -> String { MarkdownText.escape(text) }
}
