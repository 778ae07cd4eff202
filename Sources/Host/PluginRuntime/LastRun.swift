/// How the server ended that had the data directory before.
package enum LastRun: Sendable, Equatable {
  case endedInOrder
  /// nil: no agent was at work, or nothing is known, as of a machine that lost its power.
  case died(CrashReport?)

  /// What follows for the libraries, without effects.
  package struct Consequence: Sendable, Equatable {
    /// The digest of a library that goes to a process of its own, and why.
    package var quarantine: (digest: String, reason: String, library: String)?
    /// The digest of the library that was alone at work when the server died, without proof.
    package var suspect: String?

    package static func == (left: Consequence, right: Consequence) -> Bool {
      left.suspect == right.suspect && left.quarantine?.digest == right.quarantine?.digest
        && left.quarantine?.reason == right.quarantine?.reason
        && left.quarantine?.library == right.quarantine?.library
    }
  }

  package var report: CrashReport? {
    if case .died(let report) = self { report } else { nil }
  }

  /// A culprit that is known goes to a process of its own at once; one that was only alone at work
  /// (`abort` on its own thread, `_exit`, kill -9) when it was so at two deaths in a row.
  /// - Parameter suspect: what was stored at the death before.
  package func consequence(suspect: String?) -> Consequence {
    guard let report else {
      // At a death with nobody at work nothing was learned.
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
