import Glibc

/// A process that this one started and must wait for.
///
/// Foundation's `Process` is not used: where other threads start processes too, its message that one
/// has ended can be lost, and who waits for it waits for ever.
package final class SpawnedProcess {
  let pid: pid_t
  /// How it ended, once that is known.
  private(set) var status: ProcessEnding?

  /// Starts a program in a process group of its own, so that a terminal's Ctrl-C reaches only its
  /// launcher, and with signals as a shell would leave them.
  ///
  /// - Parameter streams: the files that it reads and writes, the latter for errors too; without
  ///   them it has this process's own.
  /// - Throws: ``LaunchError`` if the program cannot be run.
  package init(
    _ program: String, _ arguments: [String], environment: [String: String],
    streams: (input: String, output: String)? = nil
  ) throws(LaunchError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let streams {
      let modes = O_WRONLY | O_CREAT | O_TRUNC
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, streams.input, O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, streams.output, modes, 0o644)
      posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    }
    var attributes = posix_spawnattr_t()
    var signals = sigset_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    let words = CStrings([program] + arguments)
    let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
    var pid: pid_t = 0
    let error = posix_spawn(
      &pid, program, &actions, &attributes, words.pointers, variables.pointers)
    guard error == 0 else {
      throw LaunchError.cannotStart(program: program, reason: String(cString: strerror(error)))
    }
    self.pid = pid
  }

  /// Looks whether it has ended.
  ///
  /// - Returns: how, or `nil` while it runs.
  func poll() -> ProcessEnding? {
    guard status == nil else { return status }
    var raw: Int32 = 0
    if waitpid(pid, &raw, WNOHANG) == pid { status = ProcessEnding(waitStatus: raw) }
    return status
  }

  /// Waits for the end, at most so long.
  ///
  /// - Returns: how it ended, or `nil` where it still runs.
  package func wait(seconds: Double) -> ProcessEnding? {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(seconds)
    var pause: useconds_t = 500
    while poll() == nil, clock.now < deadline {
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
    return status
  }

  /// Sends a signal, if it still runs.
  func send(_ signal: Int32) {
    if poll() == nil { kill(pid, signal) }
  }

  /// Ends it at once and waits until it is gone.
  package func end() {
    guard poll() == nil else { return }
    kill(pid, SIGKILL)
    var raw: Int32 = 0
    while waitpid(pid, &raw, 0) == -1, errno == EINTR {}
    status = ProcessEnding(waitStatus: raw)
  }
}

/// Texts as C's null-terminated list of pointers.
private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]
  init(_ texts: [String]) { pointers = texts.map { strdup($0) } + [nil] }
  deinit { for pointer in pointers { free(pointer) } }
}
