import HermesContract
import Testing

@testable import HermesModel

struct ServerReasonTests {
  @Test(
    "A reason is found in the forms of different servers",
    arguments: [
      (#"{"error":{"message":"no","type":"x","param":"n","code":"c"}}"#, "no", "n", nil),
      (#"{"error":"no"}"#, "no", nil, nil), (#"{"message":"no"}"#, "no", nil, nil),
      (#"{"detail":"no"}"#, "no", nil, nil), (#"{"msg":"no","code":429}"#, "no", nil, 429),
      (#"{"object":"error","message":"no","code":404}"#, "no", nil, 404),
      (#"{"error":{"message":"no","code":"503"}}"#, "no", nil, 503),
      (#"{"error":{"message":"no"},"status":422}"#, "no", nil, 422),
      (#"[{"error":{"code":400,"message":"no"}}]"#, "no", nil, 400),
      (#"{"type":"error","error":{"type":"overloaded_error","message":"no"}}"#, "no", nil, nil),
      (
        #"{"detail":[{"loc":["body","messages",0],"msg":"no"},{"msg":"nor that"}]}"#,
        "body.messages.0: no; nor that", nil, nil
      ),
      (
        #"{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"slow down"}}}"#,
        "Provider returned error: slow down", nil, 429
      ),
      (#"{"error":{"type":"x"}}"#, "no reason given", nil, nil), (#""no""#, "no", nil, nil),
      ("Bad Gateway", "Bad Gateway", nil, nil), (" <html>no</html>", "", nil, nil),
      ("", "", nil, nil),
      (#"{"choices":[],"message":"no"}"#, "", nil, nil),
    ] as [(String, String, String?, Int?)])
  func forms(body: String, text: String, parameter: String?, status: Int?) {
    let reason = ServerReason(body: Array(body.utf8))
    #expect(reason.text == text && reason.parameter == parameter && reason.status == status)
  }

  @Test("Long and deep ones are cut")
  func bounds() {
    let long = ServerReason(body: Array(String(repeating: "x", count: 1 << 16).utf8))
    #expect(long.text.utf8.count == 4096)
    let deep =
      String(repeating: #"{"message":"#, count: 60) + "1" + String(repeating: "}", count: 60)
    #expect(ServerReason(body: Array(deep.utf8)).text == "no reason given")
  }
}
