/// Estimates how many bytes of the file a row takes: SQLite stores the beginning of a long row in
/// its page, and the rest in overflow pages, which are never shared
/// (https://sqlite.org/fileformat2.html, section 1.6).
enum RowSize {
  /// The page size, SQLite's default.
  private static let page = 4096
  /// Bytes of row content per overflow page.
  private static let rest = page - 4
  /// Numbers, owner ids and index entries, and an allowance for pages that are not full.
  private static let overhead = 160
  /// The bytes of a task besides its message, events and results: its row, its steps and their
  /// summaries.
  static let task = 2 << 10

  /// A row of a `WITHOUT ROWID` table, of which less is stored in its page.
  static func inIndex(_ bytes: Int) -> Int { indexSize(bytes, most: 1002) }

  static func inTable(_ bytes: Int) -> Int { indexSize(bytes, most: 4061) }

  private static func indexSize(_ bytes: Int, most: Int) -> Int {
    let least = 489
    guard bytes > most else { return bytes + bytes / 4 + overhead }
    let beyond = (bytes - least + rest - 1) / rest
    return least + overhead + beyond * page
  }
}
