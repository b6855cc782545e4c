namespace AttentionLens.Testing.Tests;

public sealed class SourceFileTests : IDisposable
{
    private readonly string _checkout = Directory.CreateTempSubdirectory("checkout").FullName;

    public SourceFileTests()
    {
        Write("tests/Some.Tests/Folder/ATests.cs");
        Write("ATests.cs");
    }

    private string Binaries => Path.Combine(_checkout, "artifacts", "bin", "Some.Tests", "debug");

    public void Dispose() => Directory.Delete(_checkout, recursive: true);

    [Theory]
    [InlineData("/_/tests/Some.Tests/Folder/ATests.cs")]
    [InlineData("/_1/tests/Some.Tests/Folder/ATests.cs")]
    [InlineData("C:\\build\\agent\\tests\\Some.Tests\\Folder\\ATests.cs")]
    public void Find_MappedPath_IsFoundBelowAParentOfTheBinaries(string compiled) =>
        Assert.Equal(Path.Combine(_checkout, "tests", "Some.Tests", "Folder", "ATests.cs"), SourceFile.Find(compiled, Binaries));

    [Fact]
    public void Find_RealPath_IsTakenAsItIs()
    {
        string real = Path.Combine(_checkout, "tests", "Some.Tests", "Folder", "ATests.cs");

        Assert.Equal(real, SourceFile.Find(real, Path.GetTempPath()));
    }

    [Fact]
    public void Find_Nowhere_SaysWhereItLooked()
    {
        string message = Assert.Throws<LensInputException>(() => SourceFile.Find("/_/tests/NoSuchTests.cs", Binaries)).Message;

        Assert.Contains("'/_/tests/NoSuchTests.cs'", message, StringComparison.Ordinal);
        Assert.Contains(Binaries, message, StringComparison.Ordinal);
    }

    private void Write(string relativePath)
    {
        string path = Path.Combine(_checkout, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "a test");
    }
}
