import Foundation

/// Parts of a whole as slices, the first from the top, with a legend beside them.
struct PiePanel {
  /// More slices can't be told apart.
  static let maximumSlices = 12

  let svg: String

  /// - Parameter values: None is negative, and not all are 0.
  init(_ title: String, values: [(name: String, value: Double)]) {
    let whole = values.map(\.value).reduce(0, +)
    let (x, y, radius) = (PanelFrame.left + 54, 120.0, 76.0)
    let height = min(16, 170 / Double(max(1, values.count)))
    var (drawn, start) = ("", 0.0)
    for (index, slice) in values.enumerated() {
      let share = slice.value / whole
      // Neighbouring slices differ, and so do the first and the last.
      let opacity = 0.9 - 0.7 * Double(index) / Double(max(1, values.count - 1))
      let mark = "class=\"mark\" fill-opacity=\"\(String(format: "%.2f", opacity))\""
      drawn += Self.slice(from: start, share: share, x: x, y: y, radius: radius, mark: mark)
      let top = y - height * Double(values.count) / 2 + height * Double(index)
      drawn += """
        <rect \(mark) x="196" y="\(PanelFrame.place(top))" width="8" height="8"/>
        <text class="ink" font-size="9" x="208" y="\(PanelFrame.place(top + 8))">\
        \(SVGText.short(slice.name, scalars: 12)): \(SVGText.escape(NumberText.of(slice.value))) \
        (\(String(format: "%.1f", share * 100)) %)</text>

        """
      start += share
    }
    svg = """
      <text class="ink" x="\(PanelFrame.width / 2)" y="20" text-anchor="middle" font-size="13">\
      \(SVGText.short(title, scalars: 44))</text>
      \(drawn)
      """
  }

  private static func slice(
    from start: Double, share: Double, x: Double, y: Double, radius: Double, mark: String
  ) -> String {
    guard share > 0 else { return "" }
    let place = PanelFrame.place
    if share > 0.9999 {
      return "<circle \(mark) cx=\"\(place(x))\" cy=\"\(place(y))\" r=\"\(place(radius))\"/>\n"
    }
    let point = { (part: Double) -> String in
      let angle = part * 2 * Double.pi
      return "\(place(x + radius * sin(angle))) \(place(y - radius * cos(angle)))"
    }
    let isLarge = share > 0.5 ? 1 : 0
    return """
      <path \(mark) d="M\(place(x)) \(place(y))L\(point(start))A\(place(radius)) \(place(radius)) 0 \
      \(isLarge) 1 \(point(start + share))Z"/>

      """
  }
}
