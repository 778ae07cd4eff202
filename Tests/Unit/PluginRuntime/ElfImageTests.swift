import Foundation
import Testing

@testable import HermesPluginRuntime

struct ElfImageTests {
  /// The smallest image with a dynamic section: header, two program headers, entries, strings.
  private func image(runpath: String, changes: [Int: UInt64] = [:]) -> Data {
    var words = [UInt64](repeating: 0, count: 22 + 8)
    func put(_ index: Int, _ value: UInt64) { words[index] = value }
    words[0] = 0x0001_0102_464C_457F  // ELF, 64 bits, little-endian
    #if arch(x86_64)
      words[2] = 62 << 16 | 3
    #else
      words[2] = 183 << 16 | 3
    #endif
    put(4, 64)  // program headers
    words[6] = 56 << 48  // their size at 54
    words[7] = 2  // their number
    put(8, 1)  // PT_LOAD
    put(12, UInt64(242 + runpath.utf8.count))  // as long as the file
    put(15, 2)  // PT_DYNAMIC
    put(16, 176)
    put(19, 64)
    put(22, 5)  // DT_STRTAB
    put(23, 240)
    put(24, 29)  // DT_RUNPATH
    put(25, 1)
    for (index, value) in changes { put(index, value) }
    var data = words.withUnsafeBytes { Data($0) }
    data.append(contentsOf: [0] + Array(runpath.utf8) + [0])
    return data
  }

  private func refusal(of data: Data) -> LibraryRefusal? {
    do {
      try ElfImage(data).check(path: "x.so")
      return nil
    } catch { return error }
  }

  @Test("A file that ends before what its tables name is refused")
  func cut() {
    let whole = image(runpath: "/usr/lib")
    #expect(refusal(of: whole) == nil)
    #expect(refusal(of: whole.dropLast())?.cause == "it is cut short")
    // A table of sections behind the end.
    #expect(refusal(of: image(runpath: "/a", changes: [5: 1 << 20]))?.cause == "it is cut short")
  }

  @Test(
    "A relative library search path is refused by name",
    arguments: [
      ("lib", "lib"), ("/usr/lib:../lib", "../lib"), ("$ORIGIN/../lib", "$ORIGIN/../lib"),
      ("/a:.", "."),
    ])
  func relative(path: String, named: String) {
    #expect(refusal(of: image(runpath: path))?.cause == "its RUNPATH \"\(named)\" is relative")
  }

  @Test("Absolute search paths are accepted", arguments: ["", "/usr/lib", "/a:/b", "$ORIGIN"])
  func absolute(path: String) { #expect(refusal(of: image(runpath: path)) == nil) }

  @Test("What is not a library of this machine is refused")
  func foreign() {
    #expect(refusal(of: Data())?.cause == "it is not an ELF shared library")
    #expect(
      refusal(of: Data("#!/bin/sh\n".utf8) + Data(count: 100))?.cause
        == "it is not an ELF shared library")
    #expect(
      refusal(of: image(runpath: "/", changes: [2: 3]))?.cause
        == "it is built for another architecture")
    #expect(
      refusal(of: image(runpath: "/", changes: [0: 0x0001_0101_464C_457F]))?.cause
        == "it is built for another architecture")
  }

  @Test("Any file is answered, however wrong its tables are", .timeLimit(.minutes(1)))
  func wrongTables() {
    let extremes: [UInt64] = [
      0, 1, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, 0xFFFF_FFFF_FFFF_FFF0, .max, 1 << 62,
    ]
    // The number of headers, 7, is not among them: 65535 of them are slow, and never wrong.
    let indices = [4, 6, 8, 9, 10, 12, 15, 16, 17, 19, 22, 23, 24, 25]
    for first in indices {
      for second in indices where second != first {
        for value in extremes {
          for other in extremes {
            _ = refusal(of: image(runpath: "lib", changes: [first: value, second: other]))
          }
        }
      }
    }
    let whole = image(runpath: "lib")
    for end in 0..<whole.count { _ = refusal(of: whole.prefix(end)) }
  }
}
