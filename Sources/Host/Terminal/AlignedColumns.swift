import HermesContract

/// Formats rows of text in aligned columns. Control characters are written out, so that no cell can
/// begin a line of its own.
package enum AlignedColumns {
  /// One line per row, without trailing spaces. All rows have as many cells as the first.
  package static func lines(_ rows: [[String]]) -> [String] {
    let rows = rows.map { $0.map { VisibleText.line($0) } }
    let widths = (0..<(rows.first?.count ?? 0)).map { column in
      rows.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - DisplayWidth.columns(of: cell))
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
