import AgentKit

/// Answers questions about a table, or else computes its statistics: a report, the figures as JSON,
/// and plots.
@main struct DataAnalyzer: Agent {
  private static let (reportName, figuresName) = ("analysis.md", "analysis.json")

  /// The model's time limit for one answer.
  private let modelLimit: Duration

  init(config: JSONValue, log: AgentLog) throws {
    modelLimit = config.seconds("model_seconds", default: 60)
  }

  /// - Throws: `no_data`, `invalid_csv`, `invalid_json`, `invalid_table` or `data_too_large` for
  ///   the table, and `unknown_question` if none of the questions can be answered.
  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    let data = try SubmittedData(request)
    try await call.think("Reading \(data.name), \(data.text.utf8.count) bytes.")
    let table = try data.table()
    try await call.think("It has \(table.rows) rows and \(table.columns.count) columns.")
    var reported = 0
    let analysis = try await Analysis(table, name: data.name) { share in
      // In steps of a tenth, to keep the stream free for more important events.
      guard Int(share * 10) > reported else { return }
      reported = Int(share * 10)
      try await call.progress(share * 0.9, "columns")
    }
    for note in analysis.notes.prefix(5) { try await call.think(CellText.cut(note, to: 500)) }
    let nouns = RowNouns(analysis.data, name: data.name)
    var (earlier, isLost) = try EarlierQuestion.lastQuestion(
      in: request.history, data: analysis.data, source: table.format, nouns: nouns)
    let maker = AnswerMaker(analysis: analysis, table: table, name: data.name)
    // An earlier answer does not identify anyone in another table.
    if !data.isEarlier, let question = earlier {
      let isAnswered = try EarlierQuestion.isAnswered(question, by: maker, in: request.history)
      earlier?.isJustSaid = question.isJustSaid && isAnswered
    }
    var words = Courtesy.removed(from: data.words.withShortGaps)
    if [Self.toDocument.id, Self.toTable.id].contains(request.skill) {
      words = try WholeRequest.words(words, of: request, data: analysis.data)
    } else {
      words = try WholeRequest.withoutDeeds(words, of: request, data: analysis.data)
    }
    var work = try RequestedWork(
      words, data: analysis.data, source: table.format, nouns: nouns, earlier: earlier,
      isLost: isLost)
    let answers = try Self.answers(&work, maker: maker)
    let computed = try await Self.computed(
      &work, words: words,
      by: ProgramMaker(
        call: call, request: request, analysis: analysis, table: table, limit: modelLimit))
    if answers.isEmpty, computed == nil, !work.asksForReport, let first = work.unanswered.first {
      throw Self.unknownQuestion(first, others: work.unanswered.count - 1)
    }
    return try await result(analysis, answers: answers, computed: computed, work: work, call: call)
  }

  /// A model's program answers the open questions: all of them, or none.
  private static func computed(
    _ work: inout RequestedWork, words: String, by maker: ProgramMaker
  ) async throws -> ProgramAnswer? {
    guard !work.unanswered.isEmpty else { return nil }
    switch try await maker.answer(work.unanswered.map(\.question), words: words) {
    case .answered(let answer):
      work.unanswered = []
      return answer
    case .noHelp(let reason):
      work.unanswered = work.unanswered.map {
        RequestedWork.Unanswered(question: $0.question, reason: "\($0.reason); \(reason)")
      }
      return nil
    case .noModel: return nil
    }
  }

  /// Answers the questions that can be answered, and adds the others to `unanswered`.
  private static func answers(_ work: inout RequestedWork, maker: AnswerMaker) throws -> [Answer] {
    var answers: [Answer] = []
    var bytes = 0
    for question in work.questions {
      if case .report = question.wish { continue }
      do {
        let answer = try maker.answer(question)
        let more = answer.conversion?.bytesInResult ?? 0
        guard more == 0 || bytes + more <= TableText.maximumTogether else {
          throw QuestionFault(
            "the tables are too large to be sent together: ask for one form at a time")
        }
        bytes += more
        answers.append(answer)
      } catch let fault as QuestionFault {
        work.unanswered.append(
          RequestedWork.Unanswered(
            question: CellText.cut(question.text, to: 160), reason: fault.reason))
      }
    }
    return answers
  }

  private static func unknownQuestion(_ first: RequestedWork.Unanswered, others: Int) -> AgentError
  {
    let more = others > 0 ? " Nor can \(others) other \(others == 1 ? "wish" : "wishes")." : ""
    return AgentError(
      code: "unknown_question",
      message: """
        "\(first.question)" can't be answered: \(first.reason).\(more) Averages, totals, medians, \
        extremes, counts, groups, conditions, correlations, charts and conversions are worked out.
        """)
  }

  private func result(
    _ analysis: Analysis, answers: [Answer], computed: ProgramAnswer?, work: RequestedWork,
    call: AgentCall
  ) async throws -> AgentResult {
    var charts = answers.compactMap(\.chart).map(\.svg)
    let isReport = work.asksForReport || work.isReport && computed == nil
    if isReport { charts.insert(try Plot(analysis).svg, at: 0) }
    let plots = charts.indices.map { $0 == 0 ? "plot.svg" : "plot-\($0 + 1).svg" }
    let report = AnalysisReport(
      analysis: analysis, plots: plots, answers: answers, unanswered: work.unanswered,
      computed: computed, isWhole: isReport)
    let markdown = report.markdown
    let figures = try AnalysisJSON(analysis, answers: answers, unanswered: work.unanswered).text()
    // A converted table is the result itself.
    var artifacts = answers.compactMap(\.conversion).enumerated().map { index, table in
      artifact(
        index == 0 ? "table" : "table-\(index + 1)", name: table.name, description: "The table",
        text: table.text,
        mediaType: table.mediaType)
    }
    var analysisArtifact = artifact(
      "analysis", name: Self.reportName, description: "What the data says", text: markdown,
      mediaType: "text/markdown")
    // The server finds undone work by this name.
    if !work.unanswered.isEmpty {
      analysisArtifact.metadata = ["unmet": .array(work.unanswered.prefix(16).map(\.unmet))]
    }
    artifacts.append(analysisArtifact)
    artifacts.append(
      artifact(
        "figures", name: Self.figuresName, description: "The figures", text: figures,
        mediaType: "application/json"))
    if let computed {
      artifacts.append(
        artifact(
          "output", name: ProgramAnswer.outputName, description: "What the program printed",
          text: computed.output, mediaType: "text/plain"))
      var program = artifact(
        "program", name: ProgramAnswer.programName, description: "A program by the model",
        text: computed.source, mediaType: "text/x-python")
      program.metadata = ["source": .string("model:\(computed.model)")]
      artifacts.append(program)
    }
    for (index, svg) in charts.enumerated() {
      artifacts.append(
        artifact(
          index == 0 ? "plot" : "plot-\(index + 1)", name: plots[index],
          description: "A plot of the data", text: svg,
          mediaType: "image/svg+xml"))
    }
    try await call.artifactChunk(
      markdown, artifactId: "analysis", name: Self.reportName, mediaType: "text/markdown",
      append: false, last: true)
    try await call.progress(1)
    return AgentResult(text: report.summary, artifacts: artifacts)
  }

  private func artifact(
    _ id: String, name: String, description: String, text: String, mediaType: String
  ) -> AgentArtifact {
    AgentArtifact(
      artifactId: id, name: name, description: description,
      parts: [AgentPart(text: text, mediaType: mediaType, filename: name)])
  }
}
