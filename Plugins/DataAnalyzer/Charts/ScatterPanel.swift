/// One point per row; of many rows every n-th.
struct ScatterPanel {
  private static let maximumPoints = 1200

  let svg: String

  init(x: ColumnProfile, y: ColumnProfile, _ coefficient: Double?) {
    let pairs = zip(x.numbers, y.numbers).compactMap { a, b in a.flatMap { a in b.map { (a, $0) } }
    }
    let xs = pairs.map(\.0)
    let ys = pairs.map(\.1)
    let (x0, x1) = (xs.min() ?? 0, xs.max() ?? 0)
    let (y0, y1) = (ys.min() ?? 0, ys.max() ?? 0)
    let step = max(1, (pairs.count + Self.maximumPoints - 1) / Self.maximumPoints)
    var points = "<g class=\"mark\" fill-opacity=\"0.6\">\n"
    for index in stride(from: 0, to: pairs.count, by: step) {
      let cx =
        PanelFrame.left
        + PanelFrame.share(pairs[index].0, low: x0, high: x1) * (PanelFrame.right - PanelFrame.left)
      let cy =
        PanelFrame.bottom
        - PanelFrame.share(pairs[index].1, low: y0, high: y1) * (PanelFrame.bottom - PanelFrame.top)
      points +=
        "<circle cx=\"\(PanelFrame.place(cx))\" cy=\"\(PanelFrame.place(cy))\" r=\"3\"/>\n"
    }
    points += "</g>\n"
    let rounded = coefficient.map { ", r = \(NumberText.of(($0 * 100).rounded() / 100))" } ?? ""
    svg = PanelFrame(
      title: "\(CellText.cut(y.name, to: 14)) by \(CellText.cut(x.name, to: 14))\(rounded)",
      x: (NumberText.of(x0), NumberText.of(x1)), y: (NumberText.of(y0), NumberText.of(y1))
    ).svg(points)
  }
}
