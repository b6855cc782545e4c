using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>What is worth knowing about a loaded model.</summary>
public sealed record ModelCard
{
    /// <summary>The folder's name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The family, as <c>model_type</c> spells it, for instance <c>bert</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The architecture, for instance <c>BertForSequenceClassification</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The number of blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>The number of (query) heads of each block.</summary>
    public required int Heads { get; init; }

    /// <summary>The width of the residual stream.</summary>
    public required int Width { get; init; }

    /// <summary>The width of one head.</summary>
    public required int HeadWidth { get; init; }

    /// <summary>The width of the MLP's hidden layer.</summary>
    public required int MlpWidth { get; init; }

    /// <summary>The number of token ids; 0 where the model takes none.</summary>
    public int VocabularySize { get; init; }

    /// <summary>The largest number of positions, or null where there is no bound.</summary>
    public int? MaxPositions { get; init; }

    /// <summary>The number of weights.</summary>
    public long ParameterCount { get; init; }

    /// <summary>The names of the classes, in the order of the logits; empty where the output is no classification.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>What the user should know before believing the numbers, one line each.</summary>
    public ImmutableArray<string> Caveats { get; init; } = [];
}
