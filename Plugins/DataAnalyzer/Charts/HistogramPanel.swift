import Foundation

/// How many numbers are in each of several ranges of equal width.
struct HistogramPanel {
  let svg: String

  init(_ column: ColumnProfile) {
    self.init(column.name, numbers: column.numbers.compactMap { $0 })
  }

  init(_ title: String, numbers: [Double]) {
    let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
    let bins = Self.bins(numbers, low: low, high: high)
    let most = bins.max() ?? 1
    let width = (PanelFrame.right - PanelFrame.left) / Double(bins.count)
    var bars = "<g class=\"mark\">\n"
    for (index, count) in bins.enumerated() where count > 0 {
      let height = Double(count) / Double(most) * (PanelFrame.bottom - PanelFrame.top)
      bars += """
        <rect x="\(PanelFrame.place(PanelFrame.left + Double(index) * width))" \
        y="\(PanelFrame.place(PanelFrame.bottom - height))" \
        width="\(PanelFrame.place(max(1, width - 1)))" height="\(PanelFrame.place(height))"/>

        """
    }
    bars += "</g>\n"
    svg = PanelFrame(
      title: title, x: (NumberText.of(low), NumberText.of(high)), y: ("0", String(most))
    ).svg(bars)
  }

  /// Uses Sturges' number of ranges; 1 for a constant.
  private static func bins(_ numbers: [Double], low: Double, high: Double) -> [Int] {
    guard high > low else { return [numbers.count] }
    let count = min(20, max(5, Int(log2(Double(numbers.count)).rounded(.up)) + 1))
    var bins = [Int](repeating: 0, count: count)
    for number in numbers {
      bins[min(count - 1, Int(PanelFrame.share(number, low: low, high: high) * Double(count)))] += 1
    }
    return bins
  }
}
