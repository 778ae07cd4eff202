import Glibc

/// What each signal does in this process, at one moment.
package struct SignalHandlers: @unchecked Sendable {
  // Proof for @unchecked: values of C that are only compared, and handed back to the kernel.
  private let actions: [sigaction]

  /// The highest number of Linux.
  private static let signals: ClosedRange<Int32> = 1...64

  package init() {
    actions = Self.signals.map { signal in
      var action = sigaction()
      // Of the two that the C library keeps to itself nothing is told.
      sigaction(signal, nil, &action)
      return action
    }
  }

  /// The signals that have another handler than in `before`. Flags do not count: the C library
  /// adds some of its own where a disposition was put back.
  package func changed(since before: SignalHandlers) -> [Int32] {
    zip(Self.signals, zip(before.actions, actions)).compactMap { signal, pair in
      Self.handler(pair.0) == Self.handler(pair.1) ? nil : signal
    }
  }

  /// The same, but for SIGPIPE being ignored: the server ignores it itself.
  package func taken(since before: SignalHandlers) -> [Int32] {
    changed(since: before).filter { signal in
      signal != SIGPIPE || Self.handler(actions[Int(signal) - 1]) != Self.ignore
    }
  }

  /// Makes the signals do again what they did.
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
