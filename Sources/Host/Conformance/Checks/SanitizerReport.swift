/// Recognizes reports of the compilers' sanitizers, whose end of a process looks like a normal
/// exit.
enum SanitizerReport {
  /// - Parameter said: the lines of the process's standard error.
  /// - Returns: nil if there is no report.
  static func explanation(_ said: [String], stage: String) -> (seen: String, cure: String)? {
    if said.contains(where: { $0.contains("ASan runtime does not come first") }) {
      return (
        "it is built with AddressSanitizer, which must be loaded before the program",
        "LD_PRELOAD=$(cc -print-file-name=libasan.so) hermes agent check LIB"
      )
    }
    let mark = "SUMMARY: "
    guard let line = said.last(where: { $0.hasPrefix(mark) && $0.contains("Sanitizer") }) else {
      return nil
    }
    return (
      "\(line.dropFirst(mark.count)) while \(stage)",
      "see the library's own first frames in the report"
    )
  }
}
