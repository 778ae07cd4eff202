extension Int64 {
  /// The position after this one in a stream. The greatest number is its own successor: clients name
  /// positions as they like, and no number of theirs may overflow.
  package var nextPosition: Int64 { self == .max ? self : self + 1 }
}
