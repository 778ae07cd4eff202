/// Text of the data inside SVG.
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
      // What XML 1.0 can't hold.
      case _ where scalar.value < 0x20 || scalar.value & 0xFFFE == 0xFFFE: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Cut and escaped.
  static func short(_ text: String, scalars: Int) -> String {
    escape(CellText.cut(text, to: scalars))
  }
}
