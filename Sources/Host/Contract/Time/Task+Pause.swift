extension Task where Success == Never, Failure == Never {
  /// Sleeps for a duration, or until the task is cancelled: for loops that check for cancellation
  /// themselves.
  package static func pause(for duration: Duration) async {
    try? await Task.sleep(for: duration)
  }
}
