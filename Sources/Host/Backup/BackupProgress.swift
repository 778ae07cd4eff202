/// What a backup or a restore is doing.
package enum BackupProgress: Sendable, Equatable {
  /// The fraction of the database that is copied, from 0 to 1.
  case database(Double)
  /// The number of bytes of other files that are copied.
  case files(Int)
  /// The number of bytes that are checked.
  case checked(Int)
}
