using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>What a trace stores.</summary>
public sealed record TraceRequest
{
    /// <summary>The inputs; all are padded to the longest.</summary>
    public required ImmutableArray<LensInput> Inputs { get; init; }

    /// <summary>The hook points whose values are stored, under their names.</summary>
    public ImmutableArray<HookSelector> Hooks { get; init; } = [];

    /// <summary>The hook points whose gradients are stored, as <c>gradient/NAME</c>.</summary>
    public ImmutableArray<HookSelector> Gradients { get; init; } = [];

    /// <summary>Rule sets and the hook points whose signals by them are stored, as <c>relevance/RULES/NAME</c>. All of them go back over one forward pass.</summary>
    public ImmutableArray<TraceRelevance> Relevance { get; init; } = [];

    /// <summary>What is differentiated.</summary>
    public Objective Objective { get; init; } = new LogitObjective();

    /// <summary>Changes to the model's values.</summary>
    public ImmutableArray<Intervention> Interventions { get; init; } = [];

    /// <summary>How inputs become token ids.</summary>
    public EncodeOptions Encode { get; init; } = new();

    /// <summary>How many examples go through the model together, or null for all.</summary>
    public int? BatchSize { get; init; }
}
