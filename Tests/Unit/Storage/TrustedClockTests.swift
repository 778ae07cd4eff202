import HermesContract
import HermesStorage
import Testing

struct TrustedClockTests {
  private static let start = Timestamp(milliseconds: 1_800_000_000_000)
  private static let years = Int64(27 * 365 * 86_400)

  private static func wall(_ seconds: Int64) -> Timestamp { start.adding(seconds: seconds) }

  private func clock(last: Timestamp? = nil) -> TrustedClock {
    TrustedClock(last: last, wall: Self.start, uptime: .zero)
  }

  @Test("A clock that goes on steadily is trusted, also across a sleep and small corrections")
  func steady() {
    var clock = clock(last: Self.wall(-86_400))
    #expect(clock.isTrusted && clock.now == Self.start)
    for (wall, uptime) in [(60, 60), (90_000, 90_001), (90_120, 90_060), (90_100, 90_120)] {
      let notice = clock.advance(wall: Self.wall(Int64(wall)), uptime: .seconds(uptime))
      #expect(notice == nil && clock.now == Self.wall(Int64(wall)))
    }
  }

  @Test("A clock that is 27 years ahead for three seconds changes nothing, and is told once")
  func jumpAndBack() {
    var clock = clock()
    let first = clock.advance(wall: Self.wall(60 + Self.years), uptime: .seconds(60))
    #expect(first == .ahead(by: .seconds(Self.years)) && clock.now == Self.wall(60))
    let second = clock.advance(wall: Self.wall(62 + Self.years), uptime: .seconds(62))
    #expect(second == nil && clock.now == Self.wall(62))
    let third = clock.advance(wall: Self.wall(63), uptime: .seconds(63))
    #expect(third == .trusted && clock.now == Self.wall(63) && clock.isTrusted)
  }

  @Test("A jump that stays is believed after a day, and a second one begins the day anew")
  func stays() {
    let (years, day) = (Self.years, Int64(86_400))
    var clock = clock()
    _ = clock.advance(wall: Self.wall(years), uptime: .seconds(60))
    _ = clock.advance(wall: Self.wall(2 * years), uptime: .seconds(43_200))
    let early = clock.advance(wall: Self.wall(2 * years + 43_260), uptime: .seconds(86_460))
    #expect(early == nil && clock.now == Self.wall(86_460))
    let late = clock.advance(wall: Self.wall(2 * years + day), uptime: .seconds(43_200 + day))
    #expect(late == .trusted && clock.now == Self.wall(2 * years + day))
  }

  @Test("A start long after what is stored goes on from there, until the clock has proved itself")
  func restart() {
    let last = Self.wall(-40 * 86_400)
    var clock = clock(last: last)
    #expect(!clock.isTrusted && clock.now == last)
    #expect(clock.advance(wall: Self.wall(60), uptime: .seconds(60)) == nil)
    #expect(clock.now == last.adding(seconds: 60))
    #expect(clock.advance(wall: Self.wall(86_400), uptime: .seconds(86_400)) == .trusted)
    #expect(clock.now == Self.wall(86_400))
  }

  @Test("A clock that goes back is followed: less is removed, not more")
  func back() {
    var clock = clock()
    #expect(clock.advance(wall: Self.wall(-Self.years), uptime: .seconds(60)) == nil)
    #expect(clock.now == Self.wall(-Self.years) && clock.isTrusted)
    // Forwards again is a jump, which waits.
    #expect(clock.advance(wall: Self.wall(120), uptime: .seconds(120)) != nil)
    #expect(clock.now == Self.wall(60 - Self.years))
  }

  @Test("Without anything stored the clock is taken as it is")
  func first() { #expect(clock().isTrusted && clock().now == Self.start) }
}
