import Foundation

/// An executable of this package that was built together with the tests.
public enum BuiltProgram {
  /// Its file, beside the program that runs the tests.
  ///
  /// - Throws: an error that names the file if it was not built.
  public static func path(_ name: String) throws -> String {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let file = tests.deletingLastPathComponent().appendingPathComponent(name)
    guard FileManager.default.isExecutableFile(atPath: file.path) else {
      throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: file.path])
    }
    return file.path
  }
}
