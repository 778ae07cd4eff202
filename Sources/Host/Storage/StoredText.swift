import Foundation
import GRDB

/// Texts with U+0000, which GRDB binds and reads only up to it: they are stored as their bytes, all others as texts.
extension String {
  var whole: DatabaseValue {
    utf8.contains(0) ? Data(utf8).databaseValue : databaseValue
  }
}

extension Row {
  /// What was stored as `String.whole`.
  func text(_ column: String) -> String? {
    String.fromDatabaseValue(self[column] as DatabaseValue)
  }
}
