import Testing

@testable import HermesConformance

struct SanitizerReportTests {
  @Test("A sanitizer's end is told in its own words, and how to load it")
  func words() throws {
    let said = [
      "==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x1",
      "    #0 0x1 in invoke a.c:3",
      "SUMMARY: AddressSanitizer: heap-use-after-free a.c:3 in invoke", "==7==ABORTING",
    ]
    let report = try #require(SanitizerReport.explanation(said, stage: "loading it"))
    #expect(
      report.seen
        == "AddressSanitizer: heap-use-after-free a.c:3 in invoke while loading it")
    let late = SanitizerReport.explanation(
      ["==7==ASan runtime does not come first in initial library list"], stage: "loading it")
    #expect(late?.cure.contains("LD_PRELOAD=") == true)
    #expect(SanitizerReport.explanation(["SUMMARY: all is well"], stage: "loading it") == nil)
  }
}
