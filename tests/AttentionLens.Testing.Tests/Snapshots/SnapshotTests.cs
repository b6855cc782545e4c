using System.Text;

namespace AttentionLens.Testing.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    private string Source => Path.Combine(_folder, "SomeTests.cs");

    private string Verified => Path.Combine(_folder, "SomeTests.Member_Works.verified.txt");

    private string Received => Path.Combine(_folder, "SomeTests.Member_Works.received.txt");

    public SnapshotTests() => File.WriteAllText(Source, "a test");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Verify_ThisVeryTest_FindsItsFileBesideItself() => Snapshot.Verify("found\nbeside the test");

    [Fact]
    public void Verify_NothingApproved_WritesTheReceivedFileAndSaysNew()
    {
        SnapshotMismatchException exception = Assert.Throws<SnapshotMismatchException>(() => Verify("one\r\ntwo\n\n"));

        Assert.True(exception.IsNew);
        Assert.Equal($"Snapshot new | received: {Received} | verified: {Verified}", exception.Message.Split('\n')[0]);
        Assert.Equal([0xEF, 0xBB, 0xBF, .. "one\ntwo"u8], File.ReadAllBytes(Received));
    }

    [Fact]
    public void Verify_Approved_DeletesAnOldReceivedFile()
    {
        Assert.Throws<SnapshotMismatchException>(() => Verify("one\ntwo"));
        File.Copy(Received, Verified);

        Verify("one\ntwo");

        Assert.False(File.Exists(Received));
        Assert.True(File.Exists(Verified));
    }

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("one\r\ntwo\r\n")]
    [InlineData("\uFEFFone\ntwo\n")]
    public void Verify_ApprovedWithOtherLineEnds_Matches(string approved)
    {
        File.WriteAllText(Verified, approved, new UTF8Encoding(false));

        Verify("one\ntwo");

        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void Verify_OtherContent_ShowsWhereTheyPart()
    {
        File.WriteAllText(Verified, "same\n" + new string('x', 500) + "old" + new string('y', 500));

        SnapshotMismatchException exception = Assert.Throws<SnapshotMismatchException>(() => Verify("same\n" + new string('x', 500) + "new" + new string('y', 500)));

        Assert.False(exception.IsNew);
        Assert.Equal((Received, Verified), (exception.ReceivedPath, exception.VerifiedPath));
        string[] lines = exception.Message.Split('\n');
        Assert.Equal($"Snapshot different | received: {Received} | verified: {Verified}", lines[0]);
        Assert.Equal("They part in line 2, column 501; 2 lines verified, 2 received:", lines[1]);
        Assert.Equal($"- …{new string('x', 40)}old{new string('y', 77)}…", lines[2]);
        Assert.Equal($"+ …{new string('x', 40)}new{new string('y', 77)}…", lines[3]);
    }

    [Fact]
    public void Verify_MoreLinesThanApproved_ShowsTheFirstNewOne()
    {
        File.WriteAllText(Verified, "one");

        string message = Assert.Throws<SnapshotMismatchException>(() => Verify("one\ntwo")).Message;

        Assert.Contains("They part in line 2, column 1; 1 lines verified, 2 received:\n+ two\n", message, StringComparison.Ordinal);
    }

    [Fact]
    public void VerifyBytes_OtherByte_IsCounted()
    {
        string verified = Path.Combine(_folder, "SomeTests.Member_Works_a.verified.png");
        File.WriteAllBytes(verified, [1, 2, 3]);

        Snapshot.VerifyBytes([1, 2, 3], "png", "a", Source, "Member_Works");
        string message = Assert.Throws<SnapshotMismatchException>(() => Snapshot.VerifyBytes([1, 2, 4, 5], "png", "a", Source, "Member_Works")).Message;

        Assert.Contains("They part at byte 2; 3 bytes verified, 4 received.", message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 4, 5], File.ReadAllBytes(verified.Replace("verified", "received", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("../elsewhere", "txt")]
    [InlineData("a b", "txt")]
    [InlineData("a", "t/xt")]
    [InlineData("a", "")]
    public void Verify_NameThatIsNoFileName_IsRefused(string variant, string extension)
    {
        string message = Assert.Throws<LensInputException>(() => Snapshot.Verify("x", extension, variant, Source, "Member_Works")).Message;

        Assert.Contains("cannot be a file", message, StringComparison.Ordinal);
        Assert.Equal([Source], Directory.GetFiles(_folder));
    }

    private void Verify(string content) => Snapshot.Verify(content, sourceFile: Source, member: "Member_Works");
}
