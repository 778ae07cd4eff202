import Foundation
import HermesContract
import HermesStorage
import Testing

struct LogLengthTests {
  @Test("The log of the database stays short while reading goes on without a gap")
  func log() async throws {
    let bench = try await JournalBench()
    let megabyte = String(repeating: "x", count: 1 << 20)
    let read = try await bench.create(query: megabyte)
    let (store, user) = (bench.store, bench.user.id)
    let longest = try await withThrowingTaskGroup(of: Void.self, returning: Int.self) { group in
      for _ in 0..<3 {
        group.addTask {
          while !Task.isCancelled { _ = try? await store.task(read.id, owner: user) }
        }
      }
      var longest = 0
      for _ in 0..<64 {
        try await bench.create(query: megabyte)
        let path = bench.folder.file("hermes.sqlite-wal")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        longest = max(longest, attributes[.size] as? Int ?? 0)
      }
      group.cancelAll()
      return longest
    }
    #expect(longest < 32 << 20)
    try await bench.stop()
  }
}
