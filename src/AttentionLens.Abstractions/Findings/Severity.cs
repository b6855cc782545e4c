namespace AttentionLens;

/// <summary>How much a finding matters, least first.</summary>
public enum Severity
{
    /// <summary>Recorded, not shown.</summary>
    Hidden,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Worth a look before the result is believed.</summary>
    Warning,

    /// <summary>The result cannot be trusted, or something failed.</summary>
    Error,
}
