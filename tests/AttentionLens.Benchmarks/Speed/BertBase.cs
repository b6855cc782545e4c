using AttentionLens.Bert;
using AttentionLens.Models;

namespace AttentionLens.Benchmarks;

/// <summary>A classifier of BERT-base's shape with weights from a seed.</summary>
internal sealed class BertBase : IDisposable
{
    private const string Config = """
        {"model_type": "bert", "architectures": ["BertForSequenceClassification"], "hidden_size": 768, "num_attention_heads": 12, "num_hidden_layers": 12,
         "intermediate_size": 3072, "vocab_size": 30522, "max_position_embeddings": 512, "type_vocab_size": 2, "num_labels": 2}
        """;

    public BertBase()
    {
        string folder = Directory.CreateTempSubdirectory("lens-bert-base-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "config.json"), Config);
            Model = new BertAdapter().Initialize(ModelFolder.Open(folder), 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public TransformerModel Model { get; }

    /// <summary>One example, all of whose tokens are attended to.</summary>
    public InputBatch Batch(int length) => Model.Inputs.Collate(
        [Model.Inputs.Encode(0, new LensInput { Ids = [.. Enumerable.Range(0, length).Select(place => 1000 + place)] }, new EncodeOptions())]);

    public void Dispose() => Model.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
