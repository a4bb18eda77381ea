/// What the HParams dashboard reads; the message `tensorboard.hparams.HParamsPluginData`.
enum HyperparameterRecord: Sendable, Equatable {
  /// Which hyper-parameters and metrics have columns.
  case experiment([String: Hyperparameter], metrics: [HyperparameterMetric], created: Double)
  /// The values of a run.
  case sessionStart([String: Hyperparameter], group: String, started: Double)
  /// The end of a run.
  case sessionEnd(succeeded: Bool, ended: Double)

  /// The message's bytes.
  var encoded: [UInt8] {
    var message = WireMessage()
    switch self {
    case .experiment(let values, let metrics, let created):
      message.add(2) { experiment in
        experiment.add(3, created)
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
          experiment.add(4) {
            $0.add(1, name)
            $0.add(4, value.dataType)
          }
        }
        for metric in metrics {
          experiment.add(5) { info in
            info.add(1) { $0.add(2, metric.tag) }
            info.add(3, metric.displayName)
          }
        }
      }
    case .sessionStart(let values, let group, let started):
      message.add(3) { session in
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
          session.add(1) {
            $0.add(1, name)
            $0.add(2) { value.encode(into: &$0) }
          }
        }
        session.add(4, group)
        session.add(5, started)
      }
    case .sessionEnd(let succeeded, let ended):
      message.add(4) {
        $0.add(1, succeeded ? 1 : 2)
        $0.add(2, ended)
      }
    }
    return message.bytes
  }
}

extension Summary {
  /// The columns of the HParams dashboard: names and kinds of the hyper-parameters, and metrics.
  ///
  /// - Parameter created: Seconds since 1970.
  public static func experiment(
    _ values: [String: Hyperparameter], metrics: [HyperparameterMetric], created: Double
  ) -> Summary {
    Summary(
      tag: "_hparams_/experiment",
      content: .hyperparameters(.experiment(values, metrics: metrics, created: created)))
  }

  /// A run's row in the HParams dashboard.
  ///
  /// - Parameters:
  ///   - group: Runs with the same name are shown as repetitions of one.
  ///   - started: Seconds since 1970.
  public static func sessionStart(
    _ values: [String: Hyperparameter], group: String, started: Double
  ) -> Summary {
    Summary(
      tag: "_hparams_/session_start_info",
      content: .hyperparameters(.sessionStart(values, group: group, started: started)))
  }

  /// The end of a run.
  ///
  /// TensorBoard believes the first one, so write it when nothing will follow.
  ///
  /// - Parameter ended: Seconds since 1970.
  public static func sessionEnd(succeeded: Bool, ended: Double) -> Summary {
    Summary(
      tag: "_hparams_/session_end_info",
      content: .hyperparameters(.sessionEnd(succeeded: succeeded, ended: ended)))
  }
}
