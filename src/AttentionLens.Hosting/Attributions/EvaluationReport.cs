using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>How well a model does its task, and how faithful methods are, as JSON and as tables.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Removal">What became of positions that were taken away.</param>
/// <param name="Task">The measures of each example that has an answer.</param>
/// <param name="Faithfulness">What the model says about methods; null where none was asked for.</param>
public sealed record EvaluationReport(string Model, RemovalMode Removal, ImmutableArray<ImmutableArray<Measure>> Task, FaithfulnessResult? Faithfulness)
{
    /// <summary>Whether methods notice random weights; null where that was not asked for.</summary>
    public RandomisationResult? Randomisation { get; init; }

    /// <summary>The measures that the table has, ranked by the first; empty for all, ranked by comprehensiveness less sufficiency.</summary>
    public ImmutableArray<string> Shown { get; init; } = [];

    /// <summary>The report as JSON: the same bytes for the same numbers, all measures.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new EvaluationJson(json).Write(this);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    /// <summary>The report as Markdown tables, the best method first.</summary>
    /// <exception cref="LensInputException"><see cref="Shown"/> names a measure that there is not.</exception>
    public string ToMarkdown() => new EvaluationTables(this).ToString();

    /// <summary>The mean of each measure of the task.</summary>
    internal ImmutableArray<Measure> TaskMeans => new RankingFaithfulness("task", Task).Means;

    /// <summary>The methods and the control, the best first.</summary>
    internal static IEnumerable<RankingFaithfulness> Ranked(FaithfulnessResult faithfulness, ImmutableArray<string> shown) => faithfulness.Methods.Append(faithfulness.Control)
        .OrderByDescending(method => shown.IsEmpty
            ? method.MeanOf(FaithfulnessNames.Comprehensiveness) - method.MeanOf(FaithfulnessNames.Sufficiency)
            : method.MeanOf(shown[0]) * (FaithfulnessNames.HigherIsBetter(shown[0]) ? 1 : -1))
        .ThenBy(method => method.Method, StringComparer.Ordinal);
}
