namespace AttentionLens;

/// <summary>What can be done at a hook point.</summary>
[Flags]
public enum HookCapabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its value can be read.</summary>
    Read = 1,

    /// <summary>Its value can be changed while the model runs.</summary>
    Edit = 2,

    /// <summary>The gradient of an objective with respect to it can be read.</summary>
    Gradient = 4,

    /// <summary>The relevance that a propagation rule set gives it can be read.</summary>
    Relevance = 8,

    /// <summary>Everything.</summary>
    All = Read | Edit | Gradient | Relevance,
}
