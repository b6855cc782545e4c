using System.Collections.Immutable;
using AttentionLens.Bart;
using AttentionLens.Bert;
using AttentionLens.Engine;
using AttentionLens.Gpt2;
using AttentionLens.Models;
using AttentionLens.Vit;

namespace AttentionLens.Tests;

/// <summary>Small models with weights from a seed, and inputs for them.</summary>
internal static class SeededModel
{
    private const string Bert = """
        {"model_type":"bert","architectures":["BertForSequenceClassification"],"hidden_size":12,"num_attention_heads":3,"num_hidden_layers":2,"intermediate_size":20,
         "vocab_size":17,"max_position_embeddings":11,"type_vocab_size":2,"hidden_act":"gelu","layer_norm_eps":1e-3,"num_labels":3,"initializer_range":0.3}
        """;

    private const string Gpt2 = """
        {"model_type":"gpt2","architectures":["GPT2LMHeadModel"],"n_embd":12,"n_head":3,"n_layer":2,"vocab_size":17,"n_positions":11,"initializer_range":0.3,
         "layer_norm_epsilon":1e-3}
        """;

    private const string Bart = """
        {"model_type":"bart","architectures":["BartForConditionalGeneration"],"is_encoder_decoder":true,"d_model":12,"encoder_attention_heads":3,"decoder_attention_heads":3,
         "encoder_layers":2,"decoder_layers":2,"encoder_ffn_dim":20,"decoder_ffn_dim":20,"vocab_size":17,"max_position_embeddings":11,"pad_token_id":1,
         "decoder_start_token_id":2,"initializer_range":0.3,"activation_function":"gelu"}
        """;

    private const string Vit = """
        {"model_type":"vit","architectures":["ViTForImageClassification"],"hidden_size":12,"num_attention_heads":3,"num_hidden_layers":2,"intermediate_size":20,"image_size":6,
         "patch_size":3,"num_channels":2,"hidden_act":"gelu","layer_norm_eps":1e-3,"num_labels":3,"initializer_range":0.3}
        """;

    /// <summary>The families.</summary>
    public static TheoryData<string> All => ["bert", "gpt2", "bart", "vit"];

    public static TransformerModel Load(string family, ulong seed = 5)
    {
        (TransformerAdapter adapter, string config) = family switch
        {
            "bert" => ((TransformerAdapter)new BertAdapter(), Bert),
            "gpt2" => (new Gpt2Adapter(), Gpt2),
            "bart" => (new BartAdapter(), Bart),
            _ => (new VitAdapter(), Vit),
        };
        string path = Directory.CreateTempSubdirectory("lens-seeded-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(path, "config.json"), config);
            return adapter.Initialize(ModelFolder.Open(path), seed);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>Three examples, of different lengths where the model reads tokens.</summary>
    public static InputBatch Batch(LensModel model, params ReadOnlySpan<int> chosen)
    {
        ImmutableArray<LensInput> inputs = Inputs(model);
        chosen = chosen.IsEmpty ? [0, 1, 2] : chosen;
        List<EncodedExample> examples = [];
        foreach (int index in chosen)
        {
            examples.Add(model.Inputs.Encode(index, inputs[index], new EncodeOptions()));
        }

        return model.Inputs.Collate(examples);
    }

    public static async Task<AttributionResult> ExplainAsync(
        LensModel model, InputBatch batch, AttributionMethod method, AttributionRequest? like = null, params IEnumerable<(string Key, string Value)> options) =>
        await AttributionRunner.AttributeAsync(new AttributionRequest
        {
            Model = model,
            Batch = batch,
            Method = method,
            Objective = like?.Objective ?? new LogitObjective(),
            Baseline = like?.Baseline ?? AttributionBaseline.Zero,
            MaxRows = like?.MaxRows,
            Options = [.. options.Select(option => KeyValuePair.Create(option.Key, option.Value))],
        });

    /// <summary>Settings of a request, to be given to <see cref="ExplainAsync"/>.</summary>
    public static AttributionRequest Like(
        int? maxRows = null, Objective? objective = null, AttributionBaseline baseline = AttributionBaseline.Zero) => new()
        {
            Model = null!,
            Batch = null!,
            Method = null!,
            MaxRows = maxRows,
            Objective = objective ?? new LogitObjective(),
            Baseline = baseline,
        };

    public static void AssertClose(IEnumerable<float> expected, IEnumerable<float> actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs((double)pair.First - pair.Second), 0, tolerance * Math.Max(1, Math.Abs(pair.First))));

    private static ImmutableArray<LensInput> Inputs(LensModel model)
    {
        if (model.Hooks.Any(hook => hook.Kind == HookKind.Pixels))
        {
            return [.. Enumerable.Range(0, 3).Select(image => new LensInput
            {
                Pixels = new ImagePixels(2, 6, 6, [.. Enumerable.Range(0, 72).Select(pixel => (float)Math.Sin((pixel * 0.7) + image))]),
                Label = image,
            })];
        }

        ImmutableArray<ImmutableArray<int>> ids = [[2, 7, 11, 5, 3], [2, 9, 3], [2, 14, 6, 3]];
        bool hasDecoder = model.Hooks.Any(hook => hook.Stack == "decoder");
        return [.. ids.Select((read, index) => new LensInput
        {
            Ids = read,
            DecoderIds = hasDecoder ? [2, 4 + index, 8] : default,
            Labels = hasDecoder ? [4 + index, 8, 3] : default,
            Label = index,
        })];
    }
}
