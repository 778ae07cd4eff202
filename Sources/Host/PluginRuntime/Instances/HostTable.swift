import AgentABI
import HermesContract
import HermesThreads
import Logging

/// Builds the `hermes_host` of an instance: C functions that find the instance from the table's
/// address.
enum HostTable {
  /// The table that the library sees, followed by fields that it does not.
  private struct Box {
    var table: hermes_host
    var instance: Unmanaged<AgentInstance>
  }

  private static let maximumLogBytes = 8 << 10

  /// The memory is never freed and the instance never released, because a library may call through
  /// this table for as long as the process lives.
  static func makeTable(for instance: AgentInstance) -> UnsafePointer<hermes_host> {
    let box = UnsafeMutablePointer<Box>.allocate(capacity: 1)
    box.initialize(to: Box(table: table, instance: .passRetained(instance)))
    return UnsafeRawPointer(box).assumingMemoryBound(to: hermes_host.self)
  }

  static func instance(_ host: UnsafePointer<hermes_host>?) -> AgentInstance? {
    guard let host else { return nil }
    return UnsafeRawPointer(host).assumingMemoryBound(to: Box.self).pointee.instance
      .takeUnretainedValue()
  }

  private static var table: hermes_host {
    hermes_host(
      struct_size: UInt32(MemoryLayout<hermes_host>.size), abi_major: UInt16(HERMES_ABI_MAJOR),
      abi_minor: UInt16(HERMES_ABI_MINOR),
      finish: { host, call, status, json in
        HostTable.instance(host)?.finish(call, status: status, json: json) ?? ABIStatus.invalid
      },
      emit: { host, call, kind, json in
        HostTable.instance(host)?.emit(call, kind: kind, json: json) ?? ABIStatus.invalid
      },
      emit_wait: { host, call, kind, json, timeout in
        HostTable.instance(host)?.emitWait(call, kind: kind, json: json, timeout: timeout)
          ?? ABIStatus.invalid
      },
      is_cancelled: { host, call in
        HostTable.instance(host)?.isCancelled(call) ?? true ? 1 : 0
      },
      log: { host, call, level, message in
        HostTable.log(host, call, level, message)
      },
      get_extension: { host, id in
        guard let instance = HostTable.instance(host), let id = String(id) else { return nil }
        return ExtensionTable.pointer(id, for: instance)
      })
  }

  /// Turns any text of an agent into one log line, without line breaks or terminal escapes.
  static func oneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where scalar != "\t", .format, .lineSeparator, .paragraphSeparator:
        line += "\\u{\(String(scalar.value, radix: 16))}"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  private static func log(
    _ host: UnsafePointer<hermes_host>?, _ call: hermes_call, _ level: hermes_log_level,
    _ message: hermes_bytes
  ) {
    guard let instance = instance(host), message.len == 0 || message.ptr != nil else { return }
    let bytes = UnsafeBufferPointer(start: message.ptr, count: min(message.len, maximumLogBytes))
    log(String(decoding: bytes, as: UTF8.self), level: level, call: call, of: instance)
  }

  static func log(
    _ text: String, level: hermes_log_level, call: hermes_call, of instance: AgentInstance
  ) {
    let decision = instance.logAllowance.withLock { $0.spend(at: monotonicNanoseconds()) }
    guard case .pass(let dropped) = decision else { return }
    tellDropped(dropped, of: instance)
    write(text, level: level, call: call, of: instance)
  }

  /// Logs how many lines were dropped.
  static func tellDropped(_ count: Int, of instance: AgentInstance) {
    if count > 0 {
      write(LogAllowance.droppedNote(count), level: ABILogLevel.warning, call: 0, of: instance)
    }
  }

  private static func write(
    _ text: String, level: hermes_log_level, call: hermes_call, of instance: AgentInstance
  ) {
    let text = text.cut(toBytes: maximumLogBytes)
    if let onLog = instance.setup.onLog { return onLog(text, level, call) }
    let logLevel: Logger.Level =
      switch level {
      case ABILogLevel.debug: .debug
      case ABILogLevel.warning: .warning
      case ABILogLevel.error: .error
      default: .info
      }
    // Escaping makes the text longer.
    let line = oneLine(text).cut(toBytes: 2 * maximumLogBytes)
    instance.logger.log(level: logLevel, "agent: \(line)", metadata: ["call": "\(call)"])
  }
}
