using AttentionLens.Cli.Tests.Running;
using AttentionLens.Hosting;
using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Cli.Tests.Generate;

/// <summary>A small GPT-2 with seeded weights and a tokenizer of words.</summary>
internal sealed class WriterFolder : IDisposable
{
    public const int Vocabulary = 12;
    private const int Positions = 24;
    private readonly TemporaryFolder _root = new();

    public WriterFolder()
    {
        string vocabulary = string.Join(", ", Enumerable.Range(0, Vocabulary).Select(id => $"\"{(id == 0 ? "<end>" : $"w{id}")}\": {id}"));
        _root.Write("writer/config.json", $$"""
            {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_embd": 12, "n_head": 3, "n_layer": 2, "n_positions": {{Positions}},
             "vocab_size": {{Vocabulary}}, "initializer_range": 0.9, "eos_token_id": 0}
            """);
        _root.Write("writer/tokenizer.json", $$"""
            {"model": {"vocab": { {{vocabulary}} }, "type": "WordLevel", "unk_token": "<end>"}, "pre_tokenizer": {"type": "Whitespace"},
             "added_tokens": [{"id": 0, "content": "<end>", "special": true}]}
            """);
        LensHost host = LensHost.Create(new LensHostOptions { Plugins = [PluginSource.Folder(Path.Combine(AppContext.BaseDirectory, "plugins"))] });
        TransformerAdapter adapter = (TransformerAdapter)host.ModelAdapters.Single(part => part.Prototype.Family == "gpt2").Create();
        TransformerModel model = adapter.Initialize(ModelFolder.Open(Model), seed: 7);
        TrainedModelWriter.WriteWeights(model, Model, CheckpointElementType.F32);
        model.DisposeAsync().AsTask().Wait();
    }

    /// <summary>The model's folder.</summary>
    public string Model => _root.At("writer");

    public void Dispose() => _root.Dispose();
}
