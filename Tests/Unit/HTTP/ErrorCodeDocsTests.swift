import Foundation
import HermesContract
import HermesStreams
import Testing

@testable import HermesHTTP

/// docs/errors.md is made from the codes: `HERMES_DOCS=write` writes it.
struct ErrorCodeDocsTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../docs/errors.md").standardizedFileURL

  @Test("docs/errors.md has every code with its status, close code, meaning and remedy")
  func documented() throws {
    let text = Self.markdown
    if ProcessInfo.processInfo.environment["HERMES_DOCS"] == "write" {
      try text.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: Self.file, encoding: .utf8) == text)
  }

  private static let titles: [(kind: ErrorCode.Kind, title: String)] = [
    (.malformed, "Requests that can't be read"), (.timedOut, "Requests that come too slowly"),
    (.unauthenticated, "Who asks"), (.denied, "What is not allowed"),
    (.notFound, "What does not exist"), (.gone, "What is lost"), (.wrongMethod, "Methods"),
    (.conflict, "What does not fit the state of things"),
    (.tooLarge, "Sizes"), (.headTooLarge, "Heads"), (.unsupported, "Media types"),
    (.invalid, "Requests that break a rule"), (.upgradeRequired, "WebSockets over HTTP"),
    (.limited, "Limits and quotas"), (.unavailable, "What may be possible later"),
    (.ofSocket, "Frames of a socket"), (.work, "Steps and tasks"), (.model, "Models"),
    (.native, "Functions of libraries"), (.remote, "Remote agents"),
    (.internal, "Faults of the server"),
  ]

  private static var markdown: String {
    var text = """
      # Error codes

      Every error has a stable `code`, a `message` that names the thing and the remedy, and where it makes sense
      `retryable` and `Retry-After`. Over HTTP it is a problem (RFC 9457) with the status of the table; a socket that ends
      with one closes with the code of the table. Errors of steps and tasks are in `step_failed`, `task_failed` and in
      `unmet`. Agents have codes of their own besides these; [agents.md](agents.md) and their own documents list them.

      This file is made from `ErrorCode` (`HERMES_DOCS=write` at the unit tests).

      """
    for (kind, title) in titles {
      text +=
        "\n## \(title)\n\n| Code | HTTP | Close | Meaning | Remedy |\n| --- | --- | --- | --- | --- |\n"
      for code in ErrorCode.allCases where code.kind == kind {
        let (meaning, remedy) = code.explanation
        text +=
          "| `\(code.rawValue)` | \(Problem.status(of: code).code) | \(CloseCode.code(for: code)) | \(meaning) | \(remedy) |\n"
      }
    }
    return text
  }

  @Test("Every kind has a title and every code an explanation, so that none is left out")
  func titled() {
    #expect(Set(Self.titles.map(\.kind)) == Set(ErrorCode.Kind.allCases))
    for code in ErrorCode.allCases {
      #expect(!code.explanation.meaning.isEmpty && !code.explanation.remedy.isEmpty, "\(code)")
    }
  }

  @Test("A code of an agent that is called like one of ours is none")
  func foreign() {
    #expect(HermesError(ofAgent: "task_not_found", "").known == nil)
    #expect(HermesError(stored: "task_not_found", "").known == .taskNotFound)
  }
}
