import AgentABI
import Glibc
import HermesThreads
import Synchronization

/// Creates the `hermes_host` of a probe, read-only and at the end of readable memory, so that an
/// agent that reads beyond it or writes to it is ended by a signal.
enum ProbeHostTable {
  /// How much of the table a host has, and which minor version it reports.
  enum Size: Sendable {
    /// As in ABI 1.0, the first frozen version.
    case oldest
    case current
    /// With functions beyond those of hermes_agent.h.
    case newer

    var abiVersion: UInt32 { UInt32(HERMES_ABI_MAJOR) << 16 | UInt32(minor) }

    fileprivate var minor: UInt16 {
      switch self {
      case .oldest: 0
      case .current: UInt16(HERMES_ABI_MINOR)
      case .newer: UInt16(HERMES_ABI_MINOR) + 1
      }
    }
  }

  private static let newFunctions = 8
  private static let hosts = Mutex<[UInt: ProbeHost]>([:])

  /// The memory is never freed, because the ABI declares it STATIC.
  static func makeTable(for host: ProbeHost, size: Size) -> UnsafePointer<hermes_host> {
    var bytes = withUnsafeBytes(of: table) { [UInt8]($0) }
    switch size {
    case .oldest:
      // get_extension is the last field of 1.0.
      let end = MemoryLayout<hermes_host>.offset(of: \.get_extension) ?? 48
      bytes = Array(bytes[..<(end + MemoryLayout<UInt>.size)])
    case .current: break
    case .newer:
      let trap: @convention(c) () -> Void = { ProbeHostTable.beyond() }
      let address = UInt(bitPattern: unsafeBitCast(trap, to: UnsafeRawPointer.self))
      for _ in 0..<newFunctions { withUnsafeBytes(of: address) { bytes.append(contentsOf: $0) } }
    }
    withUnsafeBytes(of: UInt32(bytes.count)) { bytes.replaceSubrange(0..<4, with: $0) }
    withUnsafeBytes(of: size.minor) { bytes.replaceSubrange(6..<8, with: $0) }
    let pointer = GuardedBytes(bytes).leaked().assumingMemoryBound(to: hermes_host.self)
    hosts.withLock { $0[UInt(bitPattern: pointer)] = host }
    return pointer
  }

  private static func probeHost(of table: UnsafePointer<hermes_host>?) -> ProbeHost? {
    hosts.withLock { $0[UInt(bitPattern: table)] }
  }

  private static func beyond() {
    for host in hosts.withLock({ Array($0.values) }) {
      host.addFault(.beyondTable, text: "it called a function that hermes_agent.h does not have")
    }
  }

  /// A copy of borrowed bytes; nil for NULL with a length.
  private static func copyBytes(_ bytes: hermes_bytes) -> [UInt8]? {
    guard bytes.len > 0 else { return [] }
    guard let pointer = bytes.ptr else { return nil }
    return [UInt8](UnsafeBufferPointer(start: pointer, count: bytes.len))
  }

  private static var table: hermes_host {
    hermes_host(
      struct_size: 0, abi_major: UInt16(HERMES_ABI_MAJOR), abi_minor: 0,
      finish: { table, call, status, json in
        ProbeHostTable.probeHost(of: table)?.finish(
          call, status: status, bytes: ProbeHostTable.copyBytes(json))
          ?? ABIStatus.invalid
      },
      emit: { table, call, kind, json in
        ProbeHostTable.probeHost(of: table)?.emit(
          call, kind: kind, bytes: ProbeHostTable.copyBytes(json)) ?? ABIStatus.invalid
      },
      emit_wait: { table, call, kind, json, _ in
        ProbeHostTable.probeHost(of: table)?.emit(
          call, kind: kind, bytes: ProbeHostTable.copyBytes(json)) ?? ABIStatus.invalid
      },
      is_cancelled: { table, call in
        ProbeHostTable.probeHost(of: table)?.isCancelled(call) ?? true ? 1 : 0
      },
      log: { _, _, _, message in _ = ProbeHostTable.copyBytes(message) },
      get_extension: { _, _ in nil })
  }
}
