import AgentABI
import Glibc

/// Bytes that end at the end of readable memory and are unmapped afterwards: code that reads past
/// the last byte, writes to them or keeps the pointer is ended by a signal.
struct GuardedBytes: ~Copyable {
  private static let page = Int(sysconf(Int32(_SC_PAGESIZE)))
  private let base: UnsafeMutableRawPointer
  private let total: Int
  let start: UnsafeMutableRawPointer
  private let count: Int

  init(_ bytes: [UInt8]) {
    count = bytes.count
    let room = (bytes.count + Self.page - 1) / Self.page * Self.page
    total = room + Self.page
    let memory = mmap(nil, total, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else { fatalError("mmap of \(total) bytes failed") }
    base = memory
    start = memory + (room - bytes.count)
    start.copyMemory(from: bytes, byteCount: bytes.count)
    mprotect(memory + room, Self.page, PROT_NONE)
    if room > 0 { mprotect(memory, room, PROT_READ) }
  }

  deinit { munmap(base, total) }

  var view: hermes_bytes {
    hermes_bytes(
      ptr: count == 0 ? nil : UnsafePointer(start.assumingMemoryBound(to: UInt8.self)), len: count)
  }

  /// Gives up ownership; the memory is never unmapped.
  consuming func leaked() -> UnsafeRawPointer {
    let pointer = UnsafeRawPointer(start)
    discard self
    return pointer
  }
}
