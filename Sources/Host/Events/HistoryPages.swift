import DequeModule
import Synchronization

/// Shares pages of history among readers that need the same page at about the same time.
///
/// Readers that fall behind together are at the same position and ask for the same page: with a
/// thousand of them the database would answer the same query a thousand times.
final class HistoryPages: Sendable {
  struct Key: Hashable, Sendable {
    var topic: Topic
    var position: Int64
    var isMerging: Bool
  }

  /// Size of the cache, in bytes. The newest pages are kept, none longer than `lifetime`.
  static let maximumBytes = 4 << 20
  static let lifetime = Duration.seconds(1)

  private enum Turn: Sendable {
    case take(Segment)
    case read(isShared: Bool)
  }

  private typealias Waiter = CheckedContinuation<Turn, Never>

  private enum Page: Sendable {
    /// - Parameter deletions: how many there had been when the read started.
    case reading([Waiter], deletions: Int)
    case kept(Segment)
  }

  private struct State: Sendable {
    var pages: [Key: Page] = [:]
    var kept = Deque<(key: Key, bytes: Int, at: ContinuousClock.Instant)>()
    var bytes = 0
    var deletions = 0

    mutating func removeOld(_ now: ContinuousClock.Instant) {
      while let first = kept.first,
        bytes > HistoryPages.maximumBytes || now - first.at > HistoryPages.lifetime
      {
        kept.removeFirst()
        bytes -= first.bytes
        pages[first.key] = nil
      }
    }
  }

  private let state = Mutex(State())

  /// - Parameter read: reads the page; not called if another reader has read it.
  func page(
    _ key: Key, read: @Sendable () async throws -> Segment
  ) async throws -> Segment {
    switch await nextTurn(for: key) {
    case .take(let segment): return segment
    case .read(isShared: false): return try await read()
    case .read(isShared: true):
      do {
        let segment = try await read()
        resumeWaiters(with: segment, for: key)
        return segment
      } catch {
        resumeWaiters(with: nil, for: key)
        throw error
      }
    }
  }

  /// Forgets all pages, because something was deleted that they may hold. Any thread.
  func forgetAll() {
    state.withLock { state in
      state.deletions += 1
      for page in state.kept { state.pages[page.key] = nil }
      state.kept = []
      state.bytes = 0
    }
  }

  private func nextTurn(for key: Key) async -> Turn {
    await withCheckedContinuation { waiter in
      let turn = state.withLock { state -> Turn? in
        state.removeOld(.now)
        switch state.pages[key] {
        case .kept(let segment): return .take(segment)
        case .reading(let others, let deletions):
          state.pages[key] = .reading(others + [waiter], deletions: deletions)
          return nil
        case nil:
          state.pages[key] = .reading([], deletions: state.deletions)
          return .read(isShared: true)
        }
      }
      if let turn { waiter.resume(returning: turn) }
    }
  }

  /// - Parameter segment: nil if it could not be read.
  private func resumeWaiters(with segment: Segment?, for key: Key) {
    // An empty page means that a reader is up to date, which each reader has to find out for
    // itself.
    let segment = segment.flatMap { $0.isEmpty ? nil : $0 }
    let waiters = state.withLock { state -> [Waiter] in
      guard case .reading(let waiters, let deletions) = state.pages[key] else { return [] }
      state.pages[key] = nil
      // A page that was read before a deletion may hold what was deleted.
      if let segment, deletions == state.deletions {
        state.pages[key] = .kept(segment)
        state.kept.append((key, segment.byteCount, .now))
        state.bytes += segment.byteCount
        state.removeOld(.now)
      }
      return waiters
    }
    for waiter in waiters {
      waiter.resume(returning: segment.map(Turn.take) ?? .read(isShared: false))
    }
  }
}
