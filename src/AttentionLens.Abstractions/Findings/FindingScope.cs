namespace AttentionLens;

/// <summary>What a finding speaks of.</summary>
public enum FindingScope
{
    /// <summary>The run itself: plugins, inputs.</summary>
    Run,

    /// <summary>The model as a whole.</summary>
    Model,

    /// <summary>One hook point.</summary>
    Hook,

    /// <summary>One head.</summary>
    Head,

    /// <summary>One example.</summary>
    Example,

    /// <summary>One position of one example.</summary>
    Token,
}
