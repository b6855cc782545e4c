using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models.Tests.Checkpoints;

public sealed class ShardedCheckpointTests
{
    [Fact]
    public void Open_TwoShards_ReadsFromBoth()
    {
        using TemporaryFolder folder = Shards("""{"metadata":{"total_size":8},"weight_map":{"a":"s1","b":"s2"}}""");
        using Checkpoint checkpoint = Checkpoint.Open(folder.Folder);
        Assert.Equal(["a", "b"], checkpoint.Tensors.Keys);
        Assert.Equal([1f], CheckpointAssert.Values(checkpoint, checkpoint.Tensors["a"]));
        Assert.Equal([2f], CheckpointAssert.Values(checkpoint, checkpoint.Tensors["b"]));
        Assert.Equal("s2", checkpoint.Tensors["b"].FileName);
    }

    [Fact]
    public void Open_TorchShards_ReadsFromBoth()
    {
        using TemporaryFolder folder = new();
        _ = folder.Write("one.bin", PickleBytes.Zip(PickleBytes.OneTensor(2, 0, [2], [1]), [3, 4]));
        _ = folder.Write("pytorch_model.bin.index.json", """{"weight_map":{"weight":"one.bin"}}""");
        using Checkpoint checkpoint = Checkpoint.Open(folder.Folder);
        Assert.Equal([3f, 4f], CheckpointAssert.Values(checkpoint, checkpoint.Tensors["weight"]));
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"../s1","b":"s2"}}""", "'../s1'")]
    [InlineData("""{"weight_map":{"a":"..","b":"s2"}}""", "'..'")]
    [InlineData("""{"weight_map":{"a":".","b":"s2"}}""", "'.'")]
    [InlineData("""{"weight_map":{"a":"","b":"s2"}}""", "plain file name")]
    [InlineData("""{"weight_map":{"a":"/etc/passwd","b":"s2"}}""", "'/etc/passwd'")]
    [InlineData("""{"weight_map":{"a":"sub/s1","b":"s2"}}""", "'sub/s1'")]
    [InlineData("""{"weight_map":{"a":"sub\\s1","b":"s2"}}""", "plain file name")]
    [InlineData("""{"weight_map":{"a":"C:s1","b":"s2"}}""", "plain file name")]
    [InlineData("""{"weight_map":{"a":"s1\u0000","b":"s2"}}""", "plain file name")]
    [InlineData("""{"weight_map":{"a":"s3","b":"s2"}}""", "'s3'")]
    [InlineData("""{"weight_map":{"a":"s1","b":"s1"}}""", "'b'")]
    [InlineData("""{"weight_map":{"a":"s1","b":"s2","c":"s2"}}""", "'c'")]
    [InlineData("""{"weight_map":{"a":"s1","b":"s2","b":"s2"}}""", "twice")]
    [InlineData("""{"weight_map":{"a":"s1"},"weight_map":{"b":"s2"}}""", "twice")]
    [InlineData("""{"weight_map":{"a":1}}""", "Number")]
    [InlineData("""{"weight_map":[]}""", "StartArray")]
    [InlineData("""{"weight_map":{}}""", "weight_map")]
    [InlineData("""{}""", "weight_map")]
    [InlineData("""[]""", "StartArray")]
    [InlineData("""{"weight_map":{"a":"s1","b":"s2"}} x""", "JSON")]
    [InlineData("""{"metadata":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}},"weight_map":{"a":"s1","b":"s2"}}""", "JSON")]
    [InlineData("""{"weight_map":{"\udc00":"s1"}}""", "JSON")]
    [InlineData("", "empty")]
    public void Open_BadIndex_SaysWhatIsWrongInOneLine(string index, string expected)
    {
        using TemporaryFolder folder = Shards(index);
        CheckpointException error = Assert.Throws<CheckpointException>(() => Checkpoint.Open(folder.Folder));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Open_ShardWithUnlistedTensors_NamesTenAndCountsTheRest()
    {
        using TemporaryFolder folder = Shards("""{"weight_map":{"a":"s1","b":"s2"}}""", secondHoldsMore: true);
        string message = Assert.Throws<CheckpointException>(() => Checkpoint.Open(folder.Folder)).Message;
        Assert.Contains("'extra00'", message, StringComparison.Ordinal);
        Assert.Contains("and 2 more", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LinkThatLeadsOut_IsRefused()
    {
        using TemporaryFolder outside = new();
        new SafetensorsWriter().Add("a", [1], new float[] { 1 }).Save(outside.At("secret"));
        using TemporaryFolder folder = Shards("""{"weight_map":{"a":"link","b":"s2"}}""");
        _ = File.CreateSymbolicLink(folder.At("link"), outside.At("secret"));
        Assert.Contains(
            "leads out",
            Assert.Throws<CheckpointException>(() => Checkpoint.Open(folder.Folder)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LinkThroughALinkedFolder_IsRefused()
    {
        using TemporaryFolder outside = new();
        string inner = Directory.CreateDirectory(outside.At("inner")).FullName;
        new SafetensorsWriter().Add("a", [1], new float[] { 9 }).Save(outside.At("s1"));
        using TemporaryFolder folder = Shards("""{"weight_map":{"a":"link","b":"s2"}}""");
        _ = Directory.CreateSymbolicLink(folder.At("sub"), inner);
        _ = File.CreateSymbolicLink(folder.At("link"), Path.Combine("sub", "..", "s1"));
        try
        {
            using Checkpoint checkpoint = Checkpoint.Open(folder.Folder);
            Assert.Equal([1f], CheckpointAssert.Values(checkpoint, checkpoint.Tensors["a"]));
        }
        catch (CheckpointException error)
        {
            Assert.Contains("leads out", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_LinkIntoTheBlobsOfTheSameCache_IsFollowed()
    {
        using TemporaryFolder cache = new();
        string blobs = Directory.CreateDirectory(cache.At("blobs")).FullName;
        string snapshot = Directory.CreateDirectory(Path.Combine(cache.At("snapshots"), "0123abcd")).FullName;
        new SafetensorsWriter().Add("a", [1], new float[] { 5 }).Save(Path.Combine(blobs, "hash"));
        _ = File.CreateSymbolicLink(Path.Combine(snapshot, "s1"), Path.Combine("..", "..", "blobs", "hash"));
        File.WriteAllText(Path.Combine(snapshot, "model.safetensors.index.json"), """{"weight_map":{"a":"s1"}}""");
        using Checkpoint checkpoint = Checkpoint.Open(snapshot);
        Assert.Equal([5f], CheckpointAssert.Values(checkpoint, checkpoint.Tensors["a"]));
    }

    private static TemporaryFolder Shards(string index, bool secondHoldsMore = false)
    {
        TemporaryFolder folder = new();
        new SafetensorsWriter().Add("a", [1], new float[] { 1 }).Save(folder.At("s1"));
        SafetensorsWriter second = new SafetensorsWriter().Add("b", [1], new float[] { 2 });
        for (int extra = 0; secondHoldsMore && extra < 12; extra++)
        {
            _ = second.Add($"extra{extra:00}", [1], new float[] { extra });
        }

        second.Save(folder.At("s2"));
        _ = folder.Write("model.safetensors.index.json", index);
        return folder;
    }
}
