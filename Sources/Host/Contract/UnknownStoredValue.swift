/// A stored value that this version does not know: a newer one wrote it, or the database is damaged. It is an error,
/// because whatever else was made of it would be taken for the truth, and could be written back.
package struct UnknownStoredValue: Error, Equatable, CustomStringConvertible {
  package let kind: String
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
  /// - Throws: `UnknownStoredValue`.
  package init(stored value: String) throws {
    guard let known = Self(rawValue: value) else {
      throw UnknownStoredValue(value, kind: "\(Self.self)")
    }
    self = known
  }
}
