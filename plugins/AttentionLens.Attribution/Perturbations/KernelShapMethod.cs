namespace AttentionLens.Attribution;

/// <summary>Shapley values as the coefficients of a linear model, fitted with the weights that make them so.</summary>
/// <remarks>Source: Lundberg and Lee 2017, theorem 2. Samples are drawn by those weights, so that each of them counts alike; the
/// empty and the whole input count a million times as much.</remarks>
public sealed class KernelShapMethod : SurrogateMethod
{
    private const double EndWeight = 1e6;

    /// <summary>Creates the method.</summary>
    public KernelShapMethod()
        : base(25)
    {
    }

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("kernel-shap", "Shapley values from a linear model of the objective with parts absent.", AttributionKind.Perturbation)
        {
            IsSigned = true,
            IsComplete = true,
            Aggregation = "coefficient",
            UsesBaseline = true,
            Sources = [Papers.Lundberg2017],
        };

    private protected override bool[] Draw(SeededRandom random, int parts)
    {
        bool[] present = new bool[parts];
        if (parts < 2)
        {
            return present;
        }

        int size = SizeOf(random, parts);
        int[] order = [.. Enumerable.Range(0, parts)];
        for (int place = 0; place < size; place++)
        {
            int other = place + random.Next(parts - place);
            (order[place], order[other]) = (order[other], order[place]);
            present[order[place]] = true;
        }

        return present;
    }

    private protected override double Weight(AnalysisOptions options, bool[] present) =>
        present.All(there => there) || !present.Any(there => there) ? EndWeight : 1;

    private protected override double Delta(double[] scores, double whole, ReadOnlySpan<double> values) => scores.Sum() - (whole - values[0]);

    // In proportion to (M - 1) / (k (M - k)) for k of M parts.
    private static int SizeOf(SeededRandom random, int parts)
    {
        double total = 0;
        for (int size = 1; size < parts; size++)
        {
            total += 1.0 / ((double)size * (parts - size));
        }

        double rest = random.NextUniform() * total;
        for (int size = 1; size < parts; size++)
        {
            rest -= 1.0 / ((double)size * (parts - size));
            if (rest < 0)
            {
                return size;
            }
        }

        return parts - 1;
    }
}
