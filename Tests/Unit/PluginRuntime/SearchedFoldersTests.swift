import Testing

@testable import HermesPluginRuntime

struct SearchedFoldersTests {
  @Test("$ORIGIN is the folder of the object, and of what a link to it leads to")
  func origin() {
    #expect(SearchedFolders.named("$ORIGIN/../lib", of: "/nowhere/a/b.so") == ["/nowhere/a/../lib"])
    #expect(SearchedFolders.named("${ORIGIN}", of: "/nowhere/a/b.so") == ["/nowhere/a"])
    #expect(SearchedFolders.named("/opt/lib", of: "/nowhere/a/b.so") == ["/opt/lib"])
  }

  @Test(
    "What is another folder elsewhere names none",
    arguments: ["", "lib", "$LIB/x", "/opt/$PLATFORM"])
  func others(entry: String) { #expect(SearchedFolders.named(entry, of: "/nowhere/b.so") == nil) }
}
