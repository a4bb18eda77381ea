import AttuneCore
import Foundation

extension Evaluation {
  private enum CodingKeys: String, CodingKey {
    case model, split, run, inputs
    case numRows = "num_rows"
    case numUnlabelled = "num_unlabelled"
    case modalityCounts = "modality_counts"
    case majorityBaseline = "majority_baseline"
    case metadataBaseline = "metadata_baseline"
    case perClass = "per_class"
    case confusionMatrix = "confusion_matrix"
    case calibration, intervals, breakdowns, baselines, drift, notes
    case labelMap = "label_map"
    case labelMapScores = "label_map_scores"
  }

  /// Writes the scores beside the other keys, not below them.
  public func encode(to encoder: any Encoder) throws {
    try scores.encode(to: encoder)
    try probabilityScores?.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(model, forKey: .model)
    try container.encode(split, forKey: .split)
    try container.encode(run, forKey: .run)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(numRows, forKey: .numRows)
    try container.encode(numUnlabelled, forKey: .numUnlabelled)
    try container.encode(modalityCounts, forKey: .modalityCounts)
    try container.encode(majorityBaseline, forKey: .majorityBaseline)
    try container.encodeIfPresent(metadataBaseline, forKey: .metadataBaseline)
    try container.encode(perClass, forKey: .perClass)
    try container.encode(confusionMatrix, forKey: .confusionMatrix)
    try container.encodeIfPresent(calibration, forKey: .calibration)
    try container.encodeIfPresent(intervals, forKey: .intervals)
    try container.encodeIfPresent(labelMap, forKey: .labelMap)
    try container.encodeIfPresent(drift, forKey: .drift)
    if !notes.isEmpty { try container.encode(notes, forKey: .notes) }
    if !labelMapScores.isEmpty { try container.encode(labelMapScores, forKey: .labelMapScores) }
    if !breakdowns.isEmpty { try container.encode(breakdowns, forKey: .breakdowns) }
    if !baselines.isEmpty { try container.encode(baselines, forKey: .baselines) }
  }

  /// Reads an evaluation and recomputes from the counts what they tell, so that it always agrees.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(ConfusionMatrix.self, forKey: .confusionMatrix),
      model: try container.decode(String.self, forKey: .model),
      split: try container.decodeIfPresent(Split.self, forKey: .split),
      run: try container.decodeIfPresent(String.self, forKey: .run),
      inputs: try container.decodeIfPresent(InputPolicy.self, forKey: .inputs),
      numUnlabelled: try container.decode(Int.self, forKey: .numUnlabelled),
      modalityCounts: try container.decode([String: Int].self, forKey: .modalityCounts))
    metadataBaseline = try container.decodeIfPresent(
      MetadataScores.self, forKey: .metadataBaseline)
    calibration = try container.decodeIfPresent(Calibration.self, forKey: .calibration)
    if calibration != nil { probabilityScores = try ProbabilityScores(from: decoder) }
    intervals = try container.decodeIfPresent(ScoreIntervals.self, forKey: .intervals)
    labelMap = try container.decodeIfPresent(LabelMapReference.self, forKey: .labelMap)
    drift = try container.decodeIfPresent(SplitDrift.self, forKey: .drift)
    notes = try container.decodeIfPresent([String].self, forKey: .notes) ?? []
    labelMapScores =
      try container.decodeIfPresent([LabelMapScores].self, forKey: .labelMapScores) ?? []
    breakdowns = try container.decodeIfPresent([Breakdown].self, forKey: .breakdowns) ?? []
    baselines = try container.decodeIfPresent([PairedComparison].self, forKey: .baselines) ?? []
    let classes = try container.decode([ClassScores].self, forKey: .perClass)
    for index in perClass.indices where index < classes.count {
      perClass[index].areaUnderROC = classes[index].areaUnderROC
      perClass[index].averagePrecision = classes[index].averagePrecision
    }
  }

  /// The evaluation as indented JSON, the keys sorted.
  public func json() throws -> Data { try IndentedJSON.data(of: self) }
}
