using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace AttentionLens.Models;

/// <summary>What has been cut out of the model of a folder: what its configuration says under Hugging Face's <c>pruned_heads</c>, by layers, and under this project's
/// <see cref="OwnKey"/>, by the names of sublayers.</summary>
internal sealed class PrunedUnits
{
    /// <summary>Hugging Face's key: heads by layer, for a model of one stack.</summary>
    public const string SharedKey = "pruned_heads";

    /// <summary>This project's key: heads by sublayer under <see cref="HeadsKey"/>, and sublayers under <see cref="MlpsKey"/>.</summary>
    public const string OwnKey = "attentionlens_pruned";

    /// <summary>Heads by sublayer.</summary>
    public const string HeadsKey = "heads";

    /// <summary>MLPs.</summary>
    public const string MlpsKey = "mlps";

    private const int MostHeads = 1 << 12;
    private readonly string _file;

    private PrunedUnits(string file) => _file = file;

    /// <summary>The heads that are gone, by sublayer, in the numbers that they had at first.</summary>
    public SortedDictionary<string, ImmutableSortedSet<int>> Heads { get; } = new(StringComparer.Ordinal);

    /// <summary>The MLPs that are gone.</summary>
    public SortedSet<string> Mlps { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a folder's configuration.</summary>
    /// <exception cref="LensInputException">It says something else.</exception>
    public static PrunedUnits Of(ModelFolder folder)
    {
        PrunedUnits units = new($"{folder.Name}/config.json");
        if (Find(folder.Config, SharedKey) is { } shared)
        {
            units.Demand(shared.ValueKind == JsonValueKind.Object, SharedKey, "an object with a list of heads for each layer");
            foreach (JsonProperty layer in shared.EnumerateObject())
            {
                units.Demand(int.TryParse(layer.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int index), SharedKey, "layers counted from 0");
                units.Add(SharedKey, $"blocks.{index}.attn", layer.Value);
            }
        }

        if (Find(folder.Config, OwnKey) is { } own)
        {
            units.Demand(own.ValueKind == JsonValueKind.Object, OwnKey, $"an object with '{HeadsKey}' and '{MlpsKey}'");
            foreach (JsonProperty field in own.EnumerateObject())
            {
                units.AddOwn(field);
            }
        }

        return units;
    }

    /// <summary>How a sublayer attends without the heads that are gone; null where none is left.</summary>
    /// <param name="name">The sublayer.</param>
    /// <param name="settings">How it attended.</param>
    /// <exception cref="LensInputException">There never was such a head, or part of a group that shares keys and values is gone.</exception>
    public AttentionSettings? Left(string name, AttentionSettings settings)
    {
        if (!Heads.TryGetValue(name, out ImmutableSortedSet<int>? gone) || gone.IsEmpty)
        {
            return settings;
        }

        int group = settings.Heads / settings.KeyValueHeads;
        bool isWhole = gone[^1] < settings.Heads && gone.GroupBy(head => head / group).All(heads => heads.Count() == group);
        if (!isWhole)
        {
            throw new LensInputException(
                $"{_file}: '{name}' has lost the heads {string.Join(", ", gone)}; expected some of 0 to {settings.Heads - 1}{(group > 1 ? $", in whole groups of {group} that share keys and values" : string.Empty)}.");
        }

        if (gone.Count == settings.Heads)
        {
            return null;
        }

        return settings.Bias is null
            ? settings with { Heads = settings.Heads - gone.Count, KeyValueHeads = settings.KeyValueHeads - (gone.Count / group) }
            : throw new LensInputException($"{_file}: '{name}' has lost heads, but its heads share a table of position biases that cannot lose them; expected all its heads.");
    }

    private void AddOwn(JsonProperty field)
    {
        switch (field.Name)
        {
            case HeadsKey when field.Value.ValueKind == JsonValueKind.Object:
                foreach (JsonProperty sublayer in field.Value.EnumerateObject())
                {
                    Add(OwnKey, sublayer.Name, sublayer.Value);
                }

                break;
            case MlpsKey when field.Value.ValueKind == JsonValueKind.Array && field.Value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String):
                Mlps.UnionWith(field.Value.EnumerateArray().Select(name => name.GetString()!));
                break;
            default:
                throw new LensInputException($"{_file}: '{OwnKey}' has {Checkpoints.Quoted.Of(field.Name)}; expected '{HeadsKey}', an object, and '{MlpsKey}', a list of names.");
        }
    }

    private void Add(string key, string sublayer, JsonElement heads)
    {
        Demand(heads.ValueKind == JsonValueKind.Array && heads.GetArrayLength() <= MostHeads, key, "lists of heads");
        ImmutableSortedSet<int> gone = [.. heads.EnumerateArray().Select(head =>
        {
            Demand(head.ValueKind == JsonValueKind.Number && head.TryGetInt32(out int index) && index >= 0, key, "heads counted from 0");
            return head.GetInt32();
        })];
        Heads[sublayer] = Heads.TryGetValue(sublayer, out ImmutableSortedSet<int>? earlier) ? earlier.Union(gone) : gone;
    }

    private void Demand(bool condition, string key, string expected)
    {
        if (!condition)
        {
            throw new LensInputException($"{_file}: '{key}' is something else; expected {expected}.");
        }
    }

    private static JsonElement? Find(JsonElement config, string key) =>
        config.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
