import Testing

@testable import HermesConformance

struct EventRulesTests {
  private func fault(_ kind: Int32, _ json: String) -> String? {
    EventRules.fault(kind: kind, Array(json.utf8))
  }

  @Test("Events as hermes_agent.h describes them have no fault")
  func valid() {
    #expect(fault(1, #"{"thought":""}"#) == nil)
    #expect(fault(2, #"{}"#) == nil)
    #expect(fault(2, #"{"fraction":1,"note":"x"}"#) == nil)
    let chunk = #"{"artifact_id":"a","name":"n","media_type":"m","text":"","append":true}"#
    #expect(fault(3, chunk) == nil)
    #expect(fault(4, #"{"name":"n","payload":null}"#) == nil)
  }

  @Test(
    "Everything else is named",
    arguments: [
      (Int32(1), #"{"thought":1}"#, "it has no thought"), (2, "7", "it is not an object"),
      (2, #"{"fraction":1.1}"#, "its fraction is not a number from 0 to 1"),
      (3, #"{"artifact_id":"a","name":"n","text":""}"#, "it has no media_type"),
      (
        3, #"{"artifact_id":"","name":"n","media_type":"m","text":""}"#,
        "its artifact_id is empty"
      ),
      (4, #"{"name":"","payload":1}"#, "it has no name"),
      (4, #"{"name":"n"}"#, "it has no payload"),
      (9, "{}", "there is no kind 9"),
    ])
  func invalid(kind: Int32, json: String, wanted: String) {
    #expect(fault(kind, json) == wanted)
  }

  @Test("Results and errors are judged like the host does")
  func ends() {
    func result(_ json: String) -> String? { EventRules.resultFault(Array(json.utf8)) }
    func error(_ json: String) -> String? { EventRules.errorFault(Array(json.utf8)) }
    #expect(result(#"{"text":"x"}"#) == nil)
    #expect(result(#"{"artifacts":[{"artifactId":"a","parts":[{"text":"x"}]}]}"#) == nil)
    #expect(result(#"{"artifacts":{}}"#) == "its artifacts are not an array")
    #expect(
      result(#"{"artifacts":[{"artifactId":"a","parts":[]}]}"#) == "artifacts[0].parts is empty")
    #expect(EventRules.resultFault(nil) == "its bytes are NULL with a length")
    #expect(error(#"{"code":"c","message":""}"#) == nil)
    #expect(error(#"{"code":"","message":""}"#) == "it has no code of 1 to 64 bytes")
    #expect(error(#"{"code":"c"}"#) == "it has no message")
  }
}
