using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>Every law, simple ones first: what an early law names is often the cause of what later ones see.</summary>
internal static class LawBook
{
    public static ImmutableArray<Law> All { get; } =
    [
        new MatchHonestLaw(),
        new ConfigRefusedLaw(),
        new InputsEncodedLaw(),
        new HooksCompleteLaw(),
        new HookOrderLaw(),
        new ShapesLaw(),
        new LogitsAreOutputLaw(),
        new EmbeddingsLaw(),
        new PatternDistributionLaw(),
        new KeyMaskLaw(),
        new CausalMaskLaw(),
        new PatternIsSoftmaxLaw(),
        new HeadOutputLaw(),
        new HeadResultsLaw(),
        new StreamSumsLaw(),
        new NormEpsilonLaw(),
        new MlpLinearLaw(),
        new HeadOrderLaw(),
        new PositionRolesLaw(),
        new HeadScaleLaw(),
        new EditsLaw(),
        new KnockoutLaw(),
        new PatchLaw(),
        new SkipLayerLaw(),
        new ObservationLaw(),
        new BatchLaw(),
        new PaddingRightLaw(),
        new PaddingLeftLaw(),
        new GradientsLaw(),
        new ResumeLaw(),
        new LastStageLaw(),
        new RecomputeLaw(),
        new DeterminismLaw(),
        new ThreadsLaw(),
        new NothingLeftLaw(),
        new ParityLaw(),
    ];
}
