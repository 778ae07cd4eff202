import Glibc
import NIOCore
import NIOPosix

/// Watches a connection while output waits for its peer, and reports when the peer has read nothing
/// for too long. Costs nothing while no output waits. Use on the connection's loop only.
///
/// `StreamSocket`, `EventSourceStream` and `UnreadAnswers` each have one.
package final class ReaderWatch {
  private let channel: any Channel
  private let limit: TimeAmount
  private let isIdle: () -> Bool
  private let onStall: () -> Void
  private var progress = ReaderProgress()
  private var timer: Scheduled<Void>?

  /// - Parameters:
  ///   - limit: how long a peer may read nothing; noticed within a third more.
  ///   - isIdle: whether no output waits for the peer.
  package init(
    _ channel: any Channel, limit: TimeAmount, isIdle: @escaping () -> Bool,
    onStall: @escaping () -> Void
  ) {
    self.channel = channel
    self.limit = limit
    self.isIdle = isIdle
    self.onStall = onStall
  }

  /// Output is waiting for the peer.
  package func begin() {
    guard timer == nil else { return }
    progress = ReaderProgress()
    checkReader()
  }

  /// Nothing waits any more, or the connection has ended.
  package func stop() {
    timer?.cancel()
    timer = nil
  }

  /// Whether the peer has read anything since the last call.
  package func hasTakenMore() -> Bool {
    guard let taken = acknowledged(), taken > lastSeen else { return false }
    lastSeen = taken
    return true
  }

  private var lastSeen: UInt64 = 0

  private func checkReader() {
    timer = nil
    guard channel.isActive, !isIdle() else { return }
    // Without TCP this cannot be determined; such a socket is the operator's own.
    if let taken = acknowledged(), progress.hasStalled(taken: taken, at: .now(), limit: limit) {
      return onStall()
    }
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    timer = channel.eventLoop.scheduleTask(in: .nanoseconds(limit.nanoseconds / 3)) {
      bound.value.checkReader()
    }
  }

  /// The bytes that the peer has acknowledged. What the kernel accepted says nothing about a peer
  /// that reads slowly from a large buffer.
  private func acknowledged() -> UInt64? {
    let operations = channel.pipeline.syncOperations
    let descriptor = try? operations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
      $0
    }
    guard let descriptor else { return nil }
    // linux/tcp.h: the C library's struct ends before tcpi_bytes_acked.
    let offset = 120
    let size = 128
    return withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { info -> UInt64? in
      var length = socklen_t(size)
      guard getsockopt(descriptor, CInt(IPPROTO_TCP), TCP_INFO, info.baseAddress, &length) == 0,
        length >= size
      else { return nil }
      return info.load(fromByteOffset: offset, as: UInt64.self)
    }
  }
}

/// Whether a count that should grow has stood still for too long.
struct ReaderProgress {
  private var most: UInt64?
  private var since = NIODeadline.uptimeNanoseconds(0)

  mutating func hasStalled(taken: UInt64, at now: NIODeadline, limit: TimeAmount) -> Bool {
    guard let most, taken <= most else {
      self.most = taken
      since = now
      return false
    }
    return now - since >= limit
  }
}
