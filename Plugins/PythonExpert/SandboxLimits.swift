/// What one run of the sandbox may use. The limits that the kernel keeps are set in limits.py.
struct SandboxLimits: Sendable {
  /// Wall-clock time, after which everything in the sandbox is killed.
  var milliseconds = 10_000
  /// So much of the time in which the code stood in line for a processor does not count.
  var processorWait = Duration.seconds(50)
  /// What user code may print.
  var outputBytes = 256 << 10
  /// The result of the review program.
  var resultBytes = 4 << 20
  /// The size of /tmp.
  var temporaryBytes = 16 << 20
  /// Files in it; looked at every `fileInterval`, so that a few thousand more may come to be.
  var temporaryFiles = 4096
  var fileInterval = Duration.milliseconds(50)
  /// How long the job is held back until Python is identified.
  var identification = Duration.seconds(2)
  /// The kernel's tables of its pages, which no limit of addresses counts; looked at as often. With 512 MiB of
  /// addresses side by side they are 1 MiB.
  var pageTableBytes = 32 << 20

  /// The limit for processor time: the wall-clock limit in whole seconds, and one more so that the
  /// wall clock is what users meet.
  var processorSeconds: Int { (milliseconds + 999) / 1000 + 1 }
}
