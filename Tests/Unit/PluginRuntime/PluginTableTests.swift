import AgentABI
import Glibc
import Testing

@testable import HermesPluginRuntime

/// Tables are put at the very end of mapped memory: reading a field that `struct_size` does not
/// cover ends the test.
struct PluginTableTests {
  private static let page = 4096

  private final class Guarded {
    let memory: UnsafeMutableRawPointer
    let table: UnsafePointer<hermes_plugin>

    init(_ table: hermes_plugin, size: Int) {
      memory = mmap(nil, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      let start = memory + page - size
      withUnsafeBytes(of: table) { start.copyMemory(from: $0.baseAddress!, byteCount: size) }
      mprotect(memory + page, page, PROT_NONE)
      self.table = UnsafePointer(start.assumingMemoryBound(to: hermes_plugin.self))
    }

    deinit { munmap(memory, 2 * page) }
  }

  /// Text that stays, as the ABI's STATIC bytes do.
  private let letter: UnsafePointer<UInt8> = {
    let letter = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    letter.pointee = UInt8(ascii: "n")
    return UnsafePointer(letter)
  }()

  private func table() -> hermes_plugin {
    var table = hermes_plugin()
    table.struct_size = UInt32(MemoryLayout<hermes_plugin>.size)
    table.abi_major = UInt16(HERMES_ABI_MAJOR)
    table.name = hermes_bytes(ptr: letter, len: 1)
    table.version = hermes_bytes(ptr: letter, len: 1)
    table.agent_count = 1
    table.agent_card = { _ in hermes_bytes() }
    table.create = { _, _, _, _, _, _ in 0 }
    table.invoke = { _, _, _ in 0 }
    table.destroy = { _ in }
    table.drained = { _, _ in }
    return table
  }

  private func refusal(_ table: hermes_plugin, size: Int = MemoryLayout<hermes_plugin>.size)
    -> String?
  {
    let guarded = Guarded(table, size: size)
    do {
      _ = try PluginTable(guarded.table, file: "x.so")
      return nil
    } catch { return error.cause }
  }

  @Test("A whole table is read")
  func whole() throws {
    let guarded = Guarded(table(), size: MemoryLayout<hermes_plugin>.size)
    let read = try PluginTable(guarded.table, file: "x.so")
    #expect(read.name == "n" && read.agentCount == 1 && read.drained != nil && read.cancel == nil)
  }

  @Test("Of an older, shorter table nothing is read past its end", arguments: [88, 96])
  func shorter(size: Int) throws {
    var table = table()
    table.struct_size = UInt32(size)
    let guarded = Guarded(table, size: size)
    #expect(try PluginTable(guarded.table, file: "x.so").drained == nil)
  }

  @Test(
    "A table that ends before destroy is refused, and only its head is read",
    arguments: [8, 40, 80])
  func tooShort(size: Int) {
    var table = table()
    table.struct_size = UInt32(size)
    #expect(refusal(table, size: size) == "its struct_size \(size) does not cover destroy")
    table.abi_major = 7
    #expect(refusal(table, size: size) == "it has ABI major 7 and this host 1")
  }

  @Test("Whatever the host needs and the table lacks is named")
  func lacking() {
    func refused(_ change: (inout hermes_plugin) -> Void) -> String? {
      var table = table()
      change(&table)
      return refusal(table)
    }
    #expect(refused { $0.name = hermes_bytes() } == "its name or version is empty or not UTF-8")
    #expect(refused { $0.version.ptr = nil } == "its name or version is empty or not UTF-8")
    #expect(refused { $0.agent_count = 0 } == "its agent_count is 0 and not 1 to 64")
    #expect(refused { $0.agent_count = 65 } == "its agent_count is 65 and not 1 to 64")
    #expect(refused { $0.agent_card = nil } == "its agent_card is NULL")
    #expect(refused { $0.create = nil } == "its create is NULL")
    #expect(refused { $0.invoke = nil } == "its invoke is NULL")
    #expect(refused { $0.destroy = nil } == "its destroy is NULL")
  }
}
