import Dispatch
import Foundation

/// The outcome of a short run of another program.
struct ToolRun: Sendable {
  private static let maximumOutput = 500

  /// The exit status; nil if it could not be started or did not end in time.
  let status: Int32?
  /// The beginning of what it printed, on one line.
  let output: String

  /// Runs a program, off the cooperative pool.
  static func run(_ command: [String], limit: Duration) async -> ToolRun {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: runNow(command, limit: limit)) }
    }
  }

  private static func runNow(_ command: [String], limit: Duration) -> ToolRun {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch {
      return ToolRun(status: nil, output: error.localizedDescription)
    }
    let watch = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(
      deadline: .now() + .milliseconds(Int(limit / .milliseconds(1))), execute: watch)
    let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    watch.cancel()
    let text = String(decoding: data.prefix(maximumOutput), as: UTF8.self)
    return ToolRun(
      status: process.terminationReason == .exit ? process.terminationStatus : nil,
      output: text.split(whereSeparator: \.isNewline).joined(separator: " "))
  }
}
