import AgentKit

/// Works out the statistics of a table: a report, the figures as JSON, and a plot.
@main struct DataAnalyzer: Agent {
  private static let (reportName, figuresName, plotName) = (
    "analysis.md", "analysis.json", "plot.svg"
  )

  init(config: JSONValue, log: AgentLog) throws {}

  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    let data = try SubmittedData(request)
    try await call.think("Reading \(data.name), \(data.text.utf8.count) bytes.")
    let table = try data.table()
    try await call.think("It has \(table.rows) rows and \(table.columns.count) columns.")
    var told = 0
    let analysis = try await Analysis(table, name: data.name) { share in
      // A tenth at a time: the stream has better things to carry.
      guard Int(share * 10) > told else { return }
      told = Int(share * 10)
      try await call.progress(share * 0.9, "columns")
    }
    for note in analysis.notes.prefix(5) { try await call.think(note) }
    let report = AnalysisReport(analysis: analysis, plot: Self.plotName)
    let artifacts = [
      artifact("analysis", Self.reportName, "What the data says", report.markdown, "text/markdown"),
      artifact(
        "figures", Self.figuresName, "The figures", try AnalysisJSON(analysis).text(),
        "application/json"),
      artifact(
        "plot", Self.plotName, "A plot of the data", try Plot(analysis).svg, "image/svg+xml"),
    ]
    try await call.artifactChunk(
      report.markdown, artifactId: "analysis", name: Self.reportName, mediaType: "text/markdown",
      append: false, last: true)
    try await call.progress(1)
    return AgentResult(text: report.overview, artifacts: artifacts)
  }

  private func artifact(
    _ id: String, _ name: String, _ description: String, _ text: String, _ mediaType: String
  ) -> AgentArtifact {
    AgentArtifact(
      artifactId: id, name: name, description: description,
      parts: [AgentPart(text: text, mediaType: mediaType, filename: name)])
  }
}
