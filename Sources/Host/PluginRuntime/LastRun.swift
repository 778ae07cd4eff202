/// How the previous server with this data directory ended.
package enum LastRun: Sendable, Equatable {
  case endedInOrder
  /// nil if no agent was running, or if nothing is known, as after a power failure.
  case died(CrashReport?)

  /// The consequences for libraries. Pure: it has no effects.
  package struct Consequence: Sendable, Equatable {
    /// The digest of a library that moves to its own process, and why.
    package var quarantine: (digest: String, reason: String, library: String)?
    /// The digest of the library that was the only one running when the server died, without proof.
    package var suspect: String?

    /// Compares the quarantined library and the suspect.
    package static func == (left: Consequence, right: Consequence) -> Bool {
      left.suspect == right.suspect && left.quarantine?.digest == right.quarantine?.digest
        && left.quarantine?.reason == right.quarantine?.reason
        && left.quarantine?.library == right.quarantine?.library
    }
  }

  /// nil if the server did not die, or nothing is known about it.
  package var report: CrashReport? {
    if case .died(let report) = self { report } else { nil }
  }

  /// A proven culprit moves to its own process immediately. A library that was merely the only one
  /// running (`abort` on its own thread, `_exit`, kill -9) moves after two such deaths in a row.
  /// - Parameter suspect: what was stored at the death before.
  package func consequence(suspect: String?) -> Consequence {
    guard let report else {
      // A death without a running agent proves nothing.
      return Consequence(suspect: self == .endedInOrder ? nil : suspect)
    }
    switch report.verdict {
    case .certain(let call):
      return Consequence(quarantine: (call.digest, "\(report)", call.library))
    case .library(let path, let digest):
      return Consequence(quarantine: (digest, "\(report)", path))
    case .candidates(let calls):
      guard let call = calls.first else { return Consequence(suspect: suspect) }
      guard !call.digest.isEmpty, calls.allSatisfy({ $0.digest == call.digest }) else {
        return Consequence()
      }
      guard suspect == call.digest else { return Consequence(suspect: call.digest) }
      let reason = "\(report), the second time in a row with no other library at work"
      return Consequence(quarantine: (call.digest, reason, call.library))
    }
  }
}
