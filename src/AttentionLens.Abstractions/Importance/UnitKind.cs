namespace AttentionLens;

/// <summary>The kinds of parts of a model whose importance is asked for.</summary>
public enum UnitKind
{
    /// <summary>An attention head. Where key/value heads are shared, a query head.</summary>
    Head,

    /// <summary>A whole attention sublayer.</summary>
    Attention,

    /// <summary>An MLP sublayer.</summary>
    Mlp,

    /// <summary>A whole block.</summary>
    Layer,
}
