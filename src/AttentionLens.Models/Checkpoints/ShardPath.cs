using System.Buffers;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Turns a shard's name from an index into a path, and refuses every name that leads out of the model folder.</summary>
internal static class ShardPath
{
    private const int MaximumLength = 255;

    private static readonly SearchValues<char> Separators = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>The path to open for a shard.</summary>
    /// <exception cref="CheckpointException">The name is not a plain file name, is absent, or is a link that leads elsewhere.</exception>
    public static string Resolve(string indexName, string folder, string shard)
    {
        if (!IsPlain(shard))
        {
            throw new CheckpointException(
                $"{Quoted.Of(indexName)} places tensors in {Quoted.Of(shard)}; "
                + "expected a plain file name inside the model folder; do not load this checkpoint");
        }

        string path = Path.Combine(folder, shard);
        if (!File.Exists(path))
        {
            throw new CheckpointException(
                $"{Quoted.Of(indexName)} places tensors in {Quoted.Of(shard)}, which is not in the folder; "
                + "expected every shard beside the index; download it");
        }

        return FollowLink(indexName, folder, shard, path);
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= MaximumLength
        && name is not ("." or "..")
        && !name.AsSpan().ContainsAny(Separators)
        && !name.Any(char.IsControl)
        && name[^1] is not ('.' or ' ')
        && !Path.IsPathRooted(name);

    /// <summary>A link is followed into the folder itself, or into the <c>blobs</c> folder of the Hugging Face cache whose
    /// <c>snapshots</c> this folder is one of: there every file is such a link. The target is opened by the path that was
    /// checked.</summary>
    private static string FollowLink(string indexName, string folder, string shard, string path)
    {
        try
        {
            if (File.ResolveLinkTarget(path, returnFinalTarget: true) is not { } target)
            {
                return path;
            }

            string destination = Path.GetFullPath(target.FullName);
            string? parent = Path.GetDirectoryName(destination);
            string home = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
            bool isAllowed = IsSame(parent, home) || IsSame(parent, CacheBlobs(home));
            if (isAllowed && File.ResolveLinkTarget(destination, returnFinalTarget: false) is null)
            {
                return destination;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(Escapes(indexName, shard).Message, exception);
        }

        throw Escapes(indexName, shard);
    }

    private static string? CacheBlobs(string home)
    {
        string? snapshots = Path.GetDirectoryName(home);
        return snapshots is not null && IsSame(Path.GetFileName(snapshots), "snapshots")
            ? Path.Combine(Path.GetDirectoryName(snapshots) ?? "", "blobs")
            : null;
    }

    private static bool IsSame(string? left, string? right) => left is not null && string.Equals(left, right, StringComparison.Ordinal);

    private static CheckpointException Escapes(string indexName, string shard) => new(
        $"{Quoted.Of(indexName)} places tensors in {Quoted.Of(shard)}, a link that leads out of the model folder; "
        + "expected a file inside it; copy the shard into the folder");
}
