import Testing

@testable import HermesPluginRuntime

struct ControlThreadTests {
  @Test("A job that began after the clock was read is no time old")
  func age() {
    #expect(ControlThread.age(of: 10, at: 9) == 0)
    #expect(ControlThread.age(of: 10, at: 10) == 0)
    #expect(ControlThread.age(of: 10, at: .max) == UInt64.max - 10)
  }
}
