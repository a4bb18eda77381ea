/// Takes note of what a recipe does.
///
/// Told on the thread that trains, in order, before the next step begins. A run that resumes tells
/// `ready` with the step after which it goes on; what an observer wrote of later steps is told again.
public protocol TrainingObserver {
  /// Takes note of an event.
  ///
  /// - Throws: what ends the training, as an unwritable log.
  func observe(_ event: TrainingEvent) throws
}
