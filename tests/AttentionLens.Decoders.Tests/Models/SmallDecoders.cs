using System.Text.Json.Nodes;

namespace AttentionLens.Decoders.Tests.Models;

/// <summary>Configurations of small decoders that differ in everything a configuration can say.</summary>
internal static class SmallDecoders
{
    public const int Vocabulary = 19;
    public const int Layers = 2;
    public const int Classes = 3;

    private static readonly Dictionary<string, string> Changes = new(StringComparer.Ordinal)
    {
        ["gpt2"] = "{}",
        ["gpt2, untied, relu, odd mlp"] = """{"tie_word_embeddings":false,"activation_function":"relu","n_inner":17,"layer_norm_epsilon":1e-3}""",
        ["gpt2, one head, scaled by layer"] = """{"n_head":1,"scale_attn_by_inverse_layer_idx":true,"activation_function":"silu"}""",
        ["gpt2, unscaled"] = """{"n_head":6,"scale_attn_weights":false,"activation_function":"gelu"}""",
        ["gpt2, headless"] = """{"architectures":["GPT2Model"]}""",
        ["gpt2, classifier"] = """{"architectures":["GPT2ForSequenceClassification"],"num_labels":3}""",
        ["llama"] = """{"model_type":"llama"}""",
        ["llama, biases, wide heads, gelu"] =
            """{"model_type":"llama","attention_bias":true,"mlp_bias":true,"head_dim":10,"hidden_act":"gelu","rms_norm_eps":1e-3}""",
        ["llama, one shared head, linear scaling"] =
            """{"model_type":"llama","num_key_value_heads":1,"rope_theta":100.0,"rope_scaling":{"type":"linear","factor":4.0}}""",
        ["llama, nothing shared, llama3 scaling"] = """
            {"model_type":"llama","num_key_value_heads":6,"head_dim":8,"rope_theta":50.0,"rope_scaling":{"rope_type":"llama3",
            "factor":8.0,"low_freq_factor":1.0,"high_freq_factor":4.0,"original_max_position_embeddings":16}}
            """,
        ["llama, tied"] = """{"model_type":"llama","tie_word_embeddings":true}""",
        ["llama, headless"] = """{"model_type":"llama","architectures":["LlamaModel"]}""",
        ["llama, classifier"] = """{"model_type":"llama","architectures":["LlamaForSequenceClassification"],"num_labels":3}""",
        ["mistral"] = """{"model_type":"mistral","sliding_window":3}""",
        ["mistral, no window"] = """{"model_type":"mistral","sliding_window":null}""",
        ["qwen2"] = """{"model_type":"qwen2","sliding_window":3}""",
        ["qwen2, upper window"] = """{"model_type":"qwen2","sliding_window":2,"use_sliding_window":true,"max_window_layers":1}""",
        ["qwen2, lower window"] = """
            {"model_type":"qwen2","sliding_window":2,"use_sliding_window":true,"layer_types":["sliding_attention","full_attention"]}
            """,
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    /// <summary>Those that have an objective.</summary>
    public static TheoryData<string> WithLogits => [.. Changes.Keys.Where(name => !name.Contains("headless", StringComparison.Ordinal))];

    public static JsonObject Config(string name)
    {
        JsonObject changes = JsonNode.Parse(Changes[name])!.AsObject();
        string type = changes["model_type"]?.GetValue<string>() ?? "gpt2";
        JsonObject config = type == "gpt2" ? Gpt2() : Llama(type);
        foreach ((string key, JsonNode? value) in changes)
        {
            config[key] = value?.DeepClone();
        }

        return config;
    }

    private static JsonObject Gpt2() => new()
    {
        ["model_type"] = "gpt2",
        ["architectures"] = new JsonArray("GPT2LMHeadModel"),
        ["n_embd"] = 12,
        ["n_head"] = 3,
        ["n_layer"] = Layers,
        ["n_positions"] = 13,
        ["vocab_size"] = Vocabulary,
        ["initializer_range"] = 0.4,
    };

    private static JsonObject Llama(string type) => new()
    {
        ["model_type"] = type,
        ["architectures"] = new JsonArray($"{char.ToUpperInvariant(type[0])}{type[1..]}ForCausalLM"),
        ["hidden_size"] = 24,
        ["num_attention_heads"] = 6,
        ["num_key_value_heads"] = 2,
        ["num_hidden_layers"] = Layers,
        ["intermediate_size"] = 21,
        ["max_position_embeddings"] = 64,
        ["vocab_size"] = Vocabulary,
        ["initializer_range"] = 0.4,
    };
}
