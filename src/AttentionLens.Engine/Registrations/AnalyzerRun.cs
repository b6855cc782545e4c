using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>One analyzer in one run: what it registered, what it gave, and what became of it.</summary>
internal sealed class AnalyzerRun
{
    // Enough to see that it fails always; each failure costs an exception, and a corpus can be long.
    private const int MostFailures = 1_000;

    private readonly RunScope _scope;
    private readonly HashSet<int> _failedRows = [];
    private bool _batchFailed;

    public AnalyzerRun(
        string name, string plugin, ImmutableArray<KeyValuePair<string, string>> options, ImmutableArray<FindingDescriptor> rules, RunScope scope)
    {
        Name = name;
        Plugin = plugin;
        Options = options.IsDefault ? [] : options;
        Rules = rules;
        RulesById = rules.DistinctBy(rule => rule.Id, StringComparer.Ordinal)
            .ToImmutableDictionary(rule => rule.Id, StringComparer.Ordinal);
        Setup = new AnalyzerResults(scope.Settings);
        Main = new AnalyzerResults(scope.Settings);
        Results = Setup;
        Sink = new AnalyzerSink(this, scope);
        _scope = scope;
    }

    public string Name { get; }

    public string Plugin { get; }

    public ImmutableArray<KeyValuePair<string, string>> Options { get; }

    public ImmutableArray<FindingDescriptor> Rules { get; }

    public ImmutableDictionary<string, FindingDescriptor> RulesById { get; }

    public ReportSettings Settings => _scope.Settings;

    public AnalyzerSink Sink { get; }

    /// <summary>What it gave before any example: the same in every part of a corpus.</summary>
    public AnalyzerResults Setup { get; set; }

    /// <summary>What it gave from the first example on.</summary>
    public AnalyzerResults Main { get; }

    /// <summary>Where its results go now.</summary>
    public AnalyzerResults Results { get; private set; }

    public List<Action<AnalysisSink>> ModelActions { get; } = [];

    public List<HookHandler> HookHandlers { get; } = [];

    public List<ExampleHandler> ExampleHandlers { get; } = [];

    public List<SweepHandler> SweepHandlers { get; } = [];

    public List<Dataset> Datasets { get; } = [];

    /// <summary>The hook points that its registrations name.</summary>
    public HashSet<HookName> Sites { get; } = [];

    public long ExamplesSeen { get; set; }

    /// <summary>What its sweeps ran; null where none has.</summary>
    public SweptStages? Swept { get; set; }

    /// <summary>Whether it failed so often that it is not called on examples any more.</summary>
    public bool IsStopped => Results.Failures.Count >= MostFailures;

    public bool IsPartial => Setup.Failures.Count > 0 || Main.Failures.Count > 0;

    public void BeginExamples() => Results = Main;

    /// <summary>Takes back every registration, where the analyzer failed half-way through them.</summary>
    public void Withdraw()
    {
        ModelActions.Clear();
        HookHandlers.Clear();
        ExampleHandlers.Clear();
        SweepHandlers.Clear();
        Datasets.Clear();
        Sites.Clear();
    }

    public void BeginBatch()
    {
        _batchFailed = false;
        _failedRows.Clear();
    }

    public void EndBatch(int size)
    {
        if (!IsStopped && !_batchFailed && (HookHandlers.Count > 0 || ExampleHandlers.Count > 0 || SweepHandlers.Count > 0))
        {
            ExamplesSeen += size - _failedRows.Count;
        }
    }

    public void FailBatch(Exception exception, SiteAddress address)
    {
        _batchFailed = true;
        Fail(exception, address);
    }

    public void FailRow(int row, Exception exception, SiteAddress address)
    {
        _failedRows.Add(row);
        Fail(exception, address);
    }

    /// <summary>Writes a failure down. After the run was cancelled it is none: whatever was thrown, the cancellation goes on.</summary>
    public void Fail(Exception exception, SiteAddress address)
    {
        _scope.CancellationToken.ThrowIfCancellationRequested();
        Exception cause = FailureLine.Cause(exception);
        lock (_scope.Gate)
        {
            Results.Failures.Add(
                new Failure(_scope.Classify(cause), FailureLine.TypeName(cause), FailureLine.Message(cause), address, 1));
        }
    }
}
