import Foundation

/// A tokenizer as an encoder's folder describes it, read and put together but not yet indexed.
struct TokenizerFolder {
  private(set) var vocabularyFile: URL
  /// Token by id; ids that no token has are `nil`.
  private(set) var tokens: [String?] = []
  private(set) var addedTokens: [AddedToken] = []
  private(set) var normalizer = TextNormalizer()
  private(set) var special = SpecialTokens()
  private(set) var continuationPrefix = "##"
  private(set) var maximumWordLength = 100

  /// Reads `folder`: `tokenizer.json` where there is one, else `vocab.txt`, and what
  /// `tokenizer_config.json` and `special_tokens_map.json` add.
  init(contentsOf folder: URL) throws {
    let json = folder.appendingPathComponent("tokenizer.json")
    let text = folder.appendingPathComponent("vocab.txt")
    let hasJSON = FileManager.default.fileExists(atPath: json.path)
    vocabularyFile = hasJSON ? json : text
    guard hasJSON || FileManager.default.fileExists(atPath: text.path) else {
      throw TokenizerError.noVocabulary(folder: folder)
    }
    var entries: [AddedTokenEntry] = []
    if hasJSON {
      entries = try readDocument(json)
    } else {
      tokens = try Self.readVocabulary(text)
    }
    let map = folder.appendingPathComponent("special_tokens_map.json")
    if let settings = try Self.readSettings(map) { special.update(from: settings) }
    let configuration = folder.appendingPathComponent("tokenizer_config.json")
    if let settings = try Self.readSettings(configuration) {
      special.update(from: settings)
      apply(settings)
      for (id, entry) in (settings.addedTokensDecoder ?? [:]).sorted(by: { $0.key < $1.key }) {
        var entry = entry
        entry.id = Int(id)
        entries.append(entry)
      }
    }
    for entry in entries { try add(entry) }
    try addSpecialTokens()
  }

  /// The id of a token, the last one where a vocabulary repeats it.
  func id(of token: String) -> Int32? {
    // `==` alone would accept a canonically equivalent spelling.
    tokens.lastIndex { $0 == token && $0?.utf8.elementsEqual(token.utf8) == true }
      .map(Int32.init)
  }

  // MARK: Reading

  private mutating func apply(_ settings: TokenizerSettings) {
    if let doLowerCase = settings.doLowerCase {
      normalizer.lowercases = doLowerCase
      // HF's `strip_accents: null` means as lower-casing does.
      normalizer.stripsAccents = doLowerCase
    }
    normalizer.stripsAccents = settings.stripAccents ?? normalizer.stripsAccents
    normalizer.spacesIdeographs = settings.tokenizeChineseChars ?? normalizer.spacesIdeographs
    normalizer.cleansText = settings.cleanText ?? normalizer.cleansText
    continuationPrefix = settings.continuingSubwordPrefix ?? continuationPrefix
    maximumWordLength = settings.maxInputCharsPerWord ?? maximumWordLength
  }

  private mutating func readDocument(_ file: URL) throws -> [AddedTokenEntry] {
    let data = try Self.read(file)
    let document = try Self.decode(TokenizerDocument.self, data, file)
    let kinds = [
      ("model.type", document.model.type, "WordPiece"),
      ("normalizer.type", document.normalizer?.type, "BertNormalizer"),
      ("pre_tokenizer.type", document.preTokenizer?.type, "BertPreTokenizer"),
    ]
    for (keyPath, found, wanted) in kinds where (found ?? "null") != wanted {
      // Files older than the key are WordPiece when they have its own settings.
      if keyPath == "model.type", found == nil, document.model.maxInputCharsPerWord != nil {
        continue
      }
      throw TokenizerError.unsupported(file: file, keyPath: keyPath, value: found ?? "null")
    }
    if let settings = document.normalizer {
      normalizer.cleansText = settings.cleanText ?? true
      normalizer.spacesIdeographs = settings.handleChineseChars ?? true
      normalizer.lowercases = settings.lowercase ?? true
      normalizer.stripsAccents = settings.stripAccents ?? normalizer.lowercases
    }
    special.unknown = document.model.unkToken ?? special.unknown
    continuationPrefix = document.model.continuingSubwordPrefix ?? continuationPrefix
    maximumWordLength = document.model.maxInputCharsPerWord ?? maximumWordLength
    var scanner = VocabularyScanner(data)
    guard let pairs = scanner.pairs() else {
      throw TokenizerError.malformed(file: file, reason: "model.vocab is not an object of ids")
    }
    for (token, id) in pairs { try set(token, id: id, below: pairs.count * 2 + 1000) }
    return document.addedTokens ?? []
  }

  /// Enters a token; an id far beyond the vocabulary's size is a damaged file, not a reason to
  /// allocate.
  private mutating func set(_ token: String, id: Int, below limit: Int) throws {
    guard id >= 0, id < limit else {
      throw TokenizerError.malformed(
        file: vocabularyFile, reason: "the token \(token.debugDescription) has the id \(id)")
    }
    while tokens.count <= id { tokens.append(nil) }
    tokens[id] = token
  }

  private mutating func add(_ entry: AddedTokenEntry) throws {
    if entry.singleWord == true {
      throw TokenizerError.unsupported(
        file: vocabularyFile, keyPath: "added_tokens[\(entry.content)].single_word", value: "true")
    }
    guard let id = entry.id else {
      throw TokenizerError.malformed(
        file: vocabularyFile, reason: "the added token \(entry.content.debugDescription) has no id")
    }
    try set(entry.content, id: id, below: tokens.count * 2 + 1000)
    addedTokens.removeAll { $0.id == Int32(id) }
    addedTokens.append(
      AddedToken(
        content: entry.content, id: Int32(id), isNormalized: entry.normalized ?? false,
        isSpecial: entry.special ?? false))
  }

  /// Special tokens are matched in text even where no file lists them as added.
  private mutating func addSpecialTokens() throws {
    let missing = special.all.filter { id(of: $0) == nil }
    if !missing.isEmpty {
      throw TokenizerError.missingTokens(missing, file: vocabularyFile)
    }
    for content in special.all {
      guard let id = id(of: content), !addedTokens.contains(where: { $0.id == id }) else {
        continue
      }
      addedTokens.append(
        AddedToken(content: content, id: id, isNormalized: false, isSpecial: true))
    }
  }

  private static func readVocabulary(_ file: URL) throws -> [String?] {
    var lines = try read(file).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return try lines.enumerated().map { number, line in
      let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard let token = String(validating: bytes, as: UTF8.self) else {
        throw TokenizerError.malformed(file: file, reason: "line \(number + 1) is not UTF-8")
      }
      return token
    }
  }

  private static func readSettings(_ file: URL) throws -> TokenizerSettings? {
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try decode(TokenizerSettings.self, read(file), file)
  }

  private static func read(_ file: URL) throws -> Data {
    do {
      return try Data(contentsOf: file)
    } catch {
      throw TokenizerError.unreadable(file: file, reason: error.localizedDescription)
    }
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, _ data: Data, _ file: URL
  ) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw TokenizerError.malformed(file: file, reason: error.keyPathAndReason)
    }
  }
}
