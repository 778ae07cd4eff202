/// Panels side by side as one picture, for light and dark backgrounds.
struct SVGDocument {
  private static let perRow = 3

  let text: String

  /// - Parameters:
  ///   - title: What the picture shows; not yet escaped.
  ///   - scale: The display size relative to the coordinates.
  init(panels: [String], title: String, scale: Int = 1) {
    let columns = max(1, min(Self.perRow, panels.count))
    let rows = max(1, (panels.count + columns - 1) / columns)
    let (width, height) = (columns * PanelFrame.width, rows * PanelFrame.height)
    let placed = panels.enumerated().map { index, panel in
      let (x, y) = (index % columns * PanelFrame.width, index / columns * PanelFrame.height)
      return "<g transform=\"translate(\(x) \(y))\">\n\(panel)</g>\n"
    }
    text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width * scale)" \
      height="\(height * scale)" role="img" font-family="sans-serif" font-size="11">
      <title>\(SVGText.escape(title))</title>
      <style>
      .paper{fill:#ffffff}.ink{fill:#1f2328}.axis{stroke:#6e7781;fill:none}.mark{fill:#0969da}\
      .line{stroke:#0969da;fill:none;stroke-width:2}
      @media (prefers-color-scheme:dark){.paper{fill:#0d1117}.ink{fill:#e6edf3}.axis{stroke:#8b949e}\
      .mark{fill:#58a6ff}.line{stroke:#58a6ff}}
      </style>
      <rect class="paper" width="\(width)" height="\(height)"/>
      \(placed.joined())</svg>

      """
  }
}
