using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AttentionLens.Bart;
using AttentionLens.Bert;
using AttentionLens.DistilBert;
using AttentionLens.Gpt2;
using AttentionLens.Llama;
using AttentionLens.Models;
using AttentionLens.Numerics;
using AttentionLens.Roberta;
using AttentionLens.T5;
using AttentionLens.Vit;

namespace AttentionLens.Attribution.Tests;

/// <summary>A small model of every family, whose weights are all random, biases and scales too, with a batch for it.</summary>
internal sealed class SeededModel : IAsyncDisposable
{
    private const int ImageSide = 6;

    private static readonly Dictionary<string, (Func<TransformerAdapter> Adapter, string Config)> Families = new(StringComparer.Ordinal)
    {
        ["bert"] = (() => new BertAdapter(), Encoder("bert", "BertForSequenceClassification")),
        ["bert mlm"] = (() => new BertAdapter(), Encoder("bert", "BertForMaskedLM")),
        ["roberta"] = (() => new RobertaAdapter(), Encoder("roberta", "RobertaForSequenceClassification")),
        ["distilbert"] = (() => new DistilBertAdapter(), """
            {"model_type": "distilbert", "architectures": ["DistilBertForSequenceClassification"], "dim": 12, "n_heads": 3, "n_layers": 2, "hidden_dim": 20,
             "vocab_size": 19, "max_position_embeddings": 16, "num_labels": 3}
            """),
        ["gpt2"] = (() => new Gpt2Adapter(), """
            {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_embd": 12, "n_head": 3, "n_layer": 2, "n_positions": 16, "vocab_size": 19}
            """),
        ["llama"] = (() => new LlamaAdapter(), Gated("llama", "LlamaForCausalLM")),
        ["mistral"] = (() => new LlamaAdapter(), Gated("mistral", "MistralForCausalLM", ", \"sliding_window\": 3")),
        ["qwen2"] = (() => new LlamaAdapter(), Gated("qwen2", "Qwen2ForCausalLM")),
        ["vit"] = (() => new VitAdapter(), Images("vit", "ViTForImageClassification")),
        ["deit"] = (() => new DeitAdapter(), Images("deit", "DeiTForImageClassification")),
        ["bart"] = (() => new BartAdapter(), """
            {"model_type": "bart", "architectures": ["BartForConditionalGeneration"], "d_model": 12, "encoder_layers": 2, "decoder_layers": 2,
             "encoder_attention_heads": 3, "decoder_attention_heads": 2, "encoder_ffn_dim": 20, "decoder_ffn_dim": 14, "vocab_size": 19,
             "max_position_embeddings": 16, "activation_function": "gelu", "scale_embedding": true, "pad_token_id": 1, "decoder_start_token_id": 2}
            """),
        ["marian"] = (() => new MarianAdapter(), """
            {"model_type": "marian", "architectures": ["MarianMTModel"], "d_model": 12, "encoder_layers": 1, "decoder_layers": 2,
             "encoder_attention_heads": 3, "decoder_attention_heads": 3, "encoder_ffn_dim": 16, "decoder_ffn_dim": 16, "vocab_size": 19,
             "max_position_embeddings": 16, "activation_function": "swish", "pad_token_id": 18, "decoder_start_token_id": 18,
             "static_position_embeddings": true, "normalize_embedding": false, "normalize_before": false}
            """),
        ["t5"] = (() => new T5Adapter(), TextToText("relu", tied: true)),
        ["t5 gated"] = (() => new T5Adapter(), TextToText("gated-gelu", tied: false)),
    };

    private SeededModel(TransformerModel model) => Model = model;

    public static TheoryData<string> Names => [.. Families.Keys];

    public TransformerModel Model { get; }

    /// <summary>The first hook points of the model's stacks.</summary>
    public ImmutableArray<HookName> Inputs =>
        [.. Model.Hooks.Where(hook => hook.Kind == HookKind.Embedding).Select(hook => hook.Name)];

    public static SeededModel Load(string family, ulong seed = 11)
    {
        (Func<TransformerAdapter> adapter, string config) = Families[family];
        string folder = Directory.CreateTempSubdirectory("lens-attribution-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "config.json"), JsonNode.Parse(config)!.ToJsonString());
            TransformerModel model = adapter().Initialize(ModelFolder.Open(folder), 5);
            SeededRandom random = new(seed);
            foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
            {
                bool isScale = parameter.Name.Contains("norm", StringComparison.OrdinalIgnoreCase) && parameter.Name.EndsWith("weight", StringComparison.Ordinal);
                float[] values = new float[parameter.Length];
                foreach (ref float value in values.AsSpan())
                {
                    value = (float)((isScale ? 1 : 0) + (0.35 * random.NextNormal()));
                }

                parameter.Write(values);
            }

            return new SeededModel(model);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Two examples, of other lengths where the model reads tokens.</summary>
    public InputBatch Batch()
    {
        LensInput[] inputs = Model.Card.Family is "vit" or "deit"
            ? [Image(1), Image(2)]
            : Model.Hooks.Any(hook => hook.Stack == "decoder")
                ? [new() { Ids = [5, 9, 16, 4, 3, 8], DecoderIds = [2, 7, 11] }, new() { Ids = [7, 3, 8], DecoderIds = [2, 6, 12, 3] }]
                : [new() { Ids = [5, 9, 16, 4, 3, 8] }, new() { Ids = [7, 3, 8] }];
        return Model.Inputs.Collate([.. inputs.Select((input, index) => Model.Inputs.Encode(index, input, new EncodeOptions()))]);
    }

    public ModelRun Run(RunPlan plan) => Model.RunAsync(Batch(), plan).AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => Model.DisposeAsync();

    private static LensInput Image(ulong seed)
    {
        SeededRandom random = new(seed);
        float[] values = new float[3 * ImageSide * ImageSide];
        foreach (ref float value in values.AsSpan())
        {
            value = (float)random.NextNormal();
        }

        return new LensInput { Pixels = new ImagePixels(3, ImageSide, ImageSide, [.. values]) };
    }

    private static string Encoder(string type, string architecture) => $$"""
        {"model_type": "{{type}}", "architectures": ["{{architecture}}"], "hidden_size": 12, "num_attention_heads": 3, "num_hidden_layers": 2,
         "intermediate_size": 20, "vocab_size": 19, "max_position_embeddings": 16, "type_vocab_size": 2, "num_labels": 3, "pad_token_id": 1}
        """;

    private static string Gated(string type, string architecture, string more = "") => $$"""
        {"model_type": "{{type}}", "architectures": ["{{architecture}}"], "hidden_size": 24, "num_attention_heads": 6, "num_key_value_heads": 2,
         "num_hidden_layers": 2, "intermediate_size": 21, "max_position_embeddings": 16, "vocab_size": 19, "rms_norm_eps": 1e-5{{more}}}
        """;

    private static string Images(string type, string architecture) => $$"""
        {"model_type": "{{type}}", "architectures": ["{{architecture}}"], "hidden_size": 12, "num_attention_heads": 3, "num_hidden_layers": 2,
         "intermediate_size": 20, "image_size": {{ImageSide}}, "patch_size": 2, "num_channels": 3, "num_labels": 3}
        """;

    private static string TextToText(string projection, bool tied) => $$"""
        {"model_type": "t5", "architectures": ["T5ForConditionalGeneration"], "d_model": 10, "d_kv": 3, "d_ff": 17, "num_heads": 2,
         "num_layers": 2, "num_decoder_layers": 2, "relative_attention_num_buckets": 6, "relative_attention_max_distance": 9,
         "layer_norm_epsilon": 1e-3, "feed_forward_proj": "{{projection}}", "tie_word_embeddings": {{(tied ? "true" : "false")}}, "vocab_size": 19, "pad_token_id": 0,
         "decoder_start_token_id": 0}
        """;
}
