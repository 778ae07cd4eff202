import HermesContract

/// Writes the JSON that `invoke` receives: straight to bytes, because every call pays for it.
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
    member("role", invocation.message.role.rawValue, &out)
    member("taskId", task, &out)
    member("contextId", context, &out)
    list("parts", invocation.message.parts, &out) { part, out in
      out.append(contentsOf: "{\"text\":".utf8)
      JSONWriter.write(part.text, to: &out)
      member("mediaType", part.mediaType, &out)
      if let filename = part.filename { member("filename", filename, &out) }
      out.append(UInt8(ascii: "}"))
    }
    out.append(UInt8(ascii: "}"))
    member("task_id", task, &out)
    member("context_id", context, &out)
    member("step_key", invocation.stepKey, &out)
    if let trace = invocation.trace { member("traceparent", trace.text, &out) }
    member("skill", invocation.skill, &out)
    if let wish = invocation.wish { member("wish", wish, &out) }
    if !invocation.capabilities.isEmpty {
      list("capabilities", invocation.capabilities, &out) { JSONWriter.write($0, to: &$1) }
    }
    member("attempt", invocation.attempt, &out)
    member(
      "deadline", Timestamp(milliseconds: Timestamp.now.milliseconds + milliseconds).text, &out)
    member("deadline_ms", Int(milliseconds), &out)
    if let input = invocation.input {
      name("input", &out)
      JSONWriter.write(input.json, to: &out)
    }
    if !invocation.history.isEmpty {
      list("history", invocation.history, &out) { JSONWriter.write($0.json, to: &$1) }
    }
    list("artifacts", invocation.artifacts, &out) { JSONWriter.write($0.json, to: &$1) }
    out.append(UInt8(ascii: "}"))
    return out
  }

  private static func name(_ name: StaticString, _ out: inout [UInt8]) {
    out.append(contentsOf: [UInt8(ascii: ","), UInt8(ascii: "\"")])
    out.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    out.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
  }

  private static func member(_ name: StaticString, _ text: String, _ out: inout [UInt8]) {
    self.name(name, &out)
    JSONWriter.write(text, to: &out)
  }

  private static func member(_ name: StaticString, _ number: Int, _ out: inout [UInt8]) {
    self.name(name, &out)
    out.append(contentsOf: String(number).utf8)
  }

  private static func list<Element>(
    _ name: StaticString, _ elements: [Element], _ out: inout [UInt8],
    _ write: (Element, inout [UInt8]) -> Void
  ) {
    self.name(name, &out)
    out.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      write(element, &out)
    }
    out.append(UInt8(ascii: "]"))
  }
}
