import HermesContract
import Testing

struct StreamSafeTextTests {
  private static let bound = StreamSafeText.maximumMarks

  @Test("Text of every script and emoji is safe")
  func ordinary() {
    for text in ["", "plain", "é e\u{301}", "ภาษาไทย", "हिन्दी", "👩‍👩‍👧‍👦🇩🇪🧠", "中文", "Z͑ͫ̓a̴l͓͝g̣o̕"] {
      #expect(StreamSafeText.isSafe(text.utf8), "\(text)")
    }
  }

  @Test(
    "A run of marks is safe up to the bound, wherever it stands",
    arguments: [
      "\u{301}", "\u{301}\u{323}", "\u{5B0}", "\u{E38}", "\u{1D165}", "\u{344}", "\u{F73}",
      "\u{F75}",
      "\u{F81}",
    ])
  func run(marks: String) {
    let scalars = marks.unicodeScalars.count
    let most = String(repeating: marks, count: Self.bound / scalars)
    for (before, after) in [("", "b"), ("a", "b"), ("中", "\u{0}"), ("🧠", "é")] {
      #expect(StreamSafeText.isSafe((before + most + after + most).utf8))
      #expect(!StreamSafeText.isSafe((before + most + marks + after).utf8))
    }
  }

  @Test("What ends a run ends it: ASCII, Latin letters, letters of three and four bytes")
  func starters() {
    let marks = String(repeating: "\u{301}", count: Self.bound)
    for starter in ["a", "ß", "ʼ", "中", "🧠"] {
      #expect(StreamSafeText.isSafe((marks + starter + marks).utf8))
    }
  }

  @Test("Bytes that are not UTF-8 are measured without harm", arguments: [UInt64(1), 2, 3])
  func bytes(seed: UInt64) {
    var generator = Seeded(seed)
    for _ in 0..<2000 {
      let count = Int.random(in: 0...40, using: &generator)
      _ = StreamSafeText.isSafe(
        (0..<count).map { _ in UInt8.random(in: 0xC0...0xFF, using: &generator) })
    }
  }

  @Test("JSON with a longer run is refused, in names and values, written out or escaped")
  func json() {
    let safe = String(repeating: "\u{301}", count: Self.bound)
    let escaped = String(repeating: "\\u0301", count: Self.bound)
    for (text, isRefused) in [
      (safe, false), (escaped, false), (safe + "\u{301}", true), (escaped + "\\u0301", true),
      (safe + "\\u0301", true),
    ] {
      for document in ["\"\(text)\"", "{\"\(text)\":1}", "[[\"a\(text)\"]]"] {
        let isParsed = (try? JSONParser.parse(document.utf8)) != nil
        #expect(isParsed != isRefused)
      }
    }
  }
}
