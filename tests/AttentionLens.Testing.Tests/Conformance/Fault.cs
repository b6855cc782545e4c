namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>What a <see cref="SketchAdapter"/> does wrong.</summary>
public enum Fault
{
    None,
    OtherEpsilon,
    CausalMaskMissing,
    PositionsCountPadding,
    KeyAndValueSwapped,
    HiddenLayersSwapped,
    ScoresAndPatternSwapped,
    ConfigReadUnchecked,
    UnknownKeysForgotten,
    MatchesEverything,
}
