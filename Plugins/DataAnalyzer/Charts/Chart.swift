/// A chart that a request asked for.
struct Chart: Sendable {
  let kind: ChartKind
  let svg: String
  /// What it shows, without a full stop.
  let sentence: String
}
