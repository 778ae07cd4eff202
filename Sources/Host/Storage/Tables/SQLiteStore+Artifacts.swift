import GRDB
import HermesContract

/// Artifacts of tasks, with and without their content.
extension SQLiteStore: ResultStore {
  package func artifacts(of task: TaskID) async throws -> [StepArtifact] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT step, position, content FROM artifact WHERE task = \(Self.visibleNumber)
          ORDER BY step, position
          """, arguments: [task.text]
      ).compactMap { row in
        Self.artifact(row["content"]).map {
          StepArtifact(step: row["step"], position: row["position"], artifact: $0)
        }
      }
    }
  }

  package func artifactSummaries(of task: TaskID) async throws -> [ArtifactSummary] {
    try await read { try Self.artifactSummaries(of: task, $0) }
  }

  static func artifactSummaries(
    of task: TaskID, _ database: Database
  ) throws -> [ArtifactSummary] {
    // The content is read only for artifacts without a summary: earlier versions stored none.
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT step, position, summary, CASE WHEN summary IS NULL THEN content END AS content
          FROM artifact LEFT JOIN artifact_summary USING (task, step, position)
          WHERE task = \(visibleNumber) ORDER BY step, position
          """), arguments: [task.text])
    var summaries: [ArtifactSummary] = []
    while let row = try rows.next() {
      let (step, position): (Int, Int) = (row["step"], row["position"])
      if let json = TaskRecord.parsedJSON(row["summary"]) {
        ArtifactSummary(json: json, step: step, position: position).map { summaries.append($0) }
      } else if let artifact = artifact(row["content"]) {
        summaries.append(ArtifactSummary(artifact, step: step, position: position))
      }
    }
    return summaries
  }

  package func artifact(_ summary: ArtifactSummary, of task: TaskID) async throws -> Artifact? {
    try await read { database in
      try String.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT content FROM artifact
            WHERE task = \(Self.visibleNumber) AND step = ? AND position = ?
            """), arguments: [task.text, summary.step, summary.position]
      ).flatMap(Self.artifact)
    }
  }

  /// Replaces the artifacts of an earlier attempt of the step.
  func store(
    _ artifacts: [Artifact], of step: Int, number: Int64, database: Database
  ) throws {
    for table in ["artifact", "artifact_summary"] {
      try database.cachedStatement(sql: "DELETE FROM \(table) WHERE task = ? AND step = ?")
        .execute(arguments: [number, step])
    }
    for (position, artifact) in artifacts.enumerated() {
      let summary = ArtifactSummary(artifact, step: step, position: position)
      try database.cachedStatement(
        sql: "INSERT INTO artifact (task, step, position, content) VALUES (?, ?, ?, ?)"
      ).execute(arguments: [number, step, position, JSONWriter.text(artifact.json)])
      try database.cachedStatement(
        sql: """
          INSERT INTO artifact_summary (task, step, position, summary) VALUES (?, ?, ?, ?)
          """
      ).execute(arguments: [number, step, position, JSONWriter.text(summary.json)])
    }
  }

  /// Parses a stored artifact; nil if it can't be read.
  static func artifact(_ content: String?) -> Artifact? {
    TaskRecord.parsedJSON(content).flatMap(Artifact.init(json:))
  }
}
