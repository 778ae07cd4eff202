/// One bar per name, as long as its value; negative bars extend to the left of zero.
struct ValuePanel {
  /// Further names are left out.
  static let maximumBars = 40

  let svg: String

  init(_ title: String, values: [(name: String, value: Double)]) {
    let values = values.prefix(Self.maximumBars)
    let low = min(0, values.map(\.value).min() ?? 0)
    let high = max(0, values.map(\.value).max() ?? 0)
    let (left, right) = (PanelFrame.left, PanelFrame.right)
    let place = { (value: Double) in
      left + PanelFrame.share(value, low: low, high: high) * (right - left)
    }
    let zero = high > low ? place(0) : left
    let height = (PanelFrame.bottom - PanelFrame.top) / Double(max(1, values.count))
    let size = PanelFrame.place(min(11, max(3, height - 1)))
    var bars = ""
    for (index, bar) in values.enumerated() {
      let top = PanelFrame.top + Double(index) * height
      let end = high > low ? place(bar.value) : left
      bars += """
        <rect class="mark" fill-opacity="0.5" x="\(PanelFrame.place(min(zero, end)))" \
        y="\(PanelFrame.place(top))" width="\(PanelFrame.place(abs(end - zero)))" \
        height="\(PanelFrame.place(max(1, height * 0.85)))"/>
        <text class="ink" font-size="\(size)" x="\(left + 3)" \
        y="\(PanelFrame.place(top + height * 0.6))">\
        \(SVGText.short(bar.name, scalars: 28)): \(SVGText.escape(NumberText.of(bar.value)))</text>

        """
    }
    svg = PanelFrame(
      title: title, x: (NumberText.of(low), NumberText.of(high)), y: ("", "")
    ).svg(bars)
  }
}
