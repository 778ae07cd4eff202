/// The resources that one run of the sandbox may use. The limits that the kernel enforces are set
/// in limits.py.
struct SandboxLimits: Sendable {
  /// Wall-clock time, after which everything in the sandbox is killed.
  var milliseconds = 10_000
  /// Up to this much time that the code waited for a processor is not counted.
  var processorWait = Duration.seconds(50)
  /// The limit for the output of user code.
  var outputBytes = 256 << 10
  /// The result of the review program.
  var resultBytes = 4 << 20
  /// The size of /tmp.
  var temporaryBytes = 16 << 20
  /// The number of files in /tmp; checked every `fileInterval`, so that a few thousand more may be
  /// created.
  var temporaryFiles = 4096
  var fileInterval = Duration.milliseconds(50)
  /// How long the job is held back until Python has been identified.
  var identification = Duration.seconds(2)
  /// The size of the kernel's page tables, which no address limit covers; checked at the same
  /// interval. For 512 MiB of contiguous addresses they take 1 MiB.
  var pageTableBytes = 32 << 20

  /// The limit for processor time: the wall-clock limit in whole seconds, plus one so that users
  /// hit the wall-clock limit first.
  var processorSeconds: Int { (milliseconds + 999) / 1000 + 1 }
}
