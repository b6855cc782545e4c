namespace AttentionLens.Engine;

/// <summary>A part of a run.</summary>
public enum AnalysisStage
{
    /// <summary>Analyzers look at the model itself, before any example.</summary>
    Model,

    /// <summary>Examples go through the model.</summary>
    Examples,

    /// <summary>Statistics over all examples are read and the report is put together.</summary>
    Summary,
}
