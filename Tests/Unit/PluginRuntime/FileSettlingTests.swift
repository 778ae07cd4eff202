import Testing

@testable import HermesPluginRuntime

struct FileSettlingTests {
  @Test("A file that is written to is left alone until it is closed and quiet")
  func closed() {
    var settling = FileSettling()
    settling.modified("a.so", at: 0)
    let early = settling.takeSettled(at: FileSettling.quiet)
    #expect(!early && settling.unsettled == ["a.so"])
    settling.completed("a.so", at: 1000)
    #expect(settling.next == 1000 + FileSettling.quiet)
    let ready = settling.takeSettled(at: 1000 + FileSettling.quiet)
    #expect(ready && settling.unsettled.isEmpty && settling.next == nil)
  }

  @Test("One that is kept open comes to rest after a while without changes")
  func open() {
    var settling = FileSettling()
    settling.modified("a.so", at: 0)
    settling.modified("a.so", at: 10)
    let early = settling.takeSettled(at: FileSettling.patience)
    let late = settling.takeSettled(at: FileSettling.patience + 10)
    #expect(!early && late)
  }

  @Test("What is at rest does not wait for what is not")
  func apart() {
    var settling = FileSettling()
    settling.modified("a.so", at: 0)
    settling.completed("b.so", at: 0)
    let ready = settling.takeSettled(at: FileSettling.quiet)
    #expect(ready && settling.unsettled == ["a.so"])
  }
}
