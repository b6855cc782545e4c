using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace AttentionLens.Engine;

/// <summary>One method's scores as figures: tokens with a score each, or the patches of an image.</summary>
internal sealed class AttributionFigures(ModelCard card, ReportAttributions wanted, AttributionDescriptor method)
{
    /// <summary>Throws where the scores are not those of the examples' positions, or patches.</summary>
    /// <exception cref="LensException">There are too few or too many.</exception>
    public static void Demand(AttributionResult answer, InputBatch batch, string method)
    {
        int expected = batch.Examples[0].Patches is { } grid ? grid.Rows * grid.Columns : batch.Length;
        if (answer.Scores.Shape[1] != expected)
        {
            throw new LensException(FormattableString.Invariant($"Attribution '{method}' gave {answer.Scores.Shape[1]} scores for each example; expected one for each of {expected} positions."));
        }

        if (!answer.CompletenessDeltas.IsDefault && answer.CompletenessDeltas.Length != batch.Size)
        {
            throw new LensException(FormattableString.Invariant($"Attribution '{method}' gave {answer.CompletenessDeltas.Length} completeness deltas; expected one for each of {batch.Size} examples."));
        }
    }

    /// <summary>The figure of one example.</summary>
    public Artefact Of(EncodedExample example, AttributionResult answer, int row, string verdict)
    {
        ReadOnlySpan<float> scores = answer.Scores.Row(row);
        ImmutableArray<float> shown = example.Patches is null ? [.. scores.Slice(example.Start, example.Length)] : [.. scores];
        ArtefactId id = new(string.Create(CultureInfo.InvariantCulture, $"{AttributionStep.Name}/{Segment(method.Name)}/example-{example.Index}"));
        string title = string.Create(CultureInfo.InvariantCulture, $"{method.Name}, example {example.Index}");
        ColorScale scale = Scale(shown);
        Artefact figure = example.Patches is { } grid
            ? new MatrixFigure(id, title, Labels("patch row", 'r', grid.Rows), Labels("patch column", 'c', grid.Columns), shown, scale)
            : new TokenStripFigure(id, title, [.. example.ValidTokens.ToArray().Select(token => token.Text)], shown, scale);
        return figure with
        {
            Caption = Caption(answer, row, verdict),
            Address = new SiteAddress(null, Example: example.Index),
        };
    }

    // Two methods whose names differ in case alone would share an id; the sink refuses the second.
    private static string Segment(string name) => string.Concat(name.Select(char.ToLowerInvariant));

    private static AxisLabels Labels(string title, char letter, int count) =>
        new(title, [.. Enumerable.Range(0, count).Select(index => string.Create(CultureInfo.InvariantCulture, $"{letter}{index}"))]);

    private ColorScale Scale(ImmutableArray<float> scores)
    {
        double most = scores.IsEmpty ? 0 : scores.Max(score => Math.Abs((double)score));
        string unit = method.IsComplete ? AttributionNames.Of(wanted.Objective) : "score";
        bool isSigned = method.IsSigned || scores.Any(score => score < 0);
        return isSigned ? new ColorScale(ColorScaleKind.Diverging, -most, most, unit) : new ColorScale(ColorScaleKind.Sequential, 0, most, unit);
    }

    private string Caption(AttributionResult answer, int row, string verdict)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Explained: {AttributionNames.Of(wanted.Objective)}");
        ExplainedTarget target = answer.Targets[row];
        if (target.Class is { } chosen)
        {
            string label = !card.Labels.IsDefault && chosen >= 0 && chosen < card.Labels.Length ? $" ('{card.Labels[chosen]}')" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $" of class {chosen}{label}");
        }

        if (target.Position is { } position)
        {
            text.Append(CultureInfo.InvariantCulture, $" at position {position}");
        }

        text.Append(CultureInfo.InvariantCulture, $", {answer.TargetValues[row]:0.0000} on this input. ");
        text.Append(method.IsSigned ? "Above 0 speaks for it, below 0 against it." : "More matters more; the scores have no sign.");
        text.Append(method.Kind is AttributionKind.Gradient or AttributionKind.Perturbation
            ? string.Create(CultureInfo.InvariantCulture, $" Baseline, where one is taken: {AttributionNames.Of(wanted.Baseline)};")
            : " No baseline;");
        text.Append(CultureInfo.InvariantCulture, $" aggregation: {method.Aggregation}; ");
        text.Append(answer.CompletenessDeltas.IsDefault
            ? "completeness: no sum is promised."
            : string.Create(CultureInfo.InvariantCulture, $"completeness delta: {answer.CompletenessDeltas[row]:G3}."));
        text.Append(CultureInfo.InvariantCulture, $" Faithfulness of the method on the examples shown: {verdict}.");
        return text.ToString();
    }
}
