import HermesContract
import HermesTerminal
import Testing

struct ServerWordsTests {
  @Test(
    "A person is told commands, not HTTP",
    arguments: [
      (
        "agent_not_found", "No agent named Zlib is loaded. GET /api/v1/agents lists them.",
        "No agent named Zlib is loaded. hermes agents lists them."
      ),
      (
        "artifact_not_found", "The task has no such artifact. GET /api/v1/tasks/x lists them.",
        "The task has no such artifact. hermes show lists them."
      ),
      (
        "query_too_large", "query has 20000 bytes; at most 16384 are taken.",
        "query has 20000 bytes; at most 16384 are taken. Bring long material as a file: hermes run --file FILE"
      ),
      (
        "missing_input", "DataAnalyzer needs text/csv or text/x-csv and no step makes it. Put it …",
        "DataAnalyzer needs something to work on. Give it a file with --file FILE, put it into the request, or ask for it to be written."
      ),
      (
        "body_too_large", "The body of this request may have at most 1 MiB.",
        "The request is too large with its files: together they may have at most 1 MiB."
      ),
      (
        "too_many_connections",
        "You have 100 streams open. Close one, or follow all your tasks on one.",
        "You have 100 streams open. End another hermes run or hermes watch first."
      ),
      ("something_else", "As it is.", "As it is."),
    ])
  func words(code: String, message: String, text: String) {
    #expect(ServerWords.text(code: code, message: message) == text)
  }

  @Test("No error that the server has ready names a path of HTTP after that")
  func errors() {
    for error in [HermesError.taskNotFound, .conversationNotFound, .cancelled, .inputClosed] {
      #expect(!ServerWords.text(code: error.code, message: error.message).contains("/api/"))
    }
  }

  @Test("The beginning of an id", arguments: ["abcdef", "0123456789abcdef0123456789abcdef"])
  func prefixes(text: String) throws {
    let prefix = try IDPrefix(text)
    #expect(prefix.matches(text + "00") && !prefix.matches("x" + text))
    #expect(prefix.isWhole == (text.count == 32))
  }

  @Test(
    "What is none",
    arguments: [
      ("", IDPrefix.Fault.notAnID), ("../etc", .notAnID), ("é12345", .notAnID),
      ("12345", .tooShort),
    ])
  func noPrefix(text: String, fault: IDPrefix.Fault) {
    #expect(throws: fault) { try IDPrefix(text) }
  }

  @Test(
    "The name of a file says what is in it",
    arguments: [
      ("a.csv", "text/csv"), ("A.B.JSON", "application/json"), ("m.py", "text/x-python"),
      ("x", nil),
      (".csv", nil), ("a.exe", nil), ("notes.txt", "text/plain"),
    ])
  func files(name: String, type: String?) {
    #expect(GivenFile.mediaType(of: name) == type)
  }

  @Test("What was not done, without the joint of the wishes")
  func unmet() {
    let task: JSONValue = [
      "unmet": [
        ["wish": "and email it to Bob", "reason": "No agent\ncan.", "code": "no_agent_found"]
      ]
    ]
    #expect(UnmetText.lines(task, width: nil) == ["- email it to Bob: No agent can."])
    #expect(UnmetText.lines(["unmet": []], width: nil).isEmpty)
  }
}
