// Proof for @unchecked: the ABI makes the host's tables STATIC and their functions callable from
// any thread.
/// A table of the host's functions; reads each one only if the table is large enough to hold it.
struct ForeignTable<Table>: @unchecked Sendable {
  let pointer: UnsafePointer<Table>

  init(_ pointer: UnsafePointer<Table>) { self.pointer = pointer }

  /// HERMES_HAS and the read in one step. A read through `pointee` could load the whole struct,
  /// past the end of a shorter table.
  func function<Function>(_ path: KeyPath<Table, Function?>) -> Function? {
    guard let offset = MemoryLayout<Table>.offset(of: path) else { return nil }
    let raw = UnsafeRawPointer(pointer)
    let size = Int(raw.load(as: UInt32.self))
    guard size >= offset + MemoryLayout<Function?>.size else { return nil }
    return raw.load(fromByteOffset: offset, as: Function?.self)
  }
}
