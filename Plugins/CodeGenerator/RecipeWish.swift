/// The words that a recipe is looked for with. The search compares many of them with many others, so they are few: who
/// wants one of the recipes says so in a sentence or two.
struct RecipeWish: Sendable {
  static let maximumBytes = 4 << 10

  /// Without runs of white space, and cut.
  let text: String
  /// Whether there was more than is read here.
  let isCut: Bool

  init(_ wish: String) {
    var scalars = String.UnicodeScalarView()
    var (bytes, isCut) = (0, false)
    // What stands between two words: a line break if there is any.
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
