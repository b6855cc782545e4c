using System.Text.Json;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Reads the index of a sharded checkpoint: which shard holds which tensor.</summary>
internal static class ShardIndex
{
    private const long MaximumLength = 100_000_000;

    // The index object, the map of weights; its metadata is skipped, and may nest a little.
    private const int MaximumDepth = 8;

    /// <summary>Tensor names and their shards' file names, neither yet checked against the folder.</summary>
    public static Dictionary<string, string> Read(string path)
    {
        using MappedFile file = MappedFile.Open(path);
        if (file.Length > MaximumLength)
        {
            throw Broken(file.Name, FormattableString.Invariant($"it has {file.Length} bytes, more than {MaximumLength}"));
        }

        using ByteView view = file.View(0, file.Length);
        try
        {
            return ReadRoot(file.Name, view.Slice(0, (int)file.Length));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new CheckpointException(Broken(file.Name, "it is not valid JSON").Message, exception);
        }
    }

    private static Dictionary<string, string> ReadRoot(string fileName, ReadOnlySpan<byte> text)
    {
        Utf8JsonReader json = new(text, new JsonReaderOptions { MaxDepth = MaximumDepth });
        Dictionary<string, string>? weights = null;
        Expect(ref json, fileName, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!json.ValueTextEquals("weight_map"u8))
            {
                // Sizes and remarks of the program that wrote the shards; they decide nothing about the weights.
                json.Skip();
            }
            else if (weights is null)
            {
                weights = ReadMap(ref json, fileName);
            }
            else
            {
                throw Broken(fileName, "'weight_map' occurs twice");
            }
        }

        return json.Read() || weights is not { Count: > 0 }
            ? throw Broken(fileName, "it has no 'weight_map' with tensors")
            : weights;
    }

    private static Dictionary<string, string> ReadMap(ref Utf8JsonReader json, string fileName)
    {
        Dictionary<string, string> weights = new(StringComparer.Ordinal);
        Expect(ref json, fileName, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string tensor = json.GetString()!;
            Expect(ref json, fileName, JsonTokenType.String);
            if (!weights.TryAdd(tensor, json.GetString()!))
            {
                throw Broken(fileName, $"tensor {Quoted.Of(tensor)} occurs twice");
            }
        }

        return weights;
    }

    private static void Expect(ref Utf8JsonReader json, string fileName, JsonTokenType expected)
    {
        if (!json.Read() || json.TokenType != expected)
        {
            throw Broken(fileName, $"it has a {json.TokenType} where a {expected} belongs");
        }
    }

    private static CheckpointException Broken(string fileName, string what) =>
        new($"{Quoted.Of(fileName)}: {what}; expected an object with a 'weight_map' from tensor names to file names; download it again");
}
