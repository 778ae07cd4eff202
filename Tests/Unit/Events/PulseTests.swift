import NIOEmbedded
import Testing

@testable import HermesEvents

@Suite struct PulseTests {
  private final class Member: Pulsing {
    var pulsePlace: Pulse.Place?
    var beats = 0
    var onBeat: () -> Void = {}
    func beat() {
      beats += 1
      onBeat()
    }
  }

  private let loop = EmbeddedEventLoop()
  private let pulse: Pulse

  init() { pulse = Pulse(loop: loop) }

  @Test("Each beats once a period, counted from when it came")
  func period() {
    let early = Member()
    let late = Member()
    pulse.add(early)
    loop.advanceTime(by: .seconds(10))
    pulse.add(late)
    loop.advanceTime(by: .seconds(20))
    #expect((early.beats, late.beats) == (1, 0))
    loop.advanceTime(by: .seconds(10))
    #expect((early.beats, late.beats) == (1, 1))
    loop.advanceTime(by: .seconds(60))
    #expect((early.beats, late.beats) == (3, 3))
  }

  @Test("Who is removed beats no more, and its neighbours go on, also if a beat removes")
  func removal() {
    let members = (0..<5).map { _ in Member() }
    for member in members { pulse.add(member) }
    pulse.remove(members[0])
    pulse.remove(members[0])
    members[2].onBeat = { pulse.remove(members[2]) }
    loop.advanceTime(by: .seconds(90))
    #expect(members.map(\.beats) == [0, 3, 1, 3, 3])
    for member in members { pulse.remove(member) }
    loop.advanceTime(by: .seconds(90))
    #expect(members.map(\.beats) == [0, 3, 1, 3, 3])
  }
}
