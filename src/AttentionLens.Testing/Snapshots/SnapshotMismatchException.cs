namespace AttentionLens.Testing;

/// <summary>A result differs from its snapshot, or has none yet. The first line of the message is for programs:
/// <c>Snapshot new|different | received: PATH | verified: PATH</c>; what follows shows where they part.</summary>
public sealed class SnapshotMismatchException : LensException
{
    internal SnapshotMismatchException(SnapshotFiles files, bool isNew, string difference)
        : base(string.Join('\n', Lines(files, isNew, difference)))
    {
        ReceivedPath = files.Received;
        VerifiedPath = files.Verified;
        IsNew = isNew;
    }

    /// <summary>The file that holds what the test got.</summary>
    public string ReceivedPath { get; }

    /// <summary>The file that holds, or would hold, what was approved.</summary>
    public string VerifiedPath { get; }

    /// <summary>Whether nothing was approved yet.</summary>
    public bool IsNew { get; }

    private static IEnumerable<string> Lines(SnapshotFiles files, bool isNew, string difference)
    {
        yield return $"Snapshot {(isNew ? "new" : "different")} | received: {files.Received} | verified: {files.Verified}";
        if (difference.Length > 0)
        {
            yield return difference;
        }

        yield return "To approve the result, rename the received file to the verified one.";
    }
}
