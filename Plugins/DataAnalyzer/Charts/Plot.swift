/// The overview picture: the strongest correlation as points, and columns of numbers as histograms;
/// for a table without numbers, the frequencies of its values. At most six panels, and less than
/// 200 KB.
struct Plot {
  private static let panels = 6

  let svg: String

  /// - Throws: `CancellationError`.
  init(_ analysis: Analysis) throws {
    var panels: [String] = []
    if let strongest = analysis.correlations.first,
      let first = analysis.numeric.first(where: { $0.name == strongest.first }),
      let second = analysis.numeric.first(where: { $0.name == strongest.second })
    {
      panels.append(ScatterPanel(x: first, y: second, strongest.coefficient).svg)
    }
    for column in analysis.numeric.prefix(Self.panels - panels.count) {
      try Task.checkCancellation()
      panels.append(HistogramPanel(column).svg)
    }
    if panels.isEmpty {
      panels = analysis.columns.filter { !$0.common.isEmpty }.prefix(Self.panels)
        .map { BarPanel($0).svg }
    }
    svg = SVGDocument(panels: panels, title: "Plot of \(analysis.name)").text
  }
}
