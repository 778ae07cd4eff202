/// Waits for what another task or thread does; the test's time limit is the only one.
func until(_ condition: () -> Bool) async {
  while !condition() { await Task.yield() }
}
