import HermesContract
import Testing

struct TraceContextTests {
  @Test("A traceparent gives the same context and text")
  func roundTrip() {
    let text = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    #expect(TraceContext(text)?.text == text)
    #expect(TraceContext(text)?.isSampled == true)
    let root = TraceContext.root()
    #expect(TraceContext(root.text) == root)
  }

  @Test("A child has the trace and not the span")
  func child() {
    let root = TraceContext.root()
    let child = root.child()
    #expect(child.trace == root.trace && child.span != root.span && child.isSampled)
  }

  @Test("A later version may have more fields")
  func later() {
    let text = "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00-more"
    #expect(TraceContext(text)?.isSampled == false)
  }

  @Test(
    "What section 3.2 does not allow is none",
    arguments: [
      "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
      "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
      "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
      "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-é",
    ])
  func invalid(text: String) { #expect(TraceContext(text) == nil) }
}
