/// The picture: the strongest correlation as points, columns of numbers as histograms; of a table
/// without numbers how often its values occur. At most six panels, and below 200 KB.
struct Plot {
  private static let panels = 6
  private static let perRow = 3

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
    let columns = max(1, min(Self.perRow, panels.count))
    let rows = max(1, (panels.count + columns - 1) / columns)
    let (width, height) = (columns * PanelFrame.width, rows * PanelFrame.height)
    let placed = panels.enumerated().map { index, panel in
      let (x, y) = (index % columns * PanelFrame.width, index / columns * PanelFrame.height)
      return "<g transform=\"translate(\(x) \(y))\">\n\(panel)</g>\n"
    }
    svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img" font-family="sans-serif" font-size="11">
      <title>Plot of \(SVGText.escape(analysis.name))</title>
      <style>
      .paper{fill:#ffffff}.ink{fill:#1f2328}.axis{stroke:#6e7781;fill:none}.mark{fill:#0969da}
      @media (prefers-color-scheme:dark){.paper{fill:#0d1117}.ink{fill:#e6edf3}.axis{stroke:#8b949e}\
      .mark{fill:#58a6ff}}
      </style>
      <rect class="paper" width="\(width)" height="\(height)"/>
      \(placed.joined())</svg>

      """
  }
}
