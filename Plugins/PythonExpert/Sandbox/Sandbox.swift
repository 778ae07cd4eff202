import AgentKit
import Foundation

/// Runs Python where it can do no harm: bubblewrap with a new namespace of every kind, an empty
/// environment, and a root that contains only Python (read-only) and a small /tmp.
///
/// It runs in a separate session: if the kernel distributes processor time by session (autogroups),
/// busy code takes nothing from the server's share; otherwise the idle priority (limits.py) has the
/// same effect.
///
/// There is no /proc: Python doesn't need it, and mounting one fails in many containers.
struct Sandbox: Sendable {
  let limits: SandboxLimits
  let bubblewrap: String
  let python: String
  /// True if the operator accepts running Python with only resource limits when bubblewrap is
  /// missing.
  let allowsWeak: Bool
  private let user = SandboxUser()

  init(config: JSONValue) {
    var limits = SandboxLimits()
    if let milliseconds = config["timeout_ms"]?.number {
      limits.milliseconds = Int(min(max(100, milliseconds), 3_600_000))
    }
    self.limits = limits
    bubblewrap = config["bubblewrap"]?.string ?? "/usr/bin/bwrap"
    python = config["python"]?.string ?? "/usr/bin/python3"
    allowsWeak =
      config["allow_weak_sandbox"]?.bool
      ?? (ProcessInfo.processInfo.environment["HERMES_ALLOW_WEAK_SANDBOX"] == "1")
  }

  /// True if there is no bubblewrap and the operator accepts that.
  var isWeak: Bool { !hasBubblewrap && allowsWeak }

  private var hasBubblewrap: Bool { access(bubblewrap, X_OK) == 0 }

  /// Runs one job.
  /// - Throws: An `AgentError` that names what the code did wrong, or what is missing on this
  ///   system.
  func run<Result: Decodable & Sendable>(
    _ task: SandboxJob.Task, source: String, change: ModuleChange? = nil, as type: Result.Type
  ) async throws -> Result {
    try await run(task, source: source, change: change, files: [], as: type).result
  }

  /// Like `run`, with files that the code may read.
  /// - Parameter files: Their names and texts.
  /// - Returns: The result, and the code's output.
  func run<Result: Decodable & Sendable>(
    _ task: SandboxJob.Task, source: String, change: ModuleChange? = nil, files: [[String]],
    as type: Result.Type
  ) async throws -> (result: Result, printed: String) {
    guard access(python, X_OK) == 0 else {
      throw AgentError(
        code: "sandbox_unavailable", message: "There is no Python at \(python): install python3.")
    }
    guard hasBubblewrap || allowsWeak else {
      throw AgentError(
        code: "sandbox_unavailable",
        message: """
          Code is only run inside bubblewrap, and \(bubblewrap) is missing. Install it with \
          `apt-get install bubblewrap`.
          """)
    }
    let input = try JSONEncoder().encode(
      SandboxJob(task, source: source, change: change, files: files, limits: limits))
    let exit =
      isWeak
      ? try await SandboxProcess(
        command: interpreter(python), input: input, limits: limits, filter: nil
      ).run()
      : try await makeProcess(
        user: await choice(), program: interpreter("/usr/bin/python3"), input: input
      ).run()
    return (try decode(exit, as: type), String(decoding: exit.output, as: UTF8.self))
  }

  private func makeProcess(
    user: SandboxUser.Choice, program: [String], input: Data
  ) -> SandboxProcess {
    SandboxProcess(
      command: SandboxUser.start(arguments + program, as: user), input: input, limits: limits,
      filter: user == .root ? SystemCallFilter.withoutThreads : SystemCallFilter.withThreads)
  }

  private func choice() async -> SandboxUser.Choice {
    await user.choice { user in
      let exit = try? await makeProcess(
        user: user, program: ["/usr/bin/python3", "-I", "-S", "-V"], input: Data()
      ).run()
      return exit?.cause == .ended && exit?.status == 0
    }
  }

  private func decode<Result: Decodable>(_ exit: SandboxExit, as type: Result.Type) throws -> Result
  {
    switch exit.cause {
    case .ended:
      if let result = try? JSONDecoder().decode(type, from: exit.result) { return result }
      let printed = String(decoding: exit.output.prefix(500), as: UTF8.self)
      if printed.hasPrefix("bwrap: "), !exit.hasSeenPython {
        throw AgentError(
          code: "sandbox_unavailable",
          message: "bubblewrap can't make the sandbox on this machine: \(printed)")
      }
      throw AgentError(
        code: "sandbox_crashed",
        message: "Python ended with status \(exit.status) before it gave a result. \(printed)")
    case .timeLimit:
      throw AgentError(
        code: "time_limit",
        message: "The code did not end within \(limits.milliseconds) ms and was killed.")
    case .outputLimit:
      throw AgentError(
        code: "output_limit",
        message: "The code printed more than \(limits.outputBytes >> 10) KiB and was killed.")
    case .fileLimit:
      throw AgentError(
        code: "file_limit",
        message: "The code made more than \(limits.temporaryFiles) files in /tmp and was killed.")
    case .memoryLimit:
      throw AgentError(
        code: "memory_limit",
        message:
          "The code scattered its memory over more than \(limits.pageTableBytes >> 20) MiB of page tables and was killed."
      )
    case .cancelled:
      throw CancellationError()
    }
  }

  private func interpreter(_ path: String) -> [String] {
    [path, "-I", "-S", "-B", "-X", "utf8", "-c", SandboxJob.start]
  }

  /// The bubblewrap command up to the program. Descriptor 3 is the system call filter.
  private var arguments: [String] {
    var real = python
    if let resolved = realpath(python, nil) {
      real = String(cString: resolved)
      free(resolved)
    }
    let binary = real as NSString
    let prefix = (binary.deletingLastPathComponent as NSString).deletingLastPathComponent
    let library = "\(prefix)/lib/\(binary.lastPathComponent)"
    var arguments = [
      bubblewrap, "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534",
      "--die-with-parent", "--new-session", "--cap-drop", "ALL",
      "--clearenv", "--setenv", "PATH", "/usr/bin", "--setenv", "HOME", "/tmp",
      "--setenv", "LANG", "C.UTF-8",
      "--ro-bind", real, "/usr/bin/python3",
      "--ro-bind", library, "/usr/lib/\(binary.lastPathComponent)",
    ]
    for folder in Self.libraryFolders { arguments += ["--ro-bind-try", folder, folder] }
    for (link, target) in [("/lib", "usr/lib"), ("/lib64", "usr/lib64")] {
      // Debian has merged /usr; other systems have separate folders.
      let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) != nil
      arguments += isLink ? ["--symlink", target, link] : ["--ro-bind-try", link, link]
    }
    for device in ["null", "zero", "random", "urandom"] {
      arguments += ["--dev-bind", "/dev/\(device)", "/dev/\(device)"]
    }
    // The root is also a file system in memory, without a size limit: hence read-only, and last.
    return arguments + [
      "--size", String(limits.temporaryBytes), "--tmpfs", "/tmp", "--chdir", "/tmp",
      "--remount-ro", "/", "--seccomp", "3", "--",
    ]
  }

  private static let libraryFolders = [
    "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64",
  ]
}
