using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The attributions of a run: methods explain the first examples as they come by; in the end their answers are tested against the
/// model, drawn, and judged.</summary>
internal sealed class AttributionStep
{
    /// <summary>The name under which the step stands in a report.</summary>
    public const string Name = "attribution";

    private const string Plugin = "AttentionLens";

    private readonly AnalysisRequest _request;
    private readonly ReportAttributions _wanted;
    private readonly RunScope _scope;
    private readonly AnalyzerRun _run;
    private readonly ImmutableArray<MethodRun> _methods;
    private readonly List<InputBatch> _batches = [];
    private long _seen;

    private AttributionStep(AnalysisRequest request, ReportAttributions wanted, RunScope scope)
    {
        _request = request;
        _wanted = wanted;
        _scope = scope;
        _run = new AnalyzerRun(Name, Plugin, [], [EngineFindings.AttributionNotBetter, EngineFindings.AttributionsCut], scope);
        _run.BeginExamples();
        _methods = [.. wanted.Methods.Select(selection => new MethodRun(selection, scope)).OrderBy(method => method.Descriptor.Name, StringComparer.Ordinal)];
    }

    /// <summary>The step and its methods as the report lists them.</summary>
    public IEnumerable<AnalyzerRun> Runs => _methods.Select(method => method.Run).Prepend(_run);

    /// <summary>The step of a request, or null where no attribution is asked for.</summary>
    /// <exception cref="LensInputException">A method is selected twice, or a setting cannot be used.</exception>
    public static AttributionStep? Of(AnalysisRequest request, RunScope scope)
    {
        if (request.Attributions is not { } wanted || wanted.Methods.IsDefaultOrEmpty)
        {
            return null;
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (AttributionSelection selection in wanted.Methods)
        {
            string name = selection.Method.Descriptor.Name;
            if (!names.Add(name))
            {
                throw new LensInputException($"Attribution '{name}' is selected twice; select it once.");
            }

            try
            {
                // Options are the user's words: a wrong one is an error of the run, not a failure of the method.
                _ = new AnalysisOptions(selection.Method.SupportedOptions, selection.Options);
            }
            catch (LensInputException exception)
            {
                throw new LensInputException($"Attribution '{name}': {exception.Message}", exception);
            }
        }

        return new AttributionStep(request, wanted, scope);
    }

    /// <summary>Lets the methods explain what of a batch is still wanted.</summary>
    public async Task RunBatchAsync(InputBatch batch, CancellationToken cancellationToken)
    {
        int wanted = (int)Math.Min(batch.Size, Math.Max(0, _wanted.MaxExamples - _seen));
        _seen += batch.Size;
        if (wanted == 0)
        {
            return;
        }

        InputBatch first = new([.. batch.Examples.Take(wanted)]);

        // A class or position that is not there is the user's error, and of no method.
        ExplainedBatch explained;
        using (ModelRun run = await ModelPass.RunAsync(_request.Model, first, new RunPlan { Objective = _wanted.Objective }, cancellationToken))
        {
            explained = AttributionRequest.ExplainedIn(run, first);
        }

        _batches.Add(first);
        _run.ExamplesSeen += wanted;
        foreach (MethodRun method in _methods)
        {
            await method.AnswerAsync(
                new AttributionRequest
                {
                    Model = _request.Model,
                    Batch = first,
                    Method = method.Method,
                    Objective = _wanted.Objective,
                    Baseline = _wanted.Baseline,
                    Options = method.Run.Options,
                    Rules = _wanted.Rules,
                    OpenTensors = _wanted.OpenTensors,
                    Explained = explained,
                },
                cancellationToken);
        }
    }

    /// <summary>Tests the answers and publishes what there is to show.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_batches.Count == 0)
        {
            return;
        }

        if (_seen > _wanted.MaxExamples)
        {
            _run.Sink.Report(new Finding(EngineFindings.AttributionsCut, default, _wanted.MaxExamples, _seen));
        }

        ImmutableArray<MethodRun> answered = [.. _methods.Where(method => !method.Run.IsPartial)];
        RemovalMode removal = Removal(_request.Model, _batches[0]);
        FaithfulnessResult? faithfulness = answered.IsEmpty ? null : await TestAsync(answered, removal, cancellationToken);
        FaithfulnessNotes notes = new(faithfulness, Untested);
        foreach (MethodRun method in answered)
        {
            Draw(method, notes.Verdict(method));
        }

        Compare([.. answered.Where(method => !method.Run.IsPartial)], notes);
        if (faithfulness is null)
        {
            return;
        }

        try
        {
            Judge(answered, faithfulness, removal);
        }
        catch (Exception exception)
        {
            // An analyzer may have taken the table's id.
            _run.Fail(exception, default);
        }
    }

    private string Untested => _wanted.Objective is LossObjective
        ? $"not measured for the objective {AttributionNames.Of(_wanted.Objective)}"
        : "not measured, because the test failed";

    private static RemovalMode Removal(LensModel model, InputBatch batch) =>
        model.Inputs.PadId is not null || batch.Examples[0].Patches is not null ? RemovalMode.Pad
        : model.Inputs.MaskId is not null ? RemovalMode.Mask
        : RemovalMode.Delete;

    private async Task<FaithfulnessResult?> TestAsync(ImmutableArray<MethodRun> answered, RemovalMode removal, CancellationToken cancellationToken)
    {
        // A loss is low where the model is right, and mostly a share of its batch's.
        if (_wanted.Objective is LossObjective)
        {
            return null;
        }

        List<FaithfulnessResult> parts = [];
        try
        {
            for (int index = 0; index < _batches.Count; index++)
            {
                int batch = index;
                cancellationToken.ThrowIfCancellationRequested();
                FaithfulnessRequest request = new()
                {
                    Model = _request.Model,
                    Batch = _batches[batch],
                    Methods = [.. answered.Select(method => ((AttributionMethod)new AnsweredMethod(method.Descriptor, method.Answers[batch]), ImmutableArray<KeyValuePair<string, string>>.Empty))],
                    Objective = _wanted.Objective,
                    Baseline = _wanted.Baseline,
                    Removal = removal,
                };
                parts.Add(await FaithfulnessRunner.EvaluateAsync(request, null, cancellationToken));
            }

            return FaithfulnessResult.Combine(parts);
        }
        catch (Exception exception)
        {
            _run.Fail(exception, default);
            return null;
        }
    }

    private void Draw(MethodRun method, string verdict)
    {
        AttributionFigures figures = new(_request.Model, _wanted);
        AttributionWords words = new(_request.Model, _wanted);
        try
        {
            foreach ((int batch, int row) in Examples())
            {
                _scope.CancellationToken.ThrowIfCancellationRequested();
                EncodedExample example = _batches[batch].Examples[row];
                Artefact figure = figures.Of(method.Selection, example, method.Answers[batch], row, verdict);
                method.Run.Sink.Publish(figure);
                method.Figures.Add(figure.Id);
                foreach (Artefact part in AttributionParts.Of(method.Selection, example, method.Answers[batch], row, _request.Model.Card.Layers, words.Short))
                {
                    method.Run.Sink.Publish(part);
                }
            }
        }
        catch (Exception exception)
        {
            method.Run.Fail(exception, default);
        }
    }

    // One method has nothing to stand beside.
    private void Compare(ImmutableArray<MethodRun> answered, FaithfulnessNotes notes)
    {
        AttributionFigures figures = new(_request.Model, _wanted);
        try
        {
            foreach ((int batch, int row) in answered.Length < 2 ? [] : Examples())
            {
                _scope.CancellationToken.ThrowIfCancellationRequested();
                EncodedExample example = _batches[batch].Examples[row];
                if (figures.Compared(example, answered.Select(method => (method.Selection, method.Answers[batch], notes.On(method, example))), row) is { } figure)
                {
                    _run.Sink.Publish(figure);
                }
            }
        }
        catch (Exception exception)
        {
            // An analyzer may have taken an id.
            _run.Fail(exception, default);
        }
    }

    private IEnumerable<(int Batch, int Row)> Examples() =>
        _batches.SelectMany((batch, index) => Enumerable.Range(0, batch.Size).Select(row => (index, row)));

    private void Judge(ImmutableArray<MethodRun> answered, FaithfulnessResult faithfulness, RemovalMode removal)
    {
        DataTable table = FaithfulnessTable.Of(faithfulness, removal);
        _run.Sink.Publish(table);
        if (FaithfulnessChart.Of(faithfulness, removal) is { } chart)
        {
            _run.Sink.Publish(chart);
        }

        foreach (MethodRun method in answered)
        {
            RankingFaithfulness ranking = FaithfulnessNotes.RankingOf(faithfulness, method);
            FaithfulnessVerdict verdict = faithfulness.VerdictOn(ranking);
            if (verdict.BeatsRandom || ranking.Examples.IsEmpty)
            {
                continue;
            }

            _run.Sink.Report(new Finding(EngineFindings.AttributionNotBetter, default, method.Descriptor.Name, verdict.Text, faithfulness.Examples.Length)
            {
                Measures = [.. ranking.Means.Where(measure => measure.Name is FaithfulnessNames.Comprehensiveness or FaithfulnessNames.Sufficiency)],
                Artefacts = [table.Id, .. method.Figures],
            });
        }
    }
}
