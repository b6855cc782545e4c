namespace AttentionLens.Engine;

/// <summary>How p-values of many tests are corrected for being many.</summary>
public enum TestCorrection
{
    /// <summary>Bounds the chance that any test at all is wrong. Source: Holm 1979.</summary>
    Holm,

    /// <summary>Bounds the expected share of wrong ones among what is called significant. Source: Benjamini and Hochberg 1995.</summary>
    BenjaminiHochberg,
}
