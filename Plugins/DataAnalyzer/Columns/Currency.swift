/// The signs and codes of currencies that precede or follow numbers.
enum Currency {
  private static let signs = "$€£¥₹₽₩₺₫₴₪₦฿₱₡₲₵₸₿"
  private static let codes: Set<String> = [
    "usd", "eur", "gbp", "chf", "jpy", "cny", "inr", "aud", "cad", "nzd", "sek", "nok", "dkk",
    "pln",
    "czk", "huf", "ron", "bgn", "try", "brl", "mxn", "zar", "rub", "sgd", "hkd", "krw", "thb",
    "ils",
    "aed", "sar", "uah", "isk", "twd", "php", "idr", "myr", "vnd", "clp", "cop", "ars", "egp",
    "ngn",
    "kr", "kr.", "zł", "kč", "ft", "fr", "fr.", "sfr", "sfr.", "lei", "us$", "a$", "c$", "r$",
    "hk$", "nz$", "s$", "rs", "rs.",
  ]

  /// Other units, which follow the number.
  private static let units: Set<String> = [
    "kg", "g", "mg", "lb", "lbs", "oz", "km", "m", "cm", "mm", "mi", "miles", "ft", "km²", "m²",
    "km2",
    "m2", "l", "ml", "h", "min", "s", "ms", "hours", "minutes", "seconds", "days", "years", "°c",
    "°f", "°",
    "w", "kw", "kwh", "mwh", "kb", "mb", "gb", "tb", "km/h", "mph", "m/s", "hz", "mhz", "ghz",
    "pcs", "hpa",
  ]

  static func isUnit(_ text: String) -> Bool {
    text.utf8.count <= 8 && units.contains(text.lowercased())
  }

  static func isOne(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    if scalars.count == 1, let scalar = scalars.first, signs.unicodeScalars.contains(scalar) {
      return true
    }
    return text.utf8.count <= 5 && codes.contains(text.lowercased())
  }
}
