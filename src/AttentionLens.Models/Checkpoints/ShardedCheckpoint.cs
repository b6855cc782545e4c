namespace AttentionLens.Models.Checkpoints;

/// <summary>Several files that an index binds into one checkpoint. The index and the shards must agree exactly.</summary>
internal sealed class ShardedCheckpoint : Checkpoint
{
    private readonly Dictionary<string, Checkpoint> _shards;

    private ShardedCheckpoint(Dictionary<string, Checkpoint> shards)
        : base(shards.Values.SelectMany(shard => shard.Tensors.Values)) => _shards = shards;

    public static ShardedCheckpoint Open(string indexPath, Func<string, Checkpoint> openShard)
    {
        Dictionary<string, string> weights = ShardIndex.Read(indexPath);
        string indexName = Path.GetFileName(indexPath);
        string folder = Path.GetDirectoryName(Path.GetFullPath(indexPath)) ?? "";
        Dictionary<string, Checkpoint> byIndexName = new(StringComparer.Ordinal);
        try
        {
            foreach (string shard in weights.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                byIndexName.Add(shard, openShard(ShardPath.Resolve(indexName, folder, shard)));
            }

            RequireAgreement(indexName, weights, byIndexName);
            return new ShardedCheckpoint(byIndexName.Values.ToDictionary(FileNameOf, StringComparer.Ordinal));
        }
        catch
        {
            foreach (Checkpoint shard in byIndexName.Values)
            {
                shard.Dispose();
            }

            throw;
        }
    }

    internal override void ReadBytes(CheckpointTensor tensor, long first, Span<byte> destination) =>
        _shards[tensor.FileName].ReadBytes(tensor, first, destination);

    protected override void Dispose(bool disposing)
    {
        foreach (Checkpoint shard in _shards.Values)
        {
            shard.Dispose();
        }
    }

    // Agreement has shown that every shard holds a tensor.
    private static string FileNameOf(Checkpoint shard) => shard.Tensors.Values.First().FileName;

    private static void RequireAgreement(string indexName, Dictionary<string, string> weights, Dictionary<string, Checkpoint> shards)
    {
        string[] absent = [.. weights.Where(weight => !shards[weight.Value].Tensors.ContainsKey(weight.Key))
            .Select(weight => weight.Key).Order(StringComparer.Ordinal)];
        if (absent.Length > 0)
        {
            throw new CheckpointException(
                $"{Quoted.Of(indexName)} lists tensors that their shards do not hold: {Quoted.List(absent)}; "
                + "expected index and shards of one model; download both again");
        }

        foreach ((string shardName, Checkpoint shard) in shards)
        {
            string[] unlisted = [.. shard.Tensors.Keys.Where(name => !weights.TryGetValue(name, out string? place)
                || !string.Equals(place, shardName, StringComparison.Ordinal))];
            if (unlisted.Length > 0)
            {
                throw new CheckpointException(
                    $"{Quoted.Of(shardName)} holds tensors that {Quoted.Of(indexName)} does not place there: {Quoted.List(unlisted)}; "
                    + "expected index and shards of one model; download both again");
            }
        }
    }
}
