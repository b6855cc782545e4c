using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>A run in progress: the batches go through the model one after the other, and every action runs on the thread that runs
/// the model, analyzers in name order.</summary>
internal sealed class RunSession
{
    private readonly AnalysisRequest _request;
    private readonly RunScope _scope;
    private readonly PassPlanner _planner;
    private readonly AttributionStep? _attributions;
    private readonly SweepStep _sweeps;
    private readonly UnitScope _units;
    private readonly bool _needsUnits;
    private readonly List<ReportExample> _examples = [];
    private long _count;

    public RunSession(AnalysisRequest request, CancellationToken cancellationToken)
    {
        _request = request;
        _scope = new RunScope(request.Report, cancellationToken);
        Analyzers = AnalyzerSetup.Start(request.Analyzers, request.Model.Card, request.Model.Hooks, request.Model.Weights, _scope);
        _planner = new PassPlanner(Analyzers);
        _sweeps = new SweepStep(request.Model, Analyzers);
        _units = new UnitScope(request.Model);
        _needsUnits = _sweeps.NeedsUnits || HasAnswers();
        _attributions = AttributionStep.Of(request, _scope);
        SeverityMap.Check(request.Report, Analyzers);
    }

    public ImmutableArray<AnalyzerRun> Analyzers { get; }

    /// <summary>Everything up to the last example; the statistics are gathered but not read.</summary>
    public async Task<CollectedResults> CollectAsync(IProgress<AnalysisProgress>? progress)
    {
        CancellationToken cancellationToken = _scope.CancellationToken;
        progress?.Report(new AnalysisProgress(AnalysisStage.Model, 0, _request.InputCount));
        foreach (AnalyzerRun analyzer in Analyzers)
        {
            LookAtModel(analyzer);
            analyzer.BeginExamples();
        }

        progress?.Report(new AnalysisProgress(AnalysisStage.Examples, 0, _request.InputCount));
        await foreach (InputBatch batch in BatchReader.ReadAsync(_request, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await RunBatchAsync(batch, cancellationToken);
            _count += batch.Size;
            progress?.Report(new AnalysisProgress(AnalysisStage.Examples, _count, _request.InputCount));
        }

        cancellationToken.ThrowIfCancellationRequested();
        ImmutableArray<AnalyzerRun> runs = Analyzers;
        if (_attributions is not null)
        {
            await _attributions.FinishAsync(cancellationToken);
            runs = [.. Analyzers.Concat(_attributions.Runs).OrderBy(run => run.Name, StringComparer.Ordinal)];
        }

        return new CollectedResults(WholeCard(), _request.Model.Hooks, runs, [.. _examples], _count, _scope)
        {
            Proposals = new Proposals(_request.Providers.IsDefault ? [] : _request.Providers, _needsUnits && _count > 0 ? _units.Units() : []),
        };
    }

    // A provider that cannot be asked has its failure told where it is asked for proposals.
    private bool HasAnswers()
    {
        try
        {
            return !_request.Providers.IsDefaultOrEmpty
                && Analyzers.SelectMany(analyzer => analyzer.Rules).Any(rule => _request.Providers.Any(provider => provider.FixableFindingIds.Contains(rule.Id)));
        }
        catch (Exception)
        {
            return false;
        }
    }

    private ModelCard WholeCard()
    {
        ModelCard card = _request.Model.Card;
        return card with
        {
            Labels = card.Labels.IsDefault ? [] : card.Labels,
            Caveats = card.Caveats.IsDefault ? [] : card.Caveats,
        };
    }

    private void LookAtModel(AnalyzerRun analyzer)
    {
        foreach (Action<AnalysisSink> action in analyzer.ModelActions)
        {
            _scope.CancellationToken.ThrowIfCancellationRequested();
            try
            {
                action(analyzer.Sink);
            }
            catch (Exception exception)
            {
                analyzer.Fail(exception, default);
            }
        }
    }

    private async Task RunBatchAsync(InputBatch batch, CancellationToken cancellationToken)
    {
        foreach (AnalyzerRun analyzer in Analyzers)
        {
            analyzer.BeginBatch();
            analyzer.Datasets.ForEach(dataset => dataset.BeginBatch());
        }

        BatchScope scope = new(batch, _request.Model, cancellationToken);
        await RunSharedAsync(scope);
        foreach (PassGroup group in _planner.Own)
        {
            await RunOwnAsync(scope, group);
        }

        await _sweeps.RunAsync(batch, _needsUnits ? _units.Units() : [], cancellationToken);
        foreach (AnalyzerRun analyzer in Analyzers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            analyzer.Datasets.ForEach(dataset => dataset.EndBatch());
            analyzer.EndBatch(batch.Size);
        }

        if (_attributions is not null)
        {
            await _attributions.RunBatchAsync(batch, cancellationToken);
        }
    }

    private async Task RunSharedAsync(BatchScope scope)
    {
        bool isShown = scope.Batch.Examples[0].Index < _request.Report.MaxExamplesShown;
        ImmutableArray<HookSubscription> asked = _needsUnits ? _units.Subscriptions : [];
        RunPlan? plan = _planner.SharedPlan(scope.CancellationToken) ?? (isShown || !asked.IsEmpty ? RunPlan.OutputOnly : null);
        if (plan is null)
        {
            return;
        }

        plan = plan with { Subscriptions = [.. plan.Subscriptions, .. asked] };
        using ModelRun run = await ModelPass.RunAsync(_request.Model, scope.Batch, plan, scope.CancellationToken);
        Keep(scope.Batch, run);
        scope.Show(run, _planner.Shared);
    }

    // The shared pass has shown that the model can run these examples, so a pass with interventions or a backward pass that fails
    // does so for what its analyzers asked for: it is their failure, and the run goes on.
    private async Task RunOwnAsync(BatchScope scope, PassGroup group)
    {
        if (group.Plan() is not { } plan)
        {
            return;
        }

        scope.CancellationToken.ThrowIfCancellationRequested();
        ModelRun run;
        try
        {
            run = await _request.Model.RunAsync(scope.Batch, plan, null, scope.CancellationToken);
        }
        catch (Exception exception)
        {
            scope.CancellationToken.ThrowIfCancellationRequested();
            SiteAddress address = new(null, Example: scope.Batch.Examples[0].Index);
            foreach (ExampleHandler handler in group.Handlers.Where(handler => handler.IsWanted))
            {
                handler.Fail(exception, address);
            }

            return;
        }

        using (run)
        {
            scope.Show(run, group);
        }
    }

    private void Keep(InputBatch batch, ModelRun run)
    {
        for (int row = 0; row < batch.Size; row++)
        {
            EncodedExample example = batch.Examples[row];
            if (example.Index >= _request.Report.MaxExamplesShown)
            {
                return;
            }

            _examples.Add(new ReportExample(example.Index, [.. example.ValidTokens])
            {
                Id = example.Input.Id,
                Text = example.Input.Text,
                TextPair = example.Input.TextPair,
                Prediction = PredictionReader.Read(run.Output, row, _request.Model.Card.Labels),
            });
        }
    }
}
