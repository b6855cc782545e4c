using System.Text.Json.Nodes;
using AttentionLens.Bart;
using AttentionLens.Gpt2;
using AttentionLens.Llama;
using AttentionLens.Models;
using AttentionLens.Numerics;
using AttentionLens.T5;

namespace AttentionLens.Generation.Tests.Models;

/// <summary>Small models that write, of every family, with weights that are all random, and the files that say which tokens they write.</summary>
internal static class WritingModel
{
    public const int Vocabulary = 23;
    public const int Positions = 40;

    private static readonly TransformerAdapter[] Adapters =
        [new Gpt2Adapter(), new LlamaAdapter(), new BartAdapter(), new MarianAdapter(), new T5Adapter()];

    private static readonly Dictionary<string, string> Configs = new(StringComparer.Ordinal)
    {
        ["gpt2"] = """
            {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_embd": 12, "n_head": 3, "n_layer": 2, "n_positions": 40, "vocab_size": 23}
            """,
        ["llama"] = Llama("llama", ""),
        ["llama, one shared head"] = Llama("llama", """, "attention_bias": true, "head_dim": 6""", keyValueHeads: 1),
        ["mistral"] = Llama("mistral", """, "sliding_window": 3"""),
        ["qwen2, upper window"] = Llama("qwen2", """, "sliding_window": 2, "use_sliding_window": true, "max_window_layers": 1"""),
        ["bart"] = """
            {"model_type": "bart", "architectures": ["BartForConditionalGeneration"], "d_model": 12, "encoder_layers": 2, "decoder_layers": 2,
             "encoder_attention_heads": 3, "decoder_attention_heads": 2, "encoder_ffn_dim": 20, "decoder_ffn_dim": 14, "vocab_size": 23,
             "max_position_embeddings": 40, "scale_embedding": true, "pad_token_id": 1, "decoder_start_token_id": 2}
            """,
        ["marian"] = """
            {"model_type": "marian", "architectures": ["MarianMTModel"], "d_model": 9, "encoder_layers": 1, "decoder_layers": 2,
             "encoder_attention_heads": 3, "decoder_attention_heads": 3, "encoder_ffn_dim": 16, "decoder_ffn_dim": 16, "vocab_size": 23,
             "max_position_embeddings": 40, "activation_function": "swish", "pad_token_id": 22, "decoder_start_token_id": 22,
             "static_position_embeddings": true, "normalize_embedding": false, "normalize_before": false, "tie_word_embeddings": false}
            """,
        ["t5"] = """
            {"model_type": "t5", "architectures": ["T5ForConditionalGeneration"], "d_model": 10, "d_kv": 3, "d_ff": 17, "num_heads": 2,
             "num_layers": 2, "num_decoder_layers": 2, "relative_attention_num_buckets": 6, "relative_attention_max_distance": 9,
             "layer_norm_epsilon": 1e-3, "feed_forward_proj": "gated-gelu", "tie_word_embeddings": false, "vocab_size": 23, "pad_token_id": 0,
             "decoder_start_token_id": 0}
            """,
    };

    public static IReadOnlyList<string> Names { get; } = [.. Configs.Keys];

    public static TheoryData<string> All => [.. Names];

    /// <summary>Makes a model.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="generation">What stands in <c>generation_config.json</c>; null for no such file.</param>
    /// <param name="changes">What <c>config.json</c> says otherwise.</param>
    public static TransformerModel Load(string name, string? generation = null, params ReadOnlySpan<(string Key, JsonNode? Value)> changes)
    {
        JsonObject config = JsonNode.Parse(Configs[name])!.AsObject();
        foreach ((string key, JsonNode? value) in changes)
        {
            config[key] = value;
        }

        string folder = Directory.CreateTempSubdirectory("lens-writing-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJsonString());
            if (generation is not null)
            {
                File.WriteAllText(Path.Combine(folder, "generation_config.json"), generation);
            }

            ModelFolder opened = ModelFolder.Open(folder);
            TransformerModel model = AdapterOf(opened).Initialize(opened, seed: 5);
            Scatter(model);
            Touch(model);
            return model;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static TransformerModel LoadFrom(string folder)
    {
        ModelFolder opened = ModelFolder.Open(folder);
        return (TransformerModel)AdapterOf(opened).LoadAsync(opened, new ModelLoadOptions()).AsTask().GetAwaiter().GetResult();
    }

    public static bool HasDecoder(LensModel model) => model.Hooks.Any(hook => hook.Stack == "decoder");

    /// <summary>Runs one pass over an input.</summary>
    public static ModelRun Run(LensModel model, LensInput input, params ReadOnlySpan<HookSelector> capture) => model.RunAsync(
        model.Inputs.Collate([model.Inputs.Encode(0, input, new EncodeOptions())]), new RunPlan { Capture = [.. capture] }).AsTask().GetAwaiter().GetResult();

    // The files are read when they are first asked for, and are gone after this.
    private static void Touch(TransformerModel model)
    {
        try
        {
            _ = model.Generation;
        }
        catch (LensInputException)
        {
            // Whoever asks again hears of it again.
        }
    }

    private static TransformerAdapter AdapterOf(ModelFolder folder) => Adapters.Single(adapter => adapter.Match(folder).IsMatch);

    private static void Scatter(TransformerModel model)
    {
        SeededRandom random = new(11);
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
        {
            bool isScale = parameter.Name.EndsWith("norm.weight", StringComparison.Ordinal);
            float[] values = new float[parameter.Length];
            foreach (ref float value in values.AsSpan())
            {
                value = (float)((isScale ? 1 : 0) + (0.35 * random.NextNormal()));
            }

            parameter.Write(values);
        }
    }

    private static string Llama(string type, string changes, int keyValueHeads = 2) => $$"""
        {"model_type": "{{type}}", "architectures": ["{{char.ToUpperInvariant(type[0])}}{{type[1..]}}ForCausalLM"], "hidden_size": 24,
         "num_attention_heads": 6, "num_key_value_heads": {{keyValueHeads}}, "num_hidden_layers": 2, "intermediate_size": 21,
         "max_position_embeddings": 40, "vocab_size": 23{{changes}}}
        """;
}
