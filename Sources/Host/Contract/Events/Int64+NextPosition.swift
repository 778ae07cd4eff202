extension Int64 {
  /// The position after this one in a stream. `Int64.max` is its own successor, because clients
  /// send arbitrary positions and none of them may overflow.
  package var nextPosition: Int64 { self == .max ? self : self + 1 }
}
