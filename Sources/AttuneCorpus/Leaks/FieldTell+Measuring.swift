import AttuneCore

extension FieldTell {
  /// Weight of the classes' overall shares against a value's own counts, in conversations.
  private static let smoothing = 2.0

  /// Measures one field.
  ///
  /// - Parameters:
  ///   - emotions: the label of each record.
  ///   - folds: the part of each record, 0..<5; records of one conversation share theirs.
  init(
    _ field: CorpusField, isAdmitted: Bool, _ read: LabelledValues, emotions: [Emotion],
    folds: [Int]
  ) {
    let labels = emotions.map(\.index)
    let answers = Self.answers(read, labels: labels, folds: folds)
    var (rightAlone, wrongAlone) = (0, 0)
    for (index, label) in labels.enumerated() {
      let (own, majority) = (answers.own[index] == label, answers.majority[index] == label)
      if own, !majority { rightAlone += 1 }
      if majority, !own { wrongAlone += 1 }
    }
    let naming = Self.namingValues(read, labels: labels)
    let named = naming.reduce(into: [Emotion: Double]()) { named, value in
      named[value.emotion, default: 0] += value.share * Double(value.count)
    }
    let own = Confusion(labels, answers.own)
    let majority = Confusion(labels, answers.majority)
    self.init(
      field: field, reading: read.reading, isAdmitted: isAdmitted, count: labels.count,
      present: read.present, values: read.names.count, accuracy: own.accuracy,
      majorityAccuracy: majority.accuracy, macroF1: own.macroF1,
      majorityMacroF1: majority.macroF1,
      pValue: TailProbability.binomial(
        rightAlone, of: rightAlone + wrongAlone, probability: 0.5),
      namingValues: naming,
      namedClassShare: named.map { emotion, count in
        count / Double(emotions.count { $0 == emotion })
      }.max() ?? 0)
  }

  /// The answer to each record by its value, and by nothing, both learned without its part.
  private static func answers(
    _ read: LabelledValues, labels: [Int], folds: [Int]
  ) -> (own: [Int], majority: [Int]) {
    let numClasses = Emotion.allCases.count
    func counts(_ indices: some Sequence<Int>) -> (byValue: [Int], byClass: [Int]) {
      var byValue = [Int](repeating: 0, count: read.names.count * numClasses)
      var byClass = [Int](repeating: 0, count: numClasses)
      for index in indices {
        byValue[read.values[index] * numClasses + labels[index]] += 1
        byClass[labels[index]] += 1
      }
      return (byValue, byClass)
    }
    var own = [Int](repeating: 0, count: labels.count)
    var majority = own
    for fold in 0..<LabelledValues.numFolds {
      let (byValue, byClass) = counts(labels.indices.lazy.filter { folds[$0] != fold })
      let total = Double(max(1, byClass.reduce(0, +)))
      let byPrior = best(byClass.map(Double.init))
      let byOwn = read.names.indices.map { value in
        best(
          (0..<numClasses).map { label in
            Double(byValue[value * numClasses + label])
              + smoothing * Double(byClass[label]) / total
          })
      }
      for index in labels.indices where folds[index] == fold {
        own[index] = byOwn[read.values[index]]
        majority[index] = byPrior
      }
    }
    return (own, majority)
  }

  /// Position of the largest number, the first of equal ones.
  private static func best(_ scores: [Double]) -> Int {
    scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
  }

  /// A value names a class if at least ``LeakRules/namingShare`` of its conversations surely have
  /// it, and chance would not have done that with the best of so many values.
  private static func namingValues(_ read: LabelledValues, labels: [Int]) -> [NamingValue] {
    let numClasses = Emotion.allCases.count
    var byValue = [Int](repeating: 0, count: read.names.count * numClasses)
    var byClass = [Int](repeating: 0, count: numClasses)
    for (value, label) in zip(read.values, labels) {
      byValue[value * numClasses + label] += 1
      byClass[label] += 1
    }
    var naming: [NamingValue] = []
    for (value, name) in read.names.enumerated() {
      let counts = byValue[value * numClasses..<(value + 1) * numClasses]
      let count = counts.reduce(0, +)
      for (emotion, own) in zip(Emotion.allCases, counts)
      where TailProbability.lowerBound(own, of: count) >= LeakRules.namingShare {
        let byChance = TailProbability.binomial(
          own, of: count, probability: Double(byClass[emotion.index]) / Double(labels.count))
        guard byChance * Double(read.names.count) < LeakRules.significance else { continue }
        naming.append(
          NamingValue(
            value: name, emotion: emotion, count: count, share: Double(own) / Double(count)))
      }
    }
    return naming.sorted { ($1.count, $0.value) < ($0.count, $1.value) }
  }
}

/// How answers meet the labels.
private struct Confusion {
  private var right = [Int](repeating: 0, count: Emotion.allCases.count)
  private var answered = [Int](repeating: 0, count: Emotion.allCases.count)
  private var labelled = [Int](repeating: 0, count: Emotion.allCases.count)

  init(_ labels: [Int], _ answers: [Int]) {
    for (label, answer) in zip(labels, answers) {
      labelled[label] += 1
      answered[answer] += 1
      if label == answer { right[label] += 1 }
    }
  }

  var accuracy: Double {
    Double(right.reduce(0, +)) / Double(max(1, labelled.reduce(0, +)))
  }

  /// Over the classes that occur; one that was never answered counts as 0.
  var macroF1: Double {
    let present = labelled.indices.filter { labelled[$0] > 0 }
    let sum = present.reduce(0.0) { sum, label in
      sum + 2 * Double(right[label]) / Double(labelled[label] + answered[label])
    }
    return sum / Double(max(1, present.count))
  }
}
