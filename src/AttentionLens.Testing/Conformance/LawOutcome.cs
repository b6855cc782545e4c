namespace AttentionLens.Testing.Conformance;

/// <summary>What came of checking a law.</summary>
public enum LawOutcome
{
    /// <summary>It holds everywhere it was checked.</summary>
    Held,

    /// <summary>It is broken somewhere.</summary>
    Failed,

    /// <summary>The model has nothing that the law speaks of, or it was left out.</summary>
    NotApplicable,
}
