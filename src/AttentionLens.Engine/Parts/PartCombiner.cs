using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Puts the parts of a corpus together as if one run had seen them.</summary>
internal static class PartCombiner
{
    public static CollectedResults Combine(
        IReadOnlyList<AnalysisPart> parts, Func<string, LensAnalyzer> create, ReportSettings settings, CancellationToken cancellationToken)
    {
        ImmutableArray<AnalysisPart> ordered = PartCheck.Order(parts);
        AnalysisPart first = ordered[0];
        RunScope scope = new(settings, cancellationToken);
        ImmutableArray<AnalyzerRun> runs = AnalyzerSetup.Start(
            [.. first.AnalyzerParts.Select(part => new AnalyzerSelection(create(part.Name), part.Plugin) { Options = part.Options })],
            first.Model,
            first.Hooks,
            WeightCatalog.Empty,
            scope);
        SeverityMap.Check(settings, runs);
        for (int index = 0; index < runs.Length; index++)
        {
            if (runs[index].Name != first.AnalyzerParts[index].Name)
            {
                throw new LensInputException(
                    $"The parts hold results of analyzer '{FailureLine.Clean(first.AnalyzerParts[index].Name)}', "
                    + $"but '{runs[index].Name}' was given for it.");
            }

            Combine(runs[index], [.. ordered.Select(part => part.AnalyzerParts[index])], scope);
        }

        return new CollectedResults(
            first.Model,
            first.Hooks,
            runs,
            [.. ordered.SelectMany(part => part.Examples).Where(example => example.Index < settings.MaxExamplesShown)],
            ordered.Sum(part => part.ExampleCount),
            scope);
    }

    private static void Combine(AnalyzerRun run, ImmutableArray<AnalyzerPart> parts, RunScope scope)
    {
        // The model was looked at once for every part, with the same result each time.
        AnalyzerResults setup = new(scope.Settings);
        parts[0].Setup.AddTo(setup, run, scope.TakenIds);
        bool isReady = run.Setup.Failures.Count == 0;
        if (setup.Failures.Count == 0)
        {
            setup.Merge(run.Setup);
        }

        run.Setup = setup;
        run.BeginExamples();
        foreach (AnalyzerPart part in parts)
        {
            scope.CancellationToken.ThrowIfCancellationRequested();
            part.Main.AddTo(run.Main, run, scope.TakenIds);
            run.ExamplesSeen += part.ExamplesSeen;
            run.Swept = SweptStages.Sum(run.Swept, part.Swept);
            if (isReady)
            {
                MergeStates(run, part);
            }
        }
    }

    private static void MergeStates(AnalyzerRun run, AnalyzerPart part)
    {
        if (part.States.Length != run.Datasets.Count)
        {
            throw new LensInputException(
                $"A part holds {part.States.Length} statistics of analyzer '{run.Name}', expected {run.Datasets.Count}; "
                + "scan again with this version.");
        }

        for (int index = 0; index < part.States.Length; index++)
        {
            run.Datasets[index].MergeWritten(part.States[index]);
        }
    }
}
