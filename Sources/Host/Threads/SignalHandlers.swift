import Glibc

/// The disposition of every signal in this process at one moment.
package struct SignalHandlers: @unchecked Sendable {
  // Proof for @unchecked: values of C that are only compared, and handed back to the kernel.
  private let actions: [sigaction]

  /// The highest number on Linux.
  private static let signals: ClosedRange<Int32> = 1...64

  /// The dispositions at this moment.
  package init() {
    actions = Self.signals.map { signal in
      var action = sigaction()
      // The two signals that the C library reserves cannot be read.
      sigaction(signal, nil, &action)
      return action
    }
  }

  /// The signals whose handler differs from that in `before`. Flags are ignored: the C library adds
  /// some when a disposition is restored.
  package func changed(since before: SignalHandlers) -> [Int32] {
    zip(Self.signals, zip(before.actions, actions)).compactMap { signal, pair in
      Self.handler(pair.0) == Self.handler(pair.1) ? nil : signal
    }
  }

  /// The same, except for SIGPIPE being ignored, which the server does itself.
  package func taken(since before: SignalHandlers) -> [Int32] {
    changed(since: before).filter { signal in
      signal != SIGPIPE || Self.handler(actions[Int(signal) - 1]) != Self.ignore
    }
  }

  /// Restores the signals' dispositions.
  package func putBack(_ signals: [Int32]) {
    for signal in signals where Self.signals.contains(signal) {
      var action = actions[Int(signal) - 1]
      sigaction(signal, &action, nil)
    }
  }

  private static let ignore: UInt = 1  // SIG_IGN

  private static func handler(_ action: sigaction) -> UInt {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
  }
}
