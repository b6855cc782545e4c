using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>Reads a classifier's answers off its logits, [batch, class].</summary>
internal static class PredictionReader
{
    /// <summary>The answer for one row, or null where the output is no classification.</summary>
    public static ReportPrediction? Read(LensTensor output, int row, ImmutableArray<string> labels)
    {
        if (output.Spec.Axes is not [Axis.Batch, Axis.Class] || output.Shape[1] == 0)
        {
            return null;
        }

        int classes = output.Shape[1];
        ReadOnlySpan<float> logits = output.Values.Slice(row * classes, classes);
        int best = 0;
        for (int index = 1; index < classes; index++)
        {
            best = logits[index] > logits[best] || (float.IsNaN(logits[best]) && !float.IsNaN(logits[index])) ? index : best;
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp((double)logit - logits[best]);
        }

        string label = !labels.IsDefault && best < labels.Length ? labels[best] : best.ToString(CultureInfo.InvariantCulture);
        return new ReportPrediction(best, label, logits[best], 1 / sum);
    }
}
