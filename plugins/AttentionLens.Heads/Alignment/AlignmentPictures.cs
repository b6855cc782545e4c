using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;

namespace AttentionLens.Heads;

/// <summary>Draws the cross-attention of one example from words to words, with the true alignment outlined: the mean of each layer's heads,
/// and the one head that aligns the example best.</summary>
internal static class AlignmentPictures
{
    public static void Publish(ExampleContext context, ImmutableArray<HookPoint> hooks, AnalysisSink sink)
    {
        Picture? best = null;
        foreach (HookPoint hook in hooks)
        {
            ReadOnlyTensorSpan<float> pattern = context.Value(hook.Name);
            int heads = (int)pattern.Lengths[0];
            Picture? mean = null;
            foreach (WordReading reading in Enum.GetValues<WordReading>())
            {
                if (AlignedExample.Of(context.Example, hook, reading) is not { } example)
                {
                    continue;
                }

                double[] sum = new double[example.Rows.Length * example.Columns.Length];
                for (int head = 0; head < heads; head++)
                {
                    double[] map = example.Map(pattern, head);
                    TensorPrimitives.Add(sum, map, sum);
                    best = Better(best, new Picture(hook, head, reading, example, map));
                }

                TensorPrimitives.Divide(sum, heads, sum);
                mean = Better(mean, new Picture(hook, null, reading, example, sum));
            }

            if (mean is not null)
            {
                sink.Publish(mean.Draw(context.Example.Index, $"layer-{mean.Layer}/mean", $"Mean cross-attention of layer {mean.Layer}"));
            }
        }

        if (best is not null)
        {
            string head = string.Create(CultureInfo.InvariantCulture, $"{best.Layer}.{best.Head}");
            sink.Publish(best.Draw(context.Example.Index, "best-head", $"Cross-attention of head {head}"));
        }
    }

    private static Picture Better(Picture? known, Picture other) => known is null || other.ErrorRate < known.ErrorRate ? other : known;

    private sealed record Picture(HookPoint Hook, int? Head, WordReading Reading, AlignedExample Example, double[] Map)
    {
        public double ErrorRate { get; } = Rate(Example, Map);

        public string Layer => (Hook.Layer ?? 0).ToString(CultureInfo.InvariantCulture);

        public MatrixFigure Draw(long index, string name, string subject) => new(
            new ArtefactId(string.Create(CultureInfo.InvariantCulture, $"heads/alignment/example-{index}/{name}")),
            string.Create(CultureInfo.InvariantCulture, $"{subject} and the true alignment, example {index}"),
            new AxisLabels("target", Example.Rows),
            new AxisLabels("source", Example.Columns),
            [.. Map.Select(weight => (float)weight)],
            ColorScale.Probability)
        {
            Caption = string.Create(
                CultureInfo.InvariantCulture,
                $"Rows attend, columns are attended to; outlined cells are words that translate each other. Each row is taken where the decoder {AlignmentScore.VerbOf(Reading)} the word. Alignment error rate of this map: {ErrorRate:F3}{(Head is null ? string.Empty : ", the lowest of all heads for this example")}."),
            Address = new SiteAddress(Hook.Name, Head, Example: index),
            Outlines = Example.Links,
        };

        private static double Rate(AlignedExample example, double[] map)
        {
            MatrixCell[] links = [.. AlignmentLinks.Of(example, map)];
            return AlignmentCounts.ErrorRate(links.Count(link => example.IsLinked(link.Row, link.Column)), links.Length, example.LinkCount);
        }
    }
}
