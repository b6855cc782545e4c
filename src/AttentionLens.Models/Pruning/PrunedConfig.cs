using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Models;

/// <summary>The configuration of a model that has lost units.</summary>
internal static class PrunedConfig
{
    // Families that Hugging Face's own pruning knows, and reads again.
    private static readonly ImmutableHashSet<string> Shared = ["bert", "roberta", "distilbert", "gpt2", "vit", "deit"];

    // What configurations call the number of blocks of a stack.
    private static readonly Dictionary<string, ImmutableArray<string>> LayerKeys = new(StringComparer.Ordinal)
    {
        [string.Empty] = ["num_hidden_layers", "n_layer", "n_layers"],
        ["encoder"] = ["encoder_layers", "num_layers", "num_hidden_layers"],
        ["decoder"] = ["decoder_layers", "num_decoder_layers"],
    };

    /// <summary>The content of <c>config.json</c>.</summary>
    /// <param name="source">The folder that the model was loaded from.</param>
    /// <param name="layout">What it keeps.</param>
    /// <exception cref="LensInputException">The configuration does not say how many blocks a stack has.</exception>
    public static byte[] Write(ModelFolder source, PrunedLayout layout)
    {
        PrunedUnits earlier = PrunedUnits.Of(source);
        SortedDictionary<string, ImmutableSortedSet<int>> heads = HeadsOf(earlier, layout);
        SortedSet<string> mlps = new(earlier.Mlps.Select(name => Moved(name, layout)).OfType<string>().Concat(layout.Mlps), StringComparer.Ordinal);
        bool isShared = Shared.Contains(source.ModelType ?? string.Empty);
        Dictionary<string, int> layers = LayersOf(source, layout);
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            foreach (JsonProperty field in source.Config.EnumerateObject())
            {
                if (field.Name is PrunedUnits.SharedKey or PrunedUnits.OwnKey || layers.ContainsKey(field.Name))
                {
                    continue;
                }

                field.WriteTo(json);
            }

            foreach ((string key, int count) in layers)
            {
                json.WriteNumber(key, count);
            }

            if (isShared && heads.Count > 0)
            {
                json.WriteStartObject(PrunedUnits.SharedKey);
                foreach ((string name, ImmutableSortedSet<int> lost) in heads)
                {
                    WriteHeads(json, name.Split('.')[1], lost);
                }

                json.WriteEndObject();
            }

            if ((!isShared && heads.Count > 0) || mlps.Count > 0)
            {
                WriteOwn(json, isShared ? [] : heads, mlps);
            }

            json.WriteEndObject();
        }

        return [.. stream.ToArray(), (byte)'\n'];
    }

    private static void WriteOwn(Utf8JsonWriter json, SortedDictionary<string, ImmutableSortedSet<int>> heads, SortedSet<string> mlps)
    {
        json.WriteStartObject(PrunedUnits.OwnKey);
        json.WriteStartObject(PrunedUnits.HeadsKey);
        foreach ((string name, ImmutableSortedSet<int> lost) in heads)
        {
            WriteHeads(json, name, lost);
        }

        json.WriteEndObject();
        json.WriteStartArray(PrunedUnits.MlpsKey);
        foreach (string name in mlps)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHeads(Utf8JsonWriter json, string name, ImmutableSortedSet<int> heads)
    {
        json.WriteStartArray(name);
        foreach (int head in heads)
        {
            json.WriteNumberValue(head);
        }

        json.WriteEndArray();
    }

    // Heads are numbered as they were before any was lost.
    private static SortedDictionary<string, ImmutableSortedSet<int>> HeadsOf(PrunedUnits earlier, PrunedLayout layout)
    {
        SortedDictionary<string, ImmutableSortedSet<int>> heads = new(StringComparer.Ordinal);
        foreach ((string name, ImmutableSortedSet<int> lost) in earlier.Heads)
        {
            if (Moved(name, layout) is { } moved)
            {
                heads[moved] = lost;
            }
        }

        foreach ((string name, (string before, ImmutableSortedSet<int> lost, int present)) in layout.Heads)
        {
            ImmutableSortedSet<int> gone = earlier.Heads.GetValueOrDefault(before, []);
            int[] kept = [.. Enumerable.Range(0, present + gone.Count).Where(head => !gone.Contains(head))];
            heads[name] = gone.Union(lost.Select(head => kept[head]));
        }

        return heads;
    }

    private static string? Moved(string sublayer, PrunedLayout layout) => layout.Names
        .Where(block => sublayer.StartsWith($"{block.Key}.", StringComparison.Ordinal))
        .Select(block => $"{block.Value}{sublayer[block.Key.Length..]}")
        .FirstOrDefault();

    private static Dictionary<string, int> LayersOf(ModelFolder source, PrunedLayout layout)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach ((string stack, int count) in layout.Layers)
        {
            if (!layout.LosesBlocksOf(stack))
            {
                continue;
            }

            string[] keys = [.. LayerKeys.GetValueOrDefault(stack, []).Where(key => source.Config.TryGetProperty(key, out _))];
            if (keys.Length == 0)
            {
                throw new LensInputException($"config.json of '{source.Name}' does not say how many blocks {(stack.Length == 0 ? "the model" : $"the {stack}")} has, so none can be cut out; expected one of {string.Join(", ", LayerKeys.GetValueOrDefault(stack, []))}.");
            }

            foreach (string key in keys)
            {
                counts[key] = count;
            }
        }

        return counts;
    }
}
