import AttuneCore

extension PredictionTable {
  /// The table as it is under a map of an annotation's words to classes.
  ///
  /// A table whose classes are words answers with their classes: probabilities are summed, labels
  /// mapped, logits left out. Of a table that already answers with the classes, the labels become
  /// those that the map gives the rows' attribute `emotion_word`.
  ///
  /// - Parameters:
  ///   - emotions: The class of each word.
  ///   - classes: The classes in the order of the new table.
  ///   - map: Names the map.
  /// - Returns: `nil` where the table has neither such classes nor such words.
  func mapped(
    _ emotions: [String: String], to classes: [String], by map: LabelMapReference
  ) -> PredictionTable? {
    var table = self
    table.labelMap = map
    table.classes = classes
    if self.classes.allSatisfy({ emotions[$0] != nil }) {
      let places = self.classes.map { word in
        emotions[word].flatMap { classes.firstIndex(of: $0) } ?? 0
      }
      table.rows = PredictionRows(
        rows.lazy.map { row in
          var row = row
          var sums = [Float](repeating: 0, count: classes.count)
          for (place, value) in zip(places, row.probabilities) { sums[place] += value }
          (row.probabilities, row.logits) = (sums, nil)
          row.emotion = row.emotion.flatMap { emotions[$0] }
          return row
        })
      return table
    }
    guard Set(self.classes) == Set(classes), rows.attributeNames.all.contains("emotion_word")
    else { return nil }
    table.classes = self.classes
    for index in rows.indices {
      guard case .text(let word)? = rows[index].attributes["emotion_word"] else { continue }
      table.rows[index].emotion = emotions[word]
    }
    return table
  }
}
