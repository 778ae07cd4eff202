import Glibc
import HermesCRuntime
import HermesContract
import HermesThreads

/// How the previous run of the server died, according to its record of calls in flight.
package struct CrashReport: Sendable, Equatable, CustomStringConvertible {
  /// A call that was in flight when the server died.
  package struct Call: Sendable, Equatable {
    let token: UInt64
    let agent: String
    let task: String
    let library: String
    let digest: String
  }

  /// Who is to blame, as far as the record can show.
  package enum Verdict: Sendable, Equatable {
    /// The dying thread was inside this call.
    case certain(Call)
    /// The dying thread belonged to the library.
    case library(path: String, digest: String)
    /// The calls that were in flight; one or none of them is to blame.
    case candidates([Call])
  }

  /// "SIGSEGV", "exit()" or "killed".
  package let cause: String
  /// What the record shows about the cause.
  package let verdict: Verdict

  /// One line for the log.
  package var description: String {
    switch verdict {
    case .certain(let call) where call.token == CallRecord.making:
      return "\(cause) while \(call.agent) was being made with its configuration (certain)"
    case .certain(let call):
      return "\(cause) in \(call.agent), call \(call.token) of task \(call.task) (certain)"
    case .library(let path, _): return "\(cause) in a thread of \(path) (library)"
    case .candidates(let calls):
      let names = Set(calls.map(\.agent)).sorted().joined(separator: ", ")
      return "\(cause) with \(calls.count) calls in flight: \(names) (candidates)"
    }
  }

  /// Blocks while reading a small file.
  package static func lastRun(_ path: String) -> LastRun {
    guard let record = hermes_record_map(path), let end = hermes_record_how(record)?.pointee else {
      return .died(nil)
    }
    switch end.state {
    case Int32(HERMES_RECORD_RUNNING.rawValue):
      let calls = openCalls(record)
      return .died(
        calls.isEmpty ? nil : CrashReport(cause: "killed", verdict: .candidates(calls)))
    case Int32(HERMES_RECORD_SIGNALLED.rawValue):
      return .died(
        CrashReport(cause: SignalName.of(end.signal), verdict: verdict(of: record, end: end)))
    case Int32(HERMES_RECORD_EXITED.rawValue):
      return .died(CrashReport(cause: "exit()", verdict: verdict(of: record, end: end)))
    default: return .endedInOrder
    }
  }

  private static func verdict(of record: OpaquePointer, end: hermes_record_end) -> Verdict {
    if let call = call(in: record, slot: end.slot) { return .certain(call) }
    if let library = hermes_record_library_at(record, end.library) {
      return .library(path: libraryPath(library), digest: digest(library))
    }
    return .candidates(openCalls(record))
  }

  private static func openCalls(_ record: OpaquePointer) -> [Call] {
    (1...UInt32(HERMES_RECORD_CALLS)).compactMap { call(in: record, slot: $0) }
  }

  /// nil if the slot is free.
  private static func call(in record: OpaquePointer, slot: UInt32) -> Call? {
    guard let entry = hermes_record_call_at(record, slot), entry.pointee.token != 0 else {
      return nil
    }
    let library = hermes_record_library_at(record, entry.pointee.library)
    return Call(
      token: entry.pointee.token, agent: string(fromTuple: entry.pointee.agent),
      task: string(fromTuple: entry.pointee.task), library: library.map(libraryPath) ?? "",
      digest: library.map(digest) ?? "")
  }

  private static func libraryPath(_ library: UnsafePointer<hermes_record_library>) -> String {
    string(fromTuple: library.pointee.path)
  }

  private static func digest(_ library: UnsafePointer<hermes_record_library>) -> String {
    string(fromTuple: library.pointee.digest)
  }

  /// The text in a C array, which Swift imports as a tuple.
  private static func string<Tuple>(fromTuple tuple: Tuple) -> String {
    withUnsafeBytes(of: tuple) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  // MARK: - This run

  /// Starts the record of this run and installs handlers for fault signals. Call once per process.
  /// - Throws: `StartupError` if the file cannot be created.
  package static func beginRecord(_ path: String) throws {
    let status = hermes_record_begin(path)
    guard status == 0 else {
      throw StartupError(
        "\(path) can't be made (\(String(cString: strerror(status)))). Check the data directory.")
    }
  }

  /// Marks an orderly end of the server.
  package static func endRecord() { hermes_record_orderly() }
}
