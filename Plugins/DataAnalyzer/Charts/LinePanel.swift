/// Values joined by a line, in the order of their x values.
struct LinePanel {
  /// If there are more points, only every n-th is drawn.
  private static let maximumPoints = 1200

  let svg: String

  /// - Parameter points: Sorted by x; at least one.
  init(_ title: String, points: [(x: Double, y: Double)], ends: (from: String, to: String)) {
    let (x0, x1) = (points.first?.x ?? 0, points.last?.x ?? 0)
    let ys = points.map(\.y)
    let (y0, y1) = (ys.min() ?? 0, ys.max() ?? 0)
    let step = max(1, (points.count + Self.maximumPoints - 1) / Self.maximumPoints)
    var line = ""
    for index in stride(from: 0, to: points.count, by: step) {
      let x =
        PanelFrame.left + PanelFrame.share(points[index].x, low: x0, high: x1)
        * (PanelFrame.right - PanelFrame.left)
      let y =
        PanelFrame.bottom - PanelFrame.share(points[index].y, low: y0, high: y1)
        * (PanelFrame.bottom - PanelFrame.top)
      line += (line.isEmpty ? "" : " ") + PanelFrame.place(x) + "," + PanelFrame.place(y)
    }
    let drawing = "<polyline class=\"line\" points=\"\(line)\"/>\n"
    svg = PanelFrame(title: title, x: ends, y: (NumberText.of(y0), NumberText.of(y1))).svg(drawing)
  }
}
