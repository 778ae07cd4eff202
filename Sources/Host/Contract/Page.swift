/// Part of a list.
package struct Page<Record: Sendable>: Sendable {
  package let records: [Record]
  /// Whether it ends before its limit for reasons of size: there is more.
  package let isCut: Bool

  package init(_ records: [Record], isCut: Bool) {
    self.records = records
    self.isCut = isCut
  }
}
