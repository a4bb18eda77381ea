import AttuneCore
import Foundation

/// A folder beside the wished one, which takes its name when all is done.
struct StagingFolder {
  private let target: URL
  private let folder: URL

  init(for target: URL) throws(SynthesisError) {
    let target = target.standardizedFileURL
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: target.path, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw .cannotWrite(target.path, "a file has this name") }
      do {
        guard try manager.contentsOfDirectory(atPath: target.path).isEmpty else {
          throw SynthesisError.folderNotEmpty(target.path)
        }
      } catch let error as SynthesisError {
        throw error
      } catch {
        throw .cannotWrite(target.path, error.localizedDescription)
      }
    }
    self.target = target
    folder = target.deletingLastPathComponent()
      .appendingPathComponent(".\(target.lastPathComponent).\(UUID().uuidString)")
    do {
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(target.path, Self.reason(error))
    }
  }

  /// Makes a folder inside.
  func makeFolder(_ name: String) throws(SynthesisError) -> URL {
    let inner = folder.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(target.appendingPathComponent(name).path, Self.reason(error))
    }
    return inner
  }

  /// Writes `value` as JSON with sorted keys.
  func write(_ value: some Encodable, to name: String) throws(SynthesisError) {
    do {
      try write(IndentedJSON.data(of: value), to: name)
    } catch let error as SynthesisError {
      throw error
    } catch {
      throw .cannotWrite(target.appendingPathComponent(name).path, "\(error)")
    }
  }

  /// Writes a file.
  func write(_ data: Data, to name: String) throws(SynthesisError) {
    do {
      try AtomicFile.write(data, to: folder.appendingPathComponent(name))
    } catch {
      throw .cannotWrite(target.appendingPathComponent(name).path, error.reason)
    }
  }

  /// Gives the folder its name; an empty folder of that name gives way.
  func publish() throws(SynthesisError) {
    guard rename(folder.path, target.path) == 0 else {
      throw .cannotWrite(target.path, String(cString: strerror(errno)))
    }
  }

  /// Removes what is left when the work failed.
  func remove() { try? FileManager.default.removeItem(at: folder) }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return underlying.map { String(cString: strerror(Int32($0.code))) }
      ?? error.localizedDescription
  }
}
