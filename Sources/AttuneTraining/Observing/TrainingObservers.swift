import AttuneCore
import AttuneModels

/// All who are told what a recipe does, in the order in which they joined.
struct TrainingObservers {
  private let observers: [any TrainingObserver]
  private let closure: (TrainingEvent) -> Void

  init(_ observers: [any TrainingObserver], _ closure: @escaping (TrainingEvent) -> Void) {
    self.observers = observers
    self.closure = closure
  }

  /// The same, and one more before them.
  func with(_ observer: any TrainingObserver) -> TrainingObservers {
    TrainingObservers([observer] + observers, closure)
  }

  func tell(_ event: TrainingEvent) throws {
    for observer in observers { try observer.observe(event) }
    closure(event)
  }

  /// Tells what of a split could not be used, if anything.
  func note(_ inputs: InputReport, of split: Split) throws {
    if let summary = inputs.summary { try tell(.note("\(split.rawValue): \(summary)")) }
  }
}
