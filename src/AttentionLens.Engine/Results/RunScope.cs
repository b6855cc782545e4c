namespace AttentionLens.Engine;

/// <summary>What all analyzers of one run share.</summary>
internal sealed class RunScope(ReportSettings settings, CancellationToken cancellationToken)
{
    private bool _isOver;

    public ReportSettings Settings => settings;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Guards everything that sinks write, since they may be called from any thread.</summary>
    public Lock Gate { get; } = new();

    public HashSet<ArtefactId> TakenIds { get; } = [];

    public FindingDescriptor Classify(Exception exception)
    {
        try
        {
            return settings.ClassifyFailure?.Invoke(exception) ?? EngineFindings.AnalyzerFailed;
        }
        catch (Exception)
        {
            // Whatever the classifier stumbled over, the failure that it was asked about still has to be told.
            return EngineFindings.AnalyzerFailed;
        }
    }

    public void ThrowIfOver()
    {
        if (_isOver)
        {
            throw new InvalidOperationException("The run is over; findings and figures are taken during the analyzer's actions alone.");
        }
    }

    public void Close()
    {
        lock (Gate)
        {
            _isOver = true;
        }
    }
}
