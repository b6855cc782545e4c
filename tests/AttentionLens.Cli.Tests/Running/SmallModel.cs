using AttentionLens.Hosting;
using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Cli.Tests.Running;

/// <summary>A small BERT classifier with seeded weights, made once for all tests; they need nothing beside the checkout.</summary>
public sealed class SmallModel : IDisposable
{
    /// <summary>How many tokens the model takes.</summary>
    public const int Positions = 16;

    private static readonly string[] Words =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "a", "film", "plot", "was", "is", "good", "great", "bad", "dull", "not", "and", "but",
        "very", ".", ",", "!", "##s", "##ly", "it", "i", "liked", "hated",
    ];

    private readonly TemporaryFolder _root = new();

    public SmallModel()
    {
        _root.Write(
            "small/config.json",
            $$$"""
            {"model_type":"bert","architectures":["BertForSequenceClassification"],"hidden_size":16,"num_attention_heads":2,
             "num_hidden_layers":2,"intermediate_size":32,"vocab_size":{{{Words.Length}}},"max_position_embeddings":{{{Positions}}},
             "type_vocab_size":2,"pad_token_id":0,"hidden_act":"gelu","initializer_range":0.3,
             "id2label":{"0":"negative","1":"positive"},"label2id":{"negative":0,"positive":1}}
            """);
        _root.Write("small/vocab.txt", string.Join('\n', Words) + "\n");
        LensHost host = LensHost.Create(new LensHostOptions { Plugins = [PluginSource.Folder(Path.Combine(AppContext.BaseDirectory, "plugins"))] });
        TransformerAdapter adapter = (TransformerAdapter)host.ModelAdapters.Single(part => part.Prototype.Family == "bert").Create();
        TransformerModel model = adapter.Initialize(ModelFolder.Open(Folder), seed: 7);
        TrainedModelWriter.WriteWeights(model, Folder, CheckpointElementType.F32);
        model.DisposeAsync().AsTask().Wait();
    }

    /// <summary>The model's folder.</summary>
    public string Folder => _root.At("small");

    public static int VocabularySize => Words.Length;

    /// <summary>A copy of the model in a folder, for a test that spoils it.</summary>
    public string CopyTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(Folder))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    public void Dispose() => _root.Dispose();
}
