import Foundation

/// The analysis for programs.
struct AnalysisJSON: Encodable {
  private struct Column: Encodable {
    struct Outliers: Encodable {
      let below: Double?
      let above: Double?
      let count: Int
      let values: [Double]
    }

    let name: String
    let type: ColumnProfile.Kind
    let count: Int
    let missing: Int
    var sum: Double?
    var mean: Double?
    var standardDeviation: Double?
    var min: Double?
    var q1: Double?
    var median: Double?
    var q3: Double?
    var max: Double?
    var outliers: Outliers?
    var distinct: Int?
    var mostCommon: [ColumnProfile.Common]?
    var firstDate: String?
    var lastDate: String?
    /// "%" or a currency.
    var unit: String?
  }

  private static let listedOutliers = 50
  private static let listedCorrelations = 200

  private let name: String
  private let rows: Int
  private let columns: [Column]
  private let correlations: [Correlation]
  private let notes: [String]
  /// Nil if there were no questions.
  private let answers: [Answer]?
  private let unanswered: [RequestedWork.Unanswered]?

  init(_ analysis: Analysis, answers: [Answer] = [], unanswered: [RequestedWork.Unanswered] = []) {
    self.answers = answers.isEmpty ? nil : answers
    self.unanswered = unanswered.isEmpty ? nil : unanswered
    name = analysis.name
    rows = analysis.rows
    columns = analysis.columns.map(Self.column)
    correlations = Array(analysis.correlations.prefix(Self.listedCorrelations))
    notes = analysis.notes
  }

  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    // Results of the largest numbers may overflow, and JSON can't represent infinity.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  private static func column(_ profile: ColumnProfile) -> Column {
    var column = Column(
      name: profile.name, type: profile.kind, count: profile.count, missing: profile.missing)
    column.distinct = profile.distinct
    column.unit = profile.unit
    guard let figures = profile.statistics else {
      column.mostCommon = profile.common
      column.firstDate = profile.dates?.first
      column.lastDate = profile.dates?.last
      return column
    }
    column.sum = figures.sum.isFinite ? figures.sum : nil
    column.mean = figures.mean
    column.standardDeviation = figures.standardDeviation.flatMap { $0.isFinite ? $0 : nil }
    column.min = figures.minimum
    column.q1 = figures.firstQuartile
    column.median = figures.median
    column.q3 = figures.thirdQuartile
    column.max = figures.maximum
    func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }
    column.outliers = Column.Outliers(
      below: finite(figures.fences.lowerBound), above: finite(figures.fences.upperBound),
      count: figures.outliers.count, values: Array(figures.outliers.prefix(listedOutliers)))
    return column
  }
}
