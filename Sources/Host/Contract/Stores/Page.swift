/// A part of a list.
package struct Page<Record: Sendable>: Sendable {
  /// The records of this part.
  package let records: [Record]
  /// Whether the part ended before its limit because of its size, so that there is more.
  package let isCut: Bool

  package init(_ records: [Record], isCut: Bool) {
    self.records = records
    self.isCut = isCut
  }
}
