using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>The parts of a model that add up to what is explained, one after the other.</summary>
internal static class Waterfall
{
    private const string Suffix = "_logits";
    private const int MostSteps = 24;

    // Single precision over some thousand parts; what is further off is no sum of parts.
    private const double Tolerance = 1e-3;

    /// <summary>The chart of one example, or null where the method gives no parts that add up.</summary>
    /// <param name="answer">The answer for its batch.</param>
    /// <param name="row">The example's row in the batch.</param>
    public static WaterfallPanel? Of(AttributionResult answer, int row)
    {
        (string Name, TensorValue Value)[] logits =
            [.. answer.Extras.Where(extra => extra.Key.EndsWith(Suffix, StringComparison.Ordinal) && IsPart(extra.Value.Spec)).Select(extra => (extra.Key[..^Suffix.Length].Replace('_', ' '), extra.Value))];
        double total = answer.TargetValues[row];
        (string Label, double Value)[] steps = [.. logits.SelectMany(part => Steps(part.Name, part.Value, row)).OrderBy(step => step.Layer).Select(step => (step.Label, step.Value))];
        bool addsUp = Math.Abs(steps.Sum(step => step.Value) - total) <= Tolerance * (1 + steps.Sum(step => Math.Abs(step.Value)));
        return addsUp && logits.Any(part => part.Value.Spec.Axes.Length == 1) ? Panel(steps, logits[0].Value.Spec.Unit, total) : null;
    }

    private static bool IsPart(TensorSpec spec) =>
        spec.Axes.AsSpan().SequenceEqual([Axis.Batch]) || spec.Axes.AsSpan().SequenceEqual([Axis.Batch, Axis.Layer]) || spec.Axes.AsSpan().SequenceEqual([Axis.Batch, Axis.Layer, Axis.Head]);

    // What belongs to no layer comes before all of them, unless its name says that it is the end.
    private static IEnumerable<(int Layer, string Label, double Value)> Steps(string name, TensorValue part, int row)
    {
        float[] values = part.Row(row).ToArray();
        if (part.Spec.Axes.Length == 1)
        {
            return [(name.StartsWith("final", StringComparison.Ordinal) ? int.MaxValue : -1, name, values[0])];
        }

        int each = part.Spec.Axes.Length == 2 ? 1 : part.Shape[2];
        return values.Select((value, place) => (place / each, string.Create(CultureInfo.InvariantCulture, $"layer {place / each} {name}{(part.Spec.Axes.Length == 2 ? string.Empty : $" {place % each}")}"), (double)value));
    }

    private static WaterfallPanel Panel((string Label, double Value)[] steps, string unit, double total)
    {
        HashSet<int> shown = [.. Enumerable.Range(0, steps.Length).OrderByDescending(step => Math.Abs(steps[step].Value)).ThenBy(step => step).Take(MostSteps)];
        (string Label, double Value)[] kept = [.. steps.Where((_, step) => shown.Contains(step))];
        int left = steps.Length - kept.Length;
        if (left > 0)
        {
            kept = [.. kept, (string.Create(CultureInfo.InvariantCulture, $"the {left} others"), steps.Where((_, step) => !shown.Contains(step)).Sum(step => step.Value))];
        }

        string title = left > 0 ? string.Create(CultureInfo.InvariantCulture, $"{MostSteps} largest of {steps.Length} parts") : "all parts";
        return new WaterfallPanel(title, unit, [.. kept.Select(step => step.Label)], [.. kept.Select(step => (float)step.Value)]) { Total = total };
    }
}
