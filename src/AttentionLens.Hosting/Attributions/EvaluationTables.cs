using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Writes an evaluation as Markdown.</summary>
internal sealed class EvaluationTables
{
    private readonly StringBuilder _text = new();

    public EvaluationTables(EvaluationReport report)
    {
        foreach (Measure measure in report.TaskMeans)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{measure.Name}: {measure.Value:0.000} ({Examples(report.Task.Length)})\n");
        }

        if (report.Faithfulness is { } faithfulness)
        {
            if (faithfulness.Sweeps is { } sweeps)
            {
                _text.Append(CultureInfo.InvariantCulture, $"sweeps: {sweeps}\n");
            }

            Begin();
            Add(faithfulness, AttributionNames.Of(report.Removal), report.Shown);
        }

        if (report.Randomisation is { } randomisation)
        {
            Begin();
            Add(randomisation);
        }
    }

    public override string ToString() => _text.ToString();

    private static string Number(double value) => string.Create(CultureInfo.InvariantCulture, $" {value:0.000;-0.000;0.000} |");

    private static string Examples(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "example" : "examples")}");

    private void Begin() => _text.Append(_text.Length == 0 ? string.Empty : "\n");

    private void Add(FaithfulnessResult faithfulness, string removal, ImmutableArray<string> shown)
    {
        ImmutableArray<string> measured = [.. faithfulness.Methods.Append(faithfulness.Control).SelectMany(method => method.Means).Select(measure => measure.Name).Distinct()];
        ImmutableArray<string> columns = shown.IsEmpty ? measured : Known(shown, measured);
        string explained = faithfulness.Objective is LogitObjective ? string.Empty : $", explained: {AttributionNames.InWords(faithfulness.Objective)}";
        _text.Append(CultureInfo.InvariantCulture, $"Faithfulness on {Examples(faithfulness.Examples.Length)}{explained}, removal: {removal}; ↑ higher is better, ↓ lower is better.\n\n");
        Head(["method", .. columns.Select(name => $"{name} {(FaithfulnessNames.HigherIsBetter(name) ? "↑" : "↓")}"), "beats random"], columns.Length);
        foreach (RankingFaithfulness method in EvaluationReport.Ranked(faithfulness, shown))
        {
            _text.Append(CultureInfo.InvariantCulture, $"| {method.Method} |");
            foreach (string column in columns)
            {
                _text.Append(method.MeanOf(column) is { } mean ? Number(mean) : " |");
            }

            _text.Append(method == faithfulness.Control ? " |" : faithfulness.VerdictOn(method).BeatsRandom ? " yes |" : " no |").Append('\n');
        }

        if (!faithfulness.LeftOut.IsEmpty)
        {
            _text.Append("\nNot defined for this model: ").AppendJoin(", ", faithfulness.LeftOut.Select(unfit => unfit.Method)).Append(".\n");
        }
    }

    private void Add(RandomisationResult randomisation)
    {
        _text.Append(CultureInfo.InvariantCulture, $"Rank correlation with the scores of the model as it is, weights drawn anew from the last stage to the first ({Examples(randomisation.Examples)}); near 0 is better.\n\n");
        Head(["method", .. randomisation.Stages, "mean"], randomisation.Stages.Length + 1);
        foreach (RandomisedMethod method in randomisation.Methods.OrderBy(method => Math.Abs(method.AllRandom)).ThenBy(method => method.Method, StringComparer.Ordinal))
        {
            _text.Append(CultureInfo.InvariantCulture, $"| {method.Method} |").AppendJoin(string.Empty, method.Correlations.Append(method.Mean).Select(Number)).Append('\n');
        }

        ImmutableArray<Finding> findings = randomisation.Findings;
        _text.Append(findings.IsEmpty ? string.Empty : "\n").AppendJoin(string.Empty, findings.Select(finding => $"{finding.Descriptor.Id}: {finding.Message}\n"));
    }

    private void Head(ImmutableArray<string> columns, int numbers)
    {
        _text.Append("| ").AppendJoin(" | ", columns).Append(" |\n|");
        for (int column = 0; column < columns.Length; column++)
        {
            _text.Append(column > 0 && column <= numbers ? "--:|" : "---|");
        }

        _text.Append('\n');
    }

    private static ImmutableArray<string> Known(ImmutableArray<string> shown, ImmutableArray<string> measured) => shown.All(name => measured.Contains(name))
        ? shown
        : throw new LensInputException($"Measure '{shown.First(name => !measured.Contains(name))}' was not measured; there are: {string.Join(", ", measured)}.");
}
