import HermesContract
import Synchronization
import Testing

@testable import HermesContract
@testable import HermesEvents

@Suite struct HistoryPagesTests {
  private struct Failure: Error {}

  private let pages = HistoryPages()
  private let reads = Counter()

  private func key(_ position: Int64) -> HistoryPages.Key {
    HistoryPages.Key(topic: .task(TaskID("t")), position: position, isMerging: true)
  }

  private func segment(_ count: Int) -> Segment {
    var segment = Segment(after: 0)
    if count > 0 {
      segment.append(.sample([UInt8](repeating: 7, count: count)), at: 1, isTerminal: false)
    }
    return segment
  }

  @Test("However many ask for a page, before or after it is there, it is read once")
  func shared() async throws {
    try await withThrowingTaskGroup(of: Segment.self) { group in
      for _ in 0..<200 {
        group.addTask {
          try await pages.page(key(3)) {
            reads.add()
            await Task.yield()
            return segment(10)
          }
        }
      }
      for try await page in group { #expect(page.byteCount == 10) }
    }
    #expect(reads.value == 1)
  }

  @Test("Nobody is told that there is nothing because another was")
  func empty() async throws {
    for _ in 0..<3 {
      _ = try await pages.page(key(1)) {
        reads.add()
        return segment(0)
      }
    }
    #expect(reads.value == 3)
  }

  @Test("A page that could not be read is read by the next")
  func failure() async throws {
    await #expect(throws: Failure.self) {
      try await pages.page(key(1)) { throw Failure() }
    }
    let page = try await pages.page(key(1)) { segment(5) }
    #expect(page.byteCount == 5)
  }

  @Test("What was read before a deletion is not handed out after it, nor is what was being read")
  func deletion() async throws {
    _ = try await pages.page(key(1)) { segment(5) }
    pages.forgetAll()
    _ = try await pages.page(key(1)) {
      reads.add()
      pages.forgetAll()
      return segment(5)
    }
    _ = try await pages.page(key(1)) {
      reads.add()
      return segment(5)
    }
    #expect(reads.value == 2)
  }

  @Test("What is kept is bounded in bytes, the oldest going first")
  func bounded() async throws {
    let half = HistoryPages.maximumBytes / 2
    for position in [1, 2, 3, 3, 1] as [Int64] {
      _ = try await pages.page(key(position)) {
        reads.add()
        return segment(half)
      }
    }
    // 1, 2, 3, then 3 from memory, and 1 again.
    #expect(reads.value == 4)
  }
}
