/// A stored value that this version does not know: a newer version wrote it, or the database is
/// damaged. It is an error, because any substitute would be treated as the truth and could be
/// written back.
package struct UnknownStoredValue: Error, Equatable, CustomStringConvertible {
  /// The type of the value, such as `TaskStatus`.
  package let kind: String
  /// The value as it is stored.
  package let value: String

  package init(_ value: String, kind: String) {
    self.kind = kind
    self.value = value
  }

  package var description: String {
    "The database has a \(kind) “\(value.cut(toBytes: 64))”, which this version of Hermes does not know. Use the version that wrote it."
  }
}

extension RawRepresentable<String> {
  /// Converts a stored value.
  /// - Throws: `UnknownStoredValue`.
  package init(stored value: String) throws {
    guard let known = Self(rawValue: value) else {
      throw UnknownStoredValue(value, kind: "\(Self.self)")
    }
    self = known
  }
}
