using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Removes units one after the other, always the one whose removal costs least besides those that are gone.</summary>
/// <remarks>What goes is chosen on the same examples as what it costs, so that other examples cost more.</remarks>
public static class GreedyRemoval
{
    /// <summary>How many steps are taken where nothing else is said.</summary>
    public const int DefaultSteps = 24;

    /// <summary>Takes the steps; each measures every unit that is left, in one sweep.</summary>
    /// <param name="request">The model, the examples, the metric and one kind of units.</param>
    /// <param name="maxDrop">How much worse the metric may get, in its own unit; null for no bound.</param>
    /// <param name="steps">The largest number of steps, from 1.</param>
    /// <param name="progress">Hears how far it is, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">Several kinds of units are asked for, or a bound is none.</exception>
    public static async ValueTask<GreedyResult> RunAsync(
        ImportanceRequest request, double? maxDrop = null, int steps = DefaultSteps, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        if (steps < 1 || maxDrop is < 0 or double.NaN)
        {
            throw new LensInputException(FormattableString.Invariant($"{steps} steps up to a drop of {maxDrop} were asked for; expected at least 1 step and a drop of at least 0."));
        }

        ImportanceRun run = await ImportanceRun.OpenOneKindAsync(request, cancellationToken);
        MeasuredCorpus corpus = new(run);
        Bootstrap bootstrap = new(corpus.Examples.Length, request.Resamples, request.Seed);
        double baseline = corpus.MeanOf(corpus.Whole);
        List<ModelUnit> left = [.. run.Units];
        List<GreedyStep> taken = [];
        GreedyStep? beyond = null;
        int most = Math.Min(steps, left.Count);
        while (taken.Count < most && beyond is null)
        {
            IEnumerable<ModelUnit> gone = taken.Select(step => step.Unit);
            ImmutableArray<ImmutableArray<double>> harms = await corpus.HarmsAsync([.. left.Select(unit => gone.Append(unit).ToImmutableArray())], cancellationToken);
            double[] means = [.. harms.Select(corpus.MeanOf)];
            int least = Array.IndexOf(means, means.Min());
            GreedyStep step = new(left[least], run.LowerIsBetter ? baseline + means[least] : baseline - means[least], means[least], bootstrap.IntervalOf(harms[least], corpus.Weights));
            if (step.Harm > maxDrop)
            {
                beyond = step;
            }
            else
            {
                taken.Add(step);
                left.RemoveAt(least);
            }

            progress?.Report((double)taken.Count / most);
        }

        return new GreedyResult(run.Meter.Metric, baseline, request.Units[0], run.Units.Length, [.. taken]) { MaxDrop = maxDrop, Beyond = beyond };
    }
}
