using System.Globalization;
using AttentionLens.Bert;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>A classifier of BERT's build with weights from a seed. Queries and keys are strong enough that heads differ: from layers that look everywhere to layers that choose.</summary>
internal sealed class SeededBert : IDisposable
{
    private static readonly double[] Strengths = [0.8, 1.2, 1.6, 2.2];

    public SeededBert(int layers, int heads)
    {
        int width = 64 * heads;
        string folder = Directory.CreateTempSubdirectory("lens-seeded-bert-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "config.json"), string.Create(CultureInfo.InvariantCulture, $$"""
                {"model_type": "bert", "architectures": ["BertForSequenceClassification"], "hidden_size": {{width}}, "num_attention_heads": {{heads}}, "num_hidden_layers": {{layers}},
                 "intermediate_size": {{4 * width}}, "vocab_size": 2000, "max_position_embeddings": 512, "type_vocab_size": 2, "num_labels": 2}
                """));
            Model = new BertAdapter().Initialize(ModelFolder.Open(folder), 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        SeededRandom random = new(3);
        int layer = 0;
        foreach (Parameter parameter in Model.Parameters.Where(parameter => parameter.Name.EndsWith("query.weight", StringComparison.Ordinal) || parameter.Name.EndsWith("key.weight", StringComparison.Ordinal)))
        {
            double scale = Math.Sqrt(Strengths[layer++ / 2 % Strengths.Length] / width);
            parameter.Write([.. Enumerable.Range(0, parameter.Length).Select(_ => (float)(scale * random.NextNormal()))]);
        }
    }

    public TransformerModel Model { get; }

    /// <summary>One input of so many tokens, no two of them the same.</summary>
    public static LensInput Input(int tokens) => new() { Ids = [.. Enumerable.Range(0, tokens).Select(place => 100 + (place * 7 % 1900))] };

    public void Dispose() => Model.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
