using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A method that fits a linear model to the objective of inputs with random parts absent.</summary>
public abstract class SurrogateMethod : PerturbationMethod
{
    private readonly NumberOption _samples;
    private static readonly NumberOption SeedOption = new("seed", "Decides which parts are absent.", 0, 0, int.MaxValue);

    private protected SurrogateMethod(int samples)
        : base(takesWindows: false) => _samples = new NumberOption("samples", "How many inputs with parts absent, from 2.", samples, 2, 1_000_000);

    private protected sealed override ImmutableArray<OptionDescriptor> OwnOptions => [_samples, SeedOption, .. FitOptions];

    private protected virtual ImmutableArray<OptionDescriptor> FitOptions => [];

    private protected sealed override IEnumerable<InputVariant> Variants(AnalysisOptions options, FeaturePlayers players) =>
        Samples(options, players).Select(present => players.With(part => present[part]));

    private protected sealed override double[] Scores(AnalysisOptions options, FeaturePlayers players, double whole, ReadOnlySpan<double> values)
    {
        bool[][] samples = [.. Samples(options, players)];
        double[] weights = [.. samples.Select(present => Weight(options, present))];
        return LinearFit.Solve(samples, values, weights, Penalty(options))[..^1];
    }

    /// <summary>Draws which parts are present.</summary>
    private protected abstract bool[] Draw(SeededRandom random, int parts);

    /// <summary>How much a sample counts.</summary>
    private protected abstract double Weight(AnalysisOptions options, bool[] present);

    private protected virtual double Penalty(AnalysisOptions options) => 0;

    // The empty and the whole input are always among them.
    private IEnumerable<bool[]> Samples(AnalysisOptions options, FeaturePlayers players)
    {
        bool[] all = new bool[players.Count];
        Array.Fill(all, true);
        yield return new bool[players.Count];
        yield return all;
        for (int sample = 2; sample < (int)options.Get(_samples); sample++)
        {
            yield return Draw(players.Stream(options.Get(SeedOption), sample), players.Count);
        }
    }
}
