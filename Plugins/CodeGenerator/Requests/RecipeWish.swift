/// The words for the recipe search. They are limited, because the search compares many of them with
/// many others; a request for a recipe needs only a sentence or two.
struct RecipeWish: Sendable {
  static let maximumBytes = 4 << 10

  /// With runs of white space collapsed, and cut.
  let text: String
  /// Whether the request was longer.
  let isCut: Bool

  init(_ wish: String) {
    var scalars = String.UnicodeScalarView()
    var (bytes, isCut) = (0, false)
    // The gap between two words: a line break if it contains any.
    var gap: Unicode.Scalar?
    for scalar in wish.unicodeScalars {
      if scalar.properties.isWhitespace {
        gap = gap == "\n" || scalar == "\n" || scalar == "\r" ? "\n" : " "
        continue
      }
      bytes += UTF8.width(scalar) + (gap == nil ? 0 : 1)
      guard bytes <= Self.maximumBytes else {
        isCut = true
        break
      }
      if let gap { scalars.append(gap) }
      gap = nil
      scalars.append(scalar)
    }
    text = String(scalars)
    self.isCut = isCut
  }
}
