import NIOCore

/// What a pulse beats for.
package protocol Pulsing: AnyObject {
  /// Set and read by the pulse alone.
  var pulsePlace: Pulse.Place? { get set }
  func beat()
}

/// The heartbeat of all connections of one event loop: one timer, because one for each connection
/// is a tenth of what an idle one costs. Beats are spread over the period, in the order of arrival.
///
/// All on the loop.
package final class Pulse {
  package struct Place: Sendable {
    fileprivate var second: Int
    fileprivate var index: Int
  }

  /// Between two beats of a connection.
  package static let seconds = 30

  private let loop: any EventLoop
  private var members: [ContiguousArray<any Pulsing>]
  private var second = 0
  private var timer: RepeatedTask?

  init(loop: any EventLoop) {
    self.loop = loop
    members = Array(repeating: [], count: Self.seconds)
  }

  /// - Parameter member: is kept until it is removed; its first beat comes after one period.
  package func add(_ member: any Pulsing) {
    loop.preconditionInEventLoop()
    member.pulsePlace = Place(second: second, index: members[second].count)
    members[second].append(member)
    guard timer == nil else { return }
    let bound = NIOLoopBound(self, eventLoop: loop)
    timer = loop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
      bound.value.tick()
    }
  }

  package func remove(_ member: any Pulsing) {
    loop.preconditionInEventLoop()
    guard let place = member.pulsePlace else { return }
    member.pulsePlace = nil
    let last = members[place.second].removeLast()
    if last !== member {
      members[place.second][place.index] = last
      last.pulsePlace = place
    }
    if members.allSatisfy(\.isEmpty) {
      timer?.cancel()
      timer = nil
    }
  }

  private func tick() {
    second = (second + 1) % Self.seconds
    // A copy: a beat may remove who beats.
    for member in members[second] { member.beat() }
  }
}
