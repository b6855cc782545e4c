namespace AttentionLens;

/// <summary>What a training recipe works with.</summary>
/// <param name="OutputFolder">An empty folder that takes the model in Hugging Face layout.</param>
/// <param name="Seed">Decides the data and the initial weights.</param>
/// <param name="Adapters">The adapters of the host.</param>
public sealed record TrainingContext(string OutputFolder, ulong Seed, IReadOnlyList<ModelAdapter> Adapters)
{
    /// <summary>How many steps to train, or null for the recipe's own number. Fewer give a worse model sooner.</summary>
    public int? Steps { get; init; }

    /// <summary>Hears how far the training has come.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }
}
