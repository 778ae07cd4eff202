import HermesContract

/// Writes the JSON that `invoke` receives. Writes bytes directly, because every call pays for this.
enum CallRequest {
  static func bytes(_ invocation: AgentInvocation, deadline: Duration) -> [UInt8] {
    let milliseconds = Int64(deadline / .milliseconds(1))
    var out: [UInt8] = []
    out.reserveCapacity(
      768 + invocation.message.parts.reduce(0) { $0 + $1.text.utf8.count }
        + invocation.artifacts.reduce(0) { $0 + $1.text.utf8.count })
    let task = invocation.task.text
    let context = invocation.conversation.text
    out.append(contentsOf: "{\"message\":{\"messageId\":".utf8)
    JSONWriter.write(invocation.message.id, to: &out)
    writeMember("role", text: invocation.message.role.rawValue, to: &out)
    writeMember("taskId", text: task, to: &out)
    writeMember("contextId", text: context, to: &out)
    writeList("parts", elements: invocation.message.parts, to: &out) { part, out in
      out.append(contentsOf: "{\"text\":".utf8)
      JSONWriter.write(part.text, to: &out)
      writeMember("mediaType", text: part.mediaType, to: &out)
      if let filename = part.filename { writeMember("filename", text: filename, to: &out) }
      out.append(UInt8(ascii: "}"))
    }
    out.append(UInt8(ascii: "}"))
    writeMember("task_id", text: task, to: &out)
    writeMember("context_id", text: context, to: &out)
    writeMember("step_key", text: invocation.stepKey, to: &out)
    if let trace = invocation.trace { writeMember("traceparent", text: trace.text, to: &out) }
    writeMember("skill", text: invocation.skill, to: &out)
    if let wish = invocation.wish { writeMember("wish", text: wish, to: &out) }
    if !invocation.capabilities.isEmpty {
      writeList("capabilities", elements: invocation.capabilities, to: &out) {
        JSONWriter.write($0, to: &$1)
      }
    }
    writeMember("attempt", number: invocation.attempt, to: &out)
    writeMember(
      "deadline", text: Timestamp(milliseconds: Timestamp.now.milliseconds + milliseconds).text,
      to: &out)
    writeMember("deadline_ms", number: Int(milliseconds), to: &out)
    if let input = invocation.input {
      writeName("input", to: &out)
      JSONWriter.write(input.json, to: &out)
    }
    if !invocation.history.isEmpty {
      writeList("history", elements: invocation.history, to: &out) {
        JSONWriter.write($0.json, to: &$1)
      }
    }
    writeList("artifacts", elements: invocation.artifacts, to: &out) {
      JSONWriter.write($0.json, to: &$1)
    }
    out.append(UInt8(ascii: "}"))
    return out
  }

  private static func writeName(_ name: StaticString, to out: inout [UInt8]) {
    out.append(contentsOf: [UInt8(ascii: ","), UInt8(ascii: "\"")])
    out.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    out.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
  }

  private static func writeMember(_ name: StaticString, text: String, to out: inout [UInt8]) {
    self.writeName(name, to: &out)
    JSONWriter.write(text, to: &out)
  }

  private static func writeMember(_ name: StaticString, number: Int, to out: inout [UInt8]) {
    self.writeName(name, to: &out)
    out.append(contentsOf: String(number).utf8)
  }

  private static func writeList<Element>(
    _ name: StaticString, elements: [Element], to out: inout [UInt8],
    element write: (Element, inout [UInt8]) -> Void
  ) {
    self.writeName(name, to: &out)
    out.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      write(element, &out)
    }
    out.append(UInt8(ascii: "]"))
  }
}
