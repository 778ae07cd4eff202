import HermesContract
import Synchronization

/// Limits what the steps of one task produce before the task ends: each step may return several
/// MiB, and a plan has many steps.
final class HeldResults: Sendable {
  static let maximumBytes = 64 << 20

  private let bytes = Atomic(0)
  private let isFull = Atomic(false)

  /// Counts the results of an earlier run.
  func add(_ made: [ArtifactSummary]) {
    bytes.add(made.reduce(0) { $0 + $1.bytes + 512 }, ordering: .relaxed)
  }

  /// `result_too_large` if there is no room for more results, otherwise nil. Any thread; does not
  /// block.
  var refusal: HermesError? {
    do throws(HermesError) { try admit([]) } catch { return error }
    return nil
  }

  /// Counts the results of a step, which are held from now on. Any thread; does not block.
  /// - Throws: `result_too_large`, and counts nothing. Once thrown, every later call throws it.
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

  /// Blobs are not counted: they are files, not memory.
  static func bytes(of artifacts: [Artifact]) -> Int {
    artifacts.reduce(0) { sum, artifact in
      sum + artifact.parts.reduce(256) { $0 + $1.text.utf8.count + 256 }
    }
  }
}
