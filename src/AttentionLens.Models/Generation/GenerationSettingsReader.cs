using System.Collections.Immutable;
using System.Text.Json;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models;

/// <summary>Reads what a model folder says about which tokens are written. Other keys are left alone: they say how, which the caller decides.</summary>
internal sealed class GenerationSettingsReader
{
    private const string FileName = "generation_config.json";

    // The longest lists in use name some hundred tokens.
    private const int MostIds = 1 << 16;

    // In the order in which they count.
    private readonly ImmutableArray<(ModelConfig Config, JsonElement Values)> _files;
    private readonly int _vocabulary;

    private GenerationSettingsReader(int vocabulary, params ImmutableArray<(ModelConfig Config, JsonElement Values)> files)
    {
        _vocabulary = vocabulary;
        _files = files;
    }

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="vocabulary">The number of token ids.</param>
    /// <exception cref="LensInputException">A key holds no ids, or the file cannot be read.</exception>
    public static GenerationSettings Read(ModelFolder folder, int vocabulary)
    {
        (ModelConfig, JsonElement) config = (new ModelConfig(folder), folder.Config);
        FolderFile file = new(folder.Path, FileName);
        if (!file.Exists)
        {
            return new GenerationSettingsReader(vocabulary, config).Read(startId: null);
        }

        using JsonDocument document = file.ReadJson();
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new LensInputException($"{folder.Name}/{FileName} holds a JSON {document.RootElement.ValueKind}; expected an object.");
        }

        (ModelConfig, JsonElement) own = (new ModelConfig(folder, FileName, document.RootElement), document.RootElement);

        // The adapter has read the start in config.json, with what its family begins with where it says nothing.
        int? start = new GenerationSettingsReader(vocabulary, own).Single("decoder_start_token_id");
        return new GenerationSettingsReader(vocabulary, own, config).Read(start);
    }

    private GenerationSettings Read(int? startId) => new()
    {
        EndIds = Known(Ids("eos_token_id")),
        StartId = startId,
        ForcedFirstId = Single("forced_bos_token_id"),
        ForcedLastId = Single("forced_eos_token_id"),
        BannedIds = Known(Ids("suppress_tokens").Concat(Find("bad_words_ids", Words, []).Where(word => word.Length == 1).Select(word => word[0]))),
    };

    private int? Single(string key) => Find<int?>(
        key,
        (config, value) => ToIds(config, key, value) is [int id] && id >= 0 && id < _vocabulary
            ? id
            : throw Refuse(config, key, value, $"one id from 0 to {_vocabulary - 1}, the model's vocabulary"),
        null);

    private ImmutableArray<int> Ids(string key) => Find(key, (config, value) => ToIds(config, key, value), []);

    private ImmutableArray<int> Known(IEnumerable<int> ids) => [.. ids.Where(id => id >= 0 && id < _vocabulary).Distinct()];

    private static ImmutableArray<ImmutableArray<int>> Words(ModelConfig config, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MostIds
            ? [.. value.EnumerateArray().Select(word => ToIds(config, "bad_words_ids", word))]
            : throw Refuse(config, "bad_words_ids", value, $"a list of at most {MostIds} lists of token ids");

    private static ImmutableArray<int> ToIds(ModelConfig config, string key, JsonElement value)
    {
        JsonElement[] entries = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MostIds ? [.. value.EnumerateArray()] : [value];
        return [.. entries.Select(entry => entry.ValueKind == JsonValueKind.Number && entry.TryGetInt32(out int id)
            ? id
            : throw Refuse(config, key, value, $"a token id or a list of at most {MostIds}"))];
    }

    // The first file that has the key decides, even where it says null.
    private T Find<T>(string key, Func<ModelConfig, JsonElement, T> read, T none)
    {
        foreach ((ModelConfig config, JsonElement values) in _files)
        {
            if (values.TryGetProperty(key, out JsonElement value))
            {
                return value.ValueKind == JsonValueKind.Null ? none : read(config, value);
            }
        }

        return none;
    }

    private static LensInputException Refuse(ModelConfig config, string key, JsonElement value, string expected) =>
        config.Refuse(key, Quoted.Of(value.GetRawText()), expected);
}
