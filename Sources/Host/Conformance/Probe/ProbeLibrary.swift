import AgentABI
import Glibc
import HermesContract

/// A library loaded in a probe, limited to the fields of its table that its struct_size covers.
struct ProbeLibrary: @unchecked Sendable {
  // Proof for @unchecked: the ABI declares the table STATIC and immutable until the process ends.
  let table: UnsafePointer<hermes_plugin>
  private(set) var cards: [AgentCard] = []
  /// The configuration of each instance: a JSON object.
  private let configuration: [UInt8]

  /// A violation that was found while loading.
  struct Refusal: Error {
    let item: CheckItem
    let seen: String
    let cure: String
  }

  private typealias Entry = @convention(c) (UInt32) -> UnsafePointer<hermes_plugin>?

  /// Loads the library, which runs its initialisers, and calls its entry.
  init(path: String, hostVersion: UInt32, configuration: [UInt8]) throws(Refusal) {
    self.configuration = configuration
    let absolute = path.contains("/") ? path : "./" + path
    guard let handle = dlopen(absolute, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
      let reason = dlerror().map { String(cString: $0) } ?? "no reason given"
      throw Refusal(
        item: .entry, seen: "it can't be opened (\(reason))",
        cure: "install what it names, or link it statically")
    }
    guard let symbol = dlsym(handle, "hermes_agent_entry") else {
      throw Refusal(
        item: .entry, seen: "it does not export hermes_agent_entry",
        cure: "define that function with HERMES_EXPORT")
    }
    guard let table = unsafeBitCast(symbol, to: Entry.self)(hostVersion) else {
      throw Refusal(
        item: .entry,
        seen: "hermes_agent_entry returned NULL for a host of ABI \(Self.versionName(hostVersion))",
        cure: "return the table for every host with your major version")
    }
    self.table = table
  }

  static func versionName(_ version: UInt32) -> String { "\(version >> 16).\(version & 0xFFFF)" }

  /// The configuration for one instance.
  func config() -> GuardedBytes { GuardedBytes(configuration) }

  private func covers<Field>(_ field: KeyPath<hermes_plugin, Field>) -> Bool {
    guard let offset = MemoryLayout<hermes_plugin>.offset(of: field) else { return false }
    let size = UnsafeRawPointer(table).load(as: UInt32.self)
    return Int(size) >= offset + MemoryLayout<Field>.size
  }

  /// Checks the table and describes it.
  func handshake() throws(Refusal) -> String {
    func refusal(seen: String, cure: String) -> Refusal {
      Refusal(item: .handshake, seen: seen, cure: cure)
    }
    let raw = UnsafeRawPointer(table)
    let size = raw.load(as: UInt32.self)
    let major = raw.load(fromByteOffset: 4, as: UInt16.self)
    guard major == UInt16(HERMES_ABI_MAJOR) else {
      throw refusal(
        seen: "abi_major is \(major), but the host's is \(HERMES_ABI_MAJOR)",
        cure: "rebuild it with this header")
    }
    guard covers(\.destroy) else {
      throw refusal(
        seen: "struct_size is \(size), which does not cover destroy",
        cure: "set it to sizeof(hermes_plugin)")
    }
    for (text, name) in [(table.pointee.name, "name"), (table.pointee.version, "version")] {
      guard let bytes = Self.bytes(text), !bytes.isEmpty,
        String(validating: bytes, as: UTF8.self) != nil
      else { throw refusal(seen: "its \(name) is empty or not UTF-8", cure: "give it a \(name)") }
    }
    let count = table.pointee.agent_count
    guard (1...64).contains(count) else {
      throw refusal(seen: "agent_count is \(count)", cure: "provide 1 to 64 agents")
    }
    let required = [
      ("agent_card", table.pointee.agent_card == nil), ("create", table.pointee.create == nil),
      ("invoke", table.pointee.invoke == nil), ("destroy", table.pointee.destroy == nil),
    ]
    if let missing = required.first(where: \.1)?.0 {
      throw refusal(
        seen: "\(missing) is NULL", cure: "only cancel, get_extension and drained may be NULL")
    }
    let minor = raw.load(fromByteOffset: 6, as: UInt16.self)
    return
      "ABI \(major).\(minor), struct_size \(size), \(count == 1 ? "1 agent" : "\(count) agents")"
  }

  /// Reads every card. Call after `handshake`.
  mutating func readCards() throws(Refusal) {
    func refusal(seen: String, cure: String) -> Refusal {
      Refusal(item: .card, seen: seen, cure: cure)
    }
    for index in 0..<table.pointee.agent_count {
      let first = table.pointee.agent_card(index)
      guard
        let bytes = Self.bytes(first), !bytes.isEmpty
      else {
        throw refusal(seen: "agent_card(\(index)) returned NULL", cure: "return the card as JSON")
      }
      let second = table.pointee.agent_card(index)
      guard Self.bytes(second) == bytes else {
        throw refusal(
          seen: "agent_card(\(index)) returns different bytes each time",
          cure: "return STATIC bytes")
      }
      let card: AgentCard
      do { card = try AgentCard.parse(bytes) } catch {
        throw refusal(
          seen: "agent \(index): \(error.reason)", cure: "see \"agent_card\" in hermes_agent.h")
      }
      if cards.contains(where: { $0.name == card.name }) {
        throw refusal(
          seen: "two agents are named \(card.name)", cure: "give each agent a unique name")
      }
      cards.append(card)
    }
  }

  static func bytes(_ bytes: hermes_bytes) -> [UInt8]? {
    guard bytes.len > 0 else { return [] }
    guard let pointer = bytes.ptr else { return nil }
    return [UInt8](UnsafeBufferPointer(start: pointer, count: bytes.len))
  }

  /// Optional functions, nil if the table is too short for them.
  var cancel: (@convention(c) (OpaquePointer?, hermes_call) -> Void)? { table.pointee.cancel }
  var drained: (@convention(c) (OpaquePointer?, hermes_call) -> Void)? {
    covers(\.drained) ? table.pointee.drained : nil
  }
}
