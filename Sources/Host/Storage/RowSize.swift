/// About how many bytes of the file a row takes: SQLite keeps the beginning of a long one in its page, and the rest in pages
/// of its own, which are never shared (https://sqlite.org/fileformat2.html, section 1.6).
enum RowSize {
  /// The pages of the file, which are SQLite's default.
  private static let page = 4096
  /// Of a page that has only the rest of a row.
  private static let rest = page - 4
  /// Numbers, the identifiers of owners, and the places in indexes; and pages are not full.
  private static let overhead = 160
  /// What is written of a task besides its message, events and results: its row, its steps and their summaries.
  static let task = 2 << 10

  /// Of a table that is its own index (`WITHOUT ROWID`), where less of a row stands in its page.
  static func inIndex(_ bytes: Int) -> Int { indexSize(bytes, most: 1002) }

  static func inTable(_ bytes: Int) -> Int { indexSize(bytes, most: 4061) }

  private static func indexSize(_ bytes: Int, most: Int) -> Int {
    let least = 489
    guard bytes > most else { return bytes + bytes / 4 + overhead }
    let beyond = (bytes - least + rest - 1) / rest
    return least + overhead + beyond * page
  }
}
