namespace AttentionLens;

/// <summary>How numbers become colours.</summary>
public enum ColorScaleKind
{
    /// <summary>From little to much.</summary>
    Sequential,

    /// <summary>From negative through zero to positive.</summary>
    Diverging,
}
