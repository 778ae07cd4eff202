/// Escapes text from the data for SVG.
enum SVGText {
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // Characters that XML 1.0 can't represent.
      case _ where scalar.value < 0x20 || scalar.value & 0xFFFE == 0xFFFE: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text, cut and escaped.
  static func short(_ text: String, scalars: Int) -> String {
    escape(CellText.cut(text, to: scalars))
  }
}
