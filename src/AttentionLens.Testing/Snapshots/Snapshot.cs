using System.Runtime.CompilerServices;
using System.Text;

namespace AttentionLens.Testing;

/// <summary>Compares what a test got with the file beside the test that holds what was once approved. The files are named and
/// written as Verify does it: <c>Class.Method.verified.txt</c> and <c>Class.Method.received.txt</c>, texts in UTF-8 with a byte-order
/// mark, line feeds, and no newline at the end. To approve a result, rename the received file.</summary>
public static class Snapshot
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: false);

    /// <summary>Compares a text. On a match a received file of an earlier run is deleted; on a mismatch it is written.</summary>
    /// <param name="content">What the test got; carriage returns and line ends at the end make no difference.</param>
    /// <param name="extension">The extension of the files, without a dot.</param>
    /// <param name="variant">What tells several snapshots of one test apart, or null; letters, digits and <c>.</c>, <c>_</c>, <c>-</c>, <c>=</c>.</param>
    /// <param name="sourceFile">The test's file; left to the compiler.</param>
    /// <param name="member">The test's method; left to the compiler.</param>
    /// <exception cref="SnapshotMismatchException">The approved file is absent or differs.</exception>
    /// <exception cref="LensInputException">The names do not make a file name, or the test's file is not found.</exception>
    public static void Verify(
        string content, string extension = "txt", string? variant = null, [CallerFilePath] string sourceFile = "", [CallerMemberName] string member = "")
    {
        SnapshotFiles files = SnapshotFiles.For(sourceFile, member, variant, extension);
        string received = Normalized(content);
        string? verified = File.Exists(files.Verified) ? Normalized(File.ReadAllText(files.Verified, Utf8)) : null;
        if (received == verified)
        {
            File.Delete(files.Received);
            return;
        }

        File.WriteAllText(files.Received, received, Utf8);
        throw new SnapshotMismatchException(files, isNew: verified is null, verified is null ? string.Empty : SnapshotDifference.Describe(verified, received));
    }

    /// <summary>Compares bytes that are no text, one by one.</summary>
    /// <param name="content">What the test got.</param>
    /// <param name="extension">The extension of the files, without a dot.</param>
    /// <param name="variant">What tells several snapshots of one test apart, or null.</param>
    /// <param name="sourceFile">The test's file; left to the compiler.</param>
    /// <param name="member">The test's method; left to the compiler.</param>
    /// <exception cref="SnapshotMismatchException">The approved file is absent or differs.</exception>
    /// <exception cref="LensInputException">The names do not make a file name, or the test's file is not found.</exception>
    public static void VerifyBytes(
        ReadOnlySpan<byte> content, string extension, string? variant = null, [CallerFilePath] string sourceFile = "", [CallerMemberName] string member = "")
    {
        SnapshotFiles files = SnapshotFiles.For(sourceFile, member, variant, extension);
        byte[]? verified = File.Exists(files.Verified) ? File.ReadAllBytes(files.Verified) : null;
        if (verified is not null && content.SequenceEqual(verified))
        {
            File.Delete(files.Received);
            return;
        }

        File.WriteAllBytes(files.Received, content);
        throw new SnapshotMismatchException(files, isNew: verified is null, verified is null ? string.Empty : SnapshotDifference.Describe(verified, content));
    }

    private static string Normalized(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').TrimEnd('\n');
}
