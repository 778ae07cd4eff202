import HermesTerminal
import Testing

struct CountTests {
  @Test(
    "Sizes have one digit, whatever number a server names",
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (1949, "1.9 kB"),
      (1950, "2.0 kB"), (1_500_000, "1.5 MB"), (Int.max, "9223372036854.8 MB"),
    ])
  func bytes(number: Int, text: String) {
    #expect(Count.bytes(number) == text)
  }
}
