import Foundation
import GRDB

/// GRDB cuts texts at U+0000 when it binds and reads them. Such texts are stored as blobs, all
/// others as text.
extension String {
  var whole: DatabaseValue {
    utf8.contains(0) ? Data(utf8).databaseValue : databaseValue
  }
}

extension Row {
  /// Reads a column that was stored through `String.whole`.
  func text(_ column: String) -> String? {
    String.fromDatabaseValue(self[column] as DatabaseValue)
  }
}
