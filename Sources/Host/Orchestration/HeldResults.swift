import HermesContract
import Synchronization

/// Bounds what the steps of one task make until it ends: each may answer several MiB, and a plan has many steps.
final class HeldResults: Sendable {
  static let maximumBytes = 64 << 20

  private let bytes = Atomic(0)
  private let isFull = Atomic(false)

  /// Counts what an earlier run has made.
  func add(_ made: [ArtifactSummary]) {
    bytes.add(made.reduce(0) { $0 + $1.bytes + 512 }, ordering: .relaxed)
  }

  /// `result_too_large` if there is no room for anything more; nil if there is. From any thread; does not block.
  var refusal: HermesError? {
    do throws(HermesError) { try admit([]) } catch { return error }
    return nil
  }

  /// Counts what a step has made; it is held from now on. From any thread; does not block.
  /// - Throws: `result_too_large`, and nothing is counted; once thrown, always.
  func admit(_ artifacts: [Artifact]) throws(HermesError) {
    let more = Self.bytes(of: artifacts)
    guard !isFull.load(ordering: .relaxed),
      bytes.add(more, ordering: .relaxed).newValue <= Self.maximumBytes
    else {
      isFull.store(true, ordering: .relaxed)
      throw HermesError(
        .resultTooLarge,
        message:
          "The steps of this task have made more than \(Self.maximumBytes >> 20) MiB together. Ask for less at a time."
      )
    }
  }

  /// Blobs are files, and not in memory.
  static func bytes(of artifacts: [Artifact]) -> Int {
    artifacts.reduce(0) { sum, artifact in
      sum + artifact.parts.reduce(256) { $0 + $1.text.utf8.count + 256 }
    }
  }
}
