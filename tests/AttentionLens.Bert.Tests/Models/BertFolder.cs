using System.Text.Json.Nodes;

namespace AttentionLens.Bert.Tests.Models;

/// <summary>A model folder with the configuration of a small BERT, in a temporary folder of its own.</summary>
internal sealed class BertFolder : IDisposable
{
    public const int Vocabulary = 17;
    public const int Positions = 11;
    public const int Classes = 3;
    public const int Heads = 3;
    public const int Layers = 2;

    public BertFolder(string architecture, params ReadOnlySpan<(string Key, JsonNode? Value)> changes)
    {
        Path = Directory.CreateTempSubdirectory("lens-bert-").FullName;
        JsonObject config = new()
        {
            ["model_type"] = "bert",
            ["architectures"] = new JsonArray(architecture),
            ["hidden_size"] = 12,
            ["num_attention_heads"] = Heads,
            ["num_hidden_layers"] = Layers,
            ["intermediate_size"] = 20,
            ["vocab_size"] = Vocabulary,
            ["max_position_embeddings"] = Positions,
            ["type_vocab_size"] = 2,
            ["hidden_act"] = "gelu",
            ["layer_norm_eps"] = 1e-12,
            ["num_labels"] = Classes,
        };
        foreach ((string key, JsonNode? value) in changes)
        {
            config[key] = value;
        }

        Write("config.json", config.ToJsonString());
    }

    public string Path { get; }

    public void Write(string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, file), text);

    public ModelFolder Open() => ModelFolder.Open(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
