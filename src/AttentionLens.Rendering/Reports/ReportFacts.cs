using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>What report renderers of all formats say in the same words.</summary>
internal static class ReportFacts
{
    /// <summary>The model card as names and values.</summary>
    public static IEnumerable<(string Name, string Value)> Of(ModelCard model)
    {
        yield return ("Architecture", VisibleText.Of(model.Architecture));
        yield return ("Family", VisibleText.Of(model.Family));
        yield return ("Layers", NumberText.Count(model.Layers));
        yield return ("Heads per layer", NumberText.Count(model.Heads));
        yield return ("Width", $"{NumberText.Count(model.Width)} (head {NumberText.Count(model.HeadWidth)}, MLP {NumberText.Count(model.MlpWidth)})");
        yield return ("Weights", NumberText.Count(model.ParameterCount));
        if (model.VocabularySize > 0)
        {
            yield return ("Vocabulary", NumberText.Count(model.VocabularySize));
        }

        if (model.MaxPositions is { } positions)
        {
            yield return ("Positions", $"up to {NumberText.Count(positions)}");
        }

        if (!model.Labels.IsDefaultOrEmpty)
        {
            const int Shown = 8;
            string more = model.Labels.Length > Shown ? $" … {NumberText.Count(model.Labels.Length)} in all" : string.Empty;
            yield return ("Classes", string.Join(", ", model.Labels.Take(Shown).Select(VisibleText.Of)) + more);
        }
    }

    /// <summary>The findings that are shown, in the report's order.</summary>
    public static ImmutableArray<Finding> Shown(AnalysisReport report) => [.. report.Findings.Where(finding => finding.Severity != Severity.Hidden)];

    /// <summary>A line under the findings: what ran where there are none, and how many are not shown; empty where all is said.</summary>
    public static string FindingsNote(AnalysisReport report)
    {
        int hidden = report.Findings.Count(finding => finding.Severity == Severity.Hidden);
        string notShown = hidden == 0 ? string.Empty : $"{NumberText.Count(hidden, "finding is", "findings are")} recorded but hidden.";
        if (hidden < report.Findings.Length)
        {
            return notShown;
        }

        int rules = report.Analyzers.SelectMany(analyzer => analyzer.Rules).Select(rule => rule.Id).Distinct(StringComparer.Ordinal).Count();
        string clean = $"No findings: {NumberText.Count(rules, "rule", "rules")} ran over {NumberText.Count(report.ExampleCount, "example", "examples")}.";
        return notShown.Length == 0 ? clean : $"{clean} {notShown}";
    }

    /// <summary>The measures of a finding.</summary>
    public static IEnumerable<string> Measures(Finding finding) => finding.Measures.Select(measure =>
        $"{VisibleText.Of(measure.Name)} {NumberText.Short(measure.Value)}"
        + (measure.StandardError is { } error ? $" ± {NumberText.Short(error)}" : string.Empty)
        + (string.IsNullOrEmpty(measure.Unit) ? string.Empty : $" {VisibleText.Of(measure.Unit)}"));

    /// <summary>The artefacts in groups by the first segment of their ids, in the report's order.</summary>
    public static IEnumerable<IGrouping<string, Artefact>> Groups(AnalysisReport report) =>
        report.Artefacts.GroupBy(artefact => artefact.Id.Value.Split('/')[0], StringComparer.Ordinal);

    /// <summary>An example's name: the user's own or its index.</summary>
    public static string ExampleName(ReportExample example) => string.IsNullOrEmpty(example.Id)
        ? $"Example {NumberText.Count(example.Index)}"
        : $"Example {NumberText.Count(example.Index)} ({VisibleText.Of(example.Id)})";

    /// <summary>What the sweeps of analyzers ran, one line for each that declared some.</summary>
    public static IEnumerable<string> Sweeps(AnalysisReport report) => report.Analyzers.Where(analyzer => analyzer.Swept is not null).Select(analyzer =>
        $"{VisibleText.Of(analyzer.Name)}: {NumberText.Count(analyzer.Swept!.Variants, "change", "changes")} in {NumberText.Count(analyzer.Swept.Stages, "stage", "stages")} of the model, "
        + $"where a loop over them takes {NumberText.Count(analyzer.Swept.LoopStages)}.");

    /// <summary>The rules of an analyzer.</summary>
    public static string Rules(AnalyzerRecord analyzer) =>
        analyzer.Rules.IsEmpty ? "none" : string.Join(", ", analyzer.Rules.Select(rule => VisibleText.Of(rule.Id)));
}
