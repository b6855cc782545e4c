using System.Collections.Immutable;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>Which methods are tested, and how.</summary>
internal sealed record ChosenTests
{
    public required ImmutableArray<(AttributionMethod Method, ImmutableArray<KeyValuePair<string, string>> Options)> Methods { get; init; }

    public required RemovalMode Removal { get; init; }

    public required ImmutableArray<PropagationRules> Rules { get; init; }

    public required Objective Objective { get; init; }

    public required AttributionBaseline Baseline { get; init; }

    public required ulong Seed { get; init; }

    public required bool LeavesOutUnfit { get; init; }

    public required int SensitivitySamples { get; init; }

    public required bool Randomises { get; init; }

    /// <summary>The most bytes for values; null for any number.</summary>
    public long? Memory { get; init; }

    /// <summary>The tests on a batch.</summary>
    public FaithfulnessRequest On(LensModel model, InputBatch batch) => new()
    {
        Memory = Memory,
        Model = model,
        Batch = batch,
        Methods = Methods,
        Objective = Objective,
        Removal = Removal,
        Rules = Rules,
        OpenTensors = SafetensorsTensors.Open,
        Baseline = Baseline,
        Seed = Seed,
        LeavesOutUnfit = LeavesOutUnfit,
        SensitivitySamples = SensitivitySamples,
    };
}
