import Foundation

/// A word, number, quoted text or punctuation mark in a request.
struct QuestionToken: Sendable {
  enum Kind: Sendable, Equatable {
    case word
    case number(Double)
    case quoted, mark
  }

  let kind: Kind
  /// Folded; for a punctuation mark, the mark itself.
  let text: String
  /// As written in the request.
  let raw: String
  /// Whether white space precedes it.
  var isSpaced = false

  /// Further tokens are ignored.
  static let maximumCount = 600
  private static let maximumScalars = 200
  static let maximumText = 32 << 10

  private static let quotes: [Unicode.Scalar: Unicode.Scalar] = [
    "\"": "\"", "\u{201C}": "\u{201D}", "\u{201E}": "\u{201C}", "`": "`", "\u{AB}": "\u{BB}",
    "\u{2018}": "\u{2019}",
  ]

  /// Starting with two: "one" is usually not a number.
  private static let words = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]

  /// The tokens of a text, at most `maximumCount`.
  static func tokens(of text: String) -> [QuestionToken] {
    let scalars = Array(text.unicodeScalars.prefix(maximumText))
    var tokens: [QuestionToken] = []
    var position = 0
    while position < scalars.count, tokens.count < maximumCount {
      let scalar = scalars[position]
      let (count, isSpaced) = (
        tokens.count, position > 0 && CellText.isBlank(scalars[position - 1])
      )
      defer {
        if tokens.count > count {
          tokens[count].isSpaced = isSpaced
        } else if tokens.count == count, let last = tokens.indices.last,
          tokens[last].raw.hasPrefix("-"), position > 0
        {
          tokens[last].isSpaced = true
        }
      }
      if scalar == "\r" || scalar == "\n" || scalar == "\u{2028}" {
        tokens.append(QuestionToken(kind: .mark, text: "\n", raw: "\n"))
        position += 1
      } else if let token = quoted(scalars, position: &position)
        ?? single(scalars, position: &position)
      {
        tokens.append(token)
      } else if FoldedText.isWord(scalar) {
        let word = word(scalars, position: &position)
        // The sign is part of the number.
        if case .number(let number) = word.kind, number < 0, tokens.last?.raw == "-" {
          tokens.removeLast()
        }
        tokens.append(word)
      } else {
        position += 1
        if CellText.isBlank(scalar) { continue }
        let raw = String(scalar)
        let isPair = position < scalars.count && scalars[position] == "=" && "<>!=".contains(raw)
        if isPair { position += 1 }
        let mark = isPair ? raw + "=" : raw
        tokens.append(QuestionToken(kind: .mark, text: mark, raw: mark))
      }
    }
    return multiplied(tokens)
  }

  /// "2 million" is one number.
  private static func multiplied(_ tokens: [QuestionToken]) -> [QuestionToken] {
    let factors = ["thousand": 1e3, "million": 1e6, "billion": 1e9]
    var result: [QuestionToken] = []
    for token in tokens {
      if let factor = factors[token.text], let last = result.last,
        case .number(let number) = last.kind
      {
        result[result.count - 1] = QuestionToken(
          kind: .number(number * factor), text: last.text, raw: "\(last.raw) \(token.raw)",
          isSpaced: last.isSpaced)
      } else {
        result.append(token)
      }
    }
    return result
  }

  /// Text in quotes of any kind, on one line.
  private static func quoted(_ scalars: [Unicode.Scalar], position: inout Int) -> QuestionToken? {
    guard let close = quotes[scalars[position]],
      let end = scalars[(position + 1)...].prefix(200).firstIndex(of: close), end > position + 1
    else { return nil }
    return token(scalars[(position + 1)..<end], kind: .quoted, position: &position, end: end + 1)
  }

  /// 'Text' between words; an apostrophe inside a word does not open a quote.
  private static func single(_ scalars: [Unicode.Scalar], position: inout Int) -> QuestionToken? {
    guard scalars[position] == "'", position == 0 || CellText.isBlank(scalars[position - 1]),
      let end = scalars[(position + 1)...].prefix(200).firstIndex(of: "'"), end > position + 1
    else { return nil }
    return token(scalars[(position + 1)..<end], kind: .quoted, position: &position, end: end + 1)
  }

  private static func token(
    _ part: ArraySlice<Unicode.Scalar>, kind: Kind, position: inout Int, end: Int
  ) -> QuestionToken {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: part)
    position = end
    let raw = String(view)
    return QuestionToken(kind: kind, text: FoldedText.of(raw), raw: raw)
  }

  private static func word(_ scalars: [Unicode.Scalar], position: inout Int) -> QuestionToken {
    let start = position
    let isNumber = scalars[start].properties.numericType != nil
    var end = start
    // Longer text is not a word.
    while end < scalars.count, end - start < maximumScalars {
      if FoldedText.isWord(scalars[end]) || scalars[end] == "_" {
        end += 1
        continue
      }
      // 1,234.50 and 2025-03-01 are one word each, and so are words with an apostrophe.
      let joins = isNumber ? ".,-/:".unicodeScalars : "'\u{2019}-".unicodeScalars
      guard joins.contains(scalars[end]), end + 1 < scalars.count,
        FoldedText.isWord(scalars[end + 1])
      else { break }
      if isNumber, scalars[end + 1].properties.numericType == nil { break }
      end += 1
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    let raw = String(view)
    position = end
    let negative =
      start > 0 && scalars[start - 1] == "-" && (start < 2 || CellText.isBlank(scalars[start - 2]))
    if isNumber, let value = number(raw) {
      return QuestionToken(
        kind: .number(negative ? -value : value), text: raw.lowercased(),
        raw: negative ? "-" + raw : raw)
    }
    // "anna's" becomes "anna".
    var text = raw.lowercased()
    for ending in ["'s", "\u{2019}s"] where text.hasSuffix(ending) {
      text = String(text.dropLast(2))
    }
    if let number = words.firstIndex(of: text) {
      return QuestionToken(kind: .number(Double(number + 2)), text: text, raw: raw)
    }
    return QuestionToken(kind: .word, text: text.replacing("\u{2019}", with: "'"), raw: raw)
  }

  /// "1,234.5", "5k" and "2m".
  private static func number(_ raw: String) -> Double? {
    let factors: [Character: Double] = ["k": 1000, "K": 1000, "m": 1e6, "M": 1e6]
    if let last = raw.last, let factor = factors[last] {
      return NumberShape(String(raw.dropLast()))?.value(.decimalPoint).map { $0 * factor }
    }
    return NumberShape(raw)?.value(.decimalPoint)
  }
}
