/// The frequencies of a column's most common values, as bars.
struct BarPanel {
  let svg: String

  init(_ column: ColumnProfile) {
    let most = column.common.first?.count ?? 1
    let height = (PanelFrame.bottom - PanelFrame.top) / Double(max(1, column.common.count))
    var bars = ""
    for (index, value) in column.common.enumerated() {
      let top = PanelFrame.top + Double(index) * height
      let width = Double(value.count) / Double(most) * (PanelFrame.right - PanelFrame.left)
      bars += """
        <rect class="mark" fill-opacity="0.5" x="\(PanelFrame.left)" y="\(PanelFrame.place(top))" \
        width="\(PanelFrame.place(width))" height="\(PanelFrame.place(max(1, height - 3)))"/>
        <text class="ink" x="\(PanelFrame.left + 5)" \
        y="\(PanelFrame.place(top + height / 2 + 4))">\(SVGText.short(value.value, scalars: 36))</text>

        """
    }
    svg = PanelFrame(title: column.name, x: ("0", String(most)), y: ("", "")).svg(bars)
  }
}
