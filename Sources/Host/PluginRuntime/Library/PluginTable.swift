import AgentABI
import HermesContract

/// The table of a library. Every field that the host needs is checked once, at load, and optional
/// fields are read only if the table is large enough to contain them.
struct PluginTable: @unchecked Sendable {
  // Proof for @unchecked: the ABI makes the table STATIC and unchanged until the process ends.
  let pointer: UnsafePointer<hermes_plugin>

  typealias AgentCard = @convention(c) (UInt32) -> hermes_bytes
  typealias Create =
    @convention(c) (
      UInt32, UnsafePointer<hermes_host>?, hermes_bytes, UnsafeMutablePointer<OpaquePointer?>?,
      UnsafeMutablePointer<CChar>?, Int
    ) -> hermes_status
  typealias Invoke = @convention(c) (OpaquePointer?, hermes_call, hermes_bytes) -> hermes_status
  typealias Cancel = @convention(c) (OpaquePointer?, hermes_call) -> Void
  typealias GetExtension =
    @convention(c) (OpaquePointer?, hermes_bytes) -> UnsafeRawPointer?
  typealias Destroy = @convention(c) (OpaquePointer?) -> Void

  let name: String
  let version: String
  let agentCount: Int
  let agentCard: AgentCard
  let create: Create
  let invoke: Invoke
  let cancel: Cancel?
  let destroy: Destroy
  let drained: Cancel?
  let getExtension: GetExtension?

  /// - Throws: the cause of the refusal, worded to follow the file's name.
  init(_ pointer: UnsafePointer<hermes_plugin>, file: String) throws(LibraryRefusal) {
    self.pointer = pointer
    func refuse(_ cause: String) -> LibraryRefusal {
      LibraryRefusal(file, cause: cause, cure: "rebuild it against hermes_agent.h of this host")
    }
    func hasField<Field>(_ field: KeyPath<hermes_plugin, Field>) -> Bool {
      guard let offset = MemoryLayout<hermes_plugin>.offset(of: field) else { return false }
      return Int(pointer.pointee.struct_size) >= offset + MemoryLayout<Field>.size
    }
    let major = Self.header(pointer).major
    guard major == UInt16(HERMES_ABI_MAJOR) else {
      throw refuse("it has ABI major \(major) and this host \(HERMES_ABI_MAJOR)")
    }
    guard hasField(\.destroy) else {
      throw refuse("its struct_size \(pointer.pointee.struct_size) does not cover destroy")
    }
    // Read field by field: copying the whole struct would read past the end of an older, shorter
    // table.
    guard let name = String(pointer.pointee.name), let version = String(pointer.pointee.version),
      !name.isEmpty, !version.isEmpty
    else { throw refuse("its name or version is empty or not UTF-8") }
    guard (1...64).contains(pointer.pointee.agent_count) else {
      throw refuse("its agent_count is \(pointer.pointee.agent_count) and not 1 to 64")
    }
    guard let agentCard = pointer.pointee.agent_card else { throw refuse("its agent_card is NULL") }
    guard let create = pointer.pointee.create else { throw refuse("its create is NULL") }
    guard let invoke = pointer.pointee.invoke else { throw refuse("its invoke is NULL") }
    guard let destroy = pointer.pointee.destroy else { throw refuse("its destroy is NULL") }
    self.name = name
    self.version = version
    self.agentCount = Int(pointer.pointee.agent_count)
    self.agentCard = agentCard
    self.create = create
    self.invoke = invoke
    self.cancel = pointer.pointee.cancel
    self.destroy = destroy
    self.getExtension = hasField(\.get_extension) ? pointer.pointee.get_extension : nil
    self.drained = hasField(\.drained) ? pointer.pointee.drained : nil
  }

  /// The three fields that are the same in every major version, without reading the rest.
  private static func header(
    _ pointer: UnsafePointer<hermes_plugin>
  ) -> (size: UInt32, major: UInt16) {
    let raw = UnsafeRawPointer(pointer)
    return (raw.load(as: UInt32.self), raw.load(fromByteOffset: 4, as: UInt16.self))
  }
}

extension String {
  /// nil if the bytes are invalid: a null pointer with a length, or not UTF-8.
  init?(_ bytes: hermes_bytes) {
    guard bytes.len > 0 else {
      self = ""
      return
    }
    guard let pointer = bytes.ptr, bytes.len <= Int(UInt32.max) else { return nil }
    self.init(validating: UnsafeBufferPointer(start: pointer, count: bytes.len), as: UTF8.self)
  }
}

extension [UInt8] {
  /// nil for a null pointer with a length.
  init?(_ bytes: hermes_bytes) {
    guard bytes.len > 0 else {
      self = []
      return
    }
    guard let pointer = bytes.ptr, bytes.len <= Int(UInt32.max) else { return nil }
    self.init(UnsafeBufferPointer(start: pointer, count: bytes.len))
  }

  func withBytes<Result>(_ body: (hermes_bytes) -> Result) -> Result {
    withUnsafeBufferPointer {
      body(hermes_bytes(ptr: $0.count > 0 ? $0.baseAddress : nil, len: $0.count))
    }
  }
}
