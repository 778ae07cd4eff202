import Foundation

/// A title, two axes and the labels at their ends, around a drawing.
struct PanelFrame {
  static let (width, height) = (320, 240)
  static let (left, right, top, bottom) = (56.0, 304.0, 34.0, 200.0)

  let title: String
  let x: (from: String, to: String)
  let y: (from: String, to: String)

  func svg(_ drawing: String) -> String {
    let (l, r, t, b) = (Self.left, Self.right, Self.top, Self.bottom)
    return """
      <text class="ink" x="\(Self.width / 2)" y="20" text-anchor="middle" font-size="13">\
      \(SVGText.short(title, scalars: 44))</text>
      \(drawing)<path class="axis" d="M\(l) \(t)V\(b)H\(r)"/>
      <text class="ink" x="\(l)" y="\(b + 16)">\(SVGText.short(x.from, scalars: 18))</text>
      <text class="ink" x="\(r)" y="\(b + 16)" text-anchor="end">\(SVGText.short(x.to, scalars: 18))</text>
      <text class="ink" x="\(l - 5)" y="\(b)" text-anchor="end">\(SVGText.short(y.from, scalars: 9))</text>
      <text class="ink" x="\(l - 5)" y="\(t + 8)" text-anchor="end">\(SVGText.short(y.to, scalars: 9))</text>

      """
  }

  /// The position of a number between two others, 0...1, even if their distance overflows.
  static func share(_ number: Double, low: Double, high: Double) -> Double {
    guard high > low else { return 0.5 }
    let (a, b, c) = (number / 2, low / 2, high / 2)
    let share = c - b > 0 ? (a - b) / (c - b) : 0.5
    return min(1, max(0, share))
  }

  static func place(_ number: Double) -> String { String(format: "%.1f", number) }
}
