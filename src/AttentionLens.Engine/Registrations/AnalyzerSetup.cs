using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Gets analyzers ready: reads what they declare and takes their registrations. One that throws fails alone.</summary>
internal static class AnalyzerSetup
{
    /// <summary>The analyzers in name order.</summary>
    public static ImmutableArray<AnalyzerRun> Start(
        ImmutableArray<AnalyzerSelection> selections, ModelCard card, HookCatalog hooks, WeightCatalog weights, RunScope scope)
    {
        SortedDictionary<string, AnalyzerRun> runs = new(StringComparer.Ordinal);
        foreach (AnalyzerSelection selection in selections.IsDefault ? [] : selections)
        {
            AnalyzerRun run = Start(selection, card, hooks, weights, scope);
            if (!runs.TryAdd(run.Name, run))
            {
                throw new LensInputException($"Analyzer '{run.Name}' is selected twice; select it once.");
            }
        }

        return [.. runs.Values];
    }

    private static AnalyzerRun Start(AnalyzerSelection selection, ModelCard card, HookCatalog hooks, WeightCatalog weights, RunScope scope)
    {
        LensAnalyzer analyzer = selection.Analyzer;
        string name = analyzer.GetType().FullName ?? analyzer.GetType().Name;
        ImmutableArray<FindingDescriptor> rules = [];
        ImmutableArray<OptionDescriptor> options = [];
        Exception? failure = null;
        try
        {
            name = analyzer.Name ?? throw new InvalidOperationException("Name is null; give the analyzer a name.");
            rules = [.. Whole(analyzer.SupportedFindings).Select(rule => rule.Sources.IsDefault ? rule with { Sources = [] } : rule)];
            options = Whole(analyzer.SupportedOptions);
            if (rules.Any(rule => rule.Id is null || rule.Title is null || rule.MessageFormat is null || rule.Category is null))
            {
                rules = [];
                throw new InvalidOperationException("A rule in SupportedFindings has no id, title, message or category; give it all four.");
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        AnalyzerRun run = new(name, selection.Plugin, selection.Options, rules, scope);
        if (failure is not null)
        {
            run.Fail(failure, default);
            return run;
        }

        RegistrationContext context = new(run, card, hooks, weights, ReadOptions(run, options));
        try
        {
            analyzer.Initialize(context);
        }
        catch (Exception exception)
        {
            run.Fail(exception, default);
            run.Withdraw();
        }

        context.Close();
        return run;
    }

    // Options are the user's words: a wrong one is an error of the run, not a failure of the analyzer.
    private static AnalysisOptions ReadOptions(AnalyzerRun run, ImmutableArray<OptionDescriptor> supported)
    {
        try
        {
            return new AnalysisOptions(supported, run.Options);
        }
        catch (LensInputException exception)
        {
            throw new LensInputException($"Analyzer '{run.Name}': {exception.Message}", exception);
        }
    }

    private static ImmutableArray<T> Whole<T>(ImmutableArray<T> declared)
        where T : class =>
        declared.IsDefault ? [] : declared.All(item => item is not null)
            ? declared
            : throw new InvalidOperationException($"A declared {typeof(T).Name} is null; declare it or leave it out.");
}
