using System.Text.Json.Nodes;
using AttentionLens.DistilBert;
using AttentionLens.Models;
using AttentionLens.Roberta;
using AttentionLens.Vit;

namespace AttentionLens.Encoders.Tests;

/// <summary>A small model of a family: how to make it and what to give it.</summary>
internal sealed class EncoderCase
{
    private static readonly LensInput[] Texts =
    [
        new() { Ids = [2, 5, 9, 16, 4, 3], Label = 2, Labels = [0, 1, 1, -100, 0, -100] },
        new() { Ids = [2, 7, 3], Label = 0, Labels = [1, 0, -100] },
        new() { Ids = [2, 4, 4, 6, 3], AttentionMask = [true, true, false, true, true], Label = 1, Labels = [-100, -100, 1, 0, 0] },
    ];

    public required TransformerAdapter Adapter { get; init; }

    public required JsonObject Config { get; init; }

    public IReadOnlyList<LensInput> Inputs { get; init; } = Texts;

    /// <summary>Every architecture of every family, in two sizes each.</summary>
    public static IReadOnlyDictionary<string, EncoderCase> All { get; } = Cases().ToDictionary(one => one.Name, one => one.Case, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. All.Keys];

    public TransformerModel Load() => TestModel.Load(Adapter, (JsonObject)Config.DeepClone());

    public static JsonObject Roberta(string architecture, params ReadOnlySpan<(string Key, JsonNode? Value)> changes) => Changed(
        new JsonObject
        {
            ["model_type"] = "roberta",
            ["architectures"] = new JsonArray(architecture),
            ["hidden_size"] = 12,
            ["num_attention_heads"] = 3,
            ["num_hidden_layers"] = 2,
            ["intermediate_size"] = 20,
            ["vocab_size"] = 17,
            ["max_position_embeddings"] = 11,
            ["type_vocab_size"] = 1,
            ["num_labels"] = 3,
        },
        changes);

    public static JsonObject DistilBert(string architecture, params ReadOnlySpan<(string Key, JsonNode? Value)> changes) => Changed(
        new JsonObject
        {
            ["model_type"] = "distilbert",
            ["architectures"] = new JsonArray(architecture),
            ["dim"] = 12,
            ["n_heads"] = 3,
            ["n_layers"] = 2,
            ["hidden_dim"] = 20,
            ["vocab_size"] = 17,
            ["max_position_embeddings"] = 11,
            ["num_labels"] = 3,
        },
        changes);

    public static JsonObject Vision(string family, string architecture, params ReadOnlySpan<(string Key, JsonNode? Value)> changes) => Changed(
        new JsonObject
        {
            ["model_type"] = family,
            ["architectures"] = new JsonArray(architecture),
            ["hidden_size"] = 12,
            ["num_attention_heads"] = 3,
            ["num_hidden_layers"] = 2,
            ["intermediate_size"] = 20,
            ["image_size"] = 6,
            ["patch_size"] = 2,
            ["num_channels"] = 3,
            ["num_labels"] = 3,
        },
        changes);

    public static IReadOnlyList<LensInput> Images(int channels, int height, int width) =>
        [.. Enumerable.Range(0, 3).Select(index => Image((ulong)index, channels, height, width) with { Label = index })];

    public static LensInput Image(ulong seed, int channels, int height, int width)
    {
        SeededRandom random = new(seed);
        return new LensInput
        {
            Pixels = new ImagePixels(
                channels, height, width, [.. Enumerable.Range(0, channels * height * width).Select(_ => (float)random.NextNormal())]),
        };
    }

    private static IEnumerable<(string Name, EncoderCase Case)> Cases()
    {
        foreach (string head in (string[])["Model", "ForMaskedLM", "ForSequenceClassification", "ForTokenClassification", "ForQuestionAnswering"])
        {
            yield return ($"Roberta{head}", new EncoderCase { Adapter = new RobertaAdapter(), Config = Roberta($"Roberta{head}") });
            yield return ($"Roberta{head}, odd", new EncoderCase
            {
                Adapter = new RobertaAdapter(),
                Config = Roberta(
                    $"Roberta{head}", ("hidden_size", 7), ("num_attention_heads", 1), ("hidden_act", "relu"), ("layer_norm_eps", 0.03), ("pad_token_id", 0)),
            });
            yield return ($"DistilBert{head}", new EncoderCase { Adapter = new DistilBertAdapter(), Config = DistilBert($"DistilBert{head}") });
            yield return ($"DistilBert{head}, odd", new EncoderCase
            {
                Adapter = new DistilBertAdapter(),
                Config = DistilBert($"DistilBert{head}", ("dim", 35), ("n_heads", 5), ("activation", "gelu_new"), ("n_layers", 1), ("hidden_dim", 3)),
            });
        }

        foreach ((string family, string architecture) in ((string, string)[])
            [("vit", "ViTModel"), ("vit", "ViTForImageClassification"), ("deit", "DeiTModel"), ("deit", "DeiTForImageClassification"),
                ("deit", "DeiTForImageClassificationWithTeacher")])
        {
            TransformerAdapter adapter = family == "vit" ? new VitAdapter() : new DeitAdapter();
            yield return (architecture, new EncoderCase { Adapter = adapter, Config = Vision(family, architecture), Inputs = Images(3, 6, 6) });
            yield return ($"{architecture}, odd", new EncoderCase
            {
                Adapter = adapter,
                Config = Vision(
                    family, architecture, ("image_size", new JsonArray(7, 10)), ("patch_size", 3), ("num_channels", 1), ("qkv_bias", false),
                    ("hidden_size", 10), ("num_attention_heads", 5), ("hidden_act", "silu"), ("layer_norm_eps", 0.02)),
                Inputs = Images(1, 7, 10),
            });
            yield return ($"{architecture}, other size", new EncoderCase
            {
                Adapter = adapter,
                Config = Vision(family, architecture),
                Inputs = Images(3, 4, 11),
            });
        }
    }

    private static JsonObject Changed(JsonObject config, ReadOnlySpan<(string Key, JsonNode? Value)> changes)
    {
        foreach ((string key, JsonNode? value) in changes)
        {
            config[key] = value;
        }

        return config;
    }
}
