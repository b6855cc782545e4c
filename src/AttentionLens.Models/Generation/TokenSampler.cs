namespace AttentionLens.Models;

/// <summary>Chooses the next token by its logits: the likeliest, or one drawn at random. The same logits in the same order give the same
/// tokens; of equal logits the smaller id comes first.</summary>
/// <remarks>Source: Fan, Lewis and Dauphin 2018 for the cut by rank; Holtzman et al. 2020, section 3.1, for the cut by probability.</remarks>
public sealed class TokenSampler
{
    private readonly GenerationOptions _options;
    private readonly SeededRandom _random;

    /// <summary>Creates a sampler.</summary>
    /// <param name="options">How it chooses.</param>
    /// <exception cref="LensInputException">The options make no sense.</exception>
    public TokenSampler(GenerationOptions options)
    {
        options.Demand();
        _options = options;
        _random = new SeededRandom(options.Seed);
    }

    /// <summary>Chooses.</summary>
    /// <param name="logits">[vocabulary], at least one.</param>
    /// <param name="banned">Tokens that are never chosen.</param>
    /// <exception cref="LensInputException">There are no logits, some are not finite, or all tokens are banned.</exception>
    public GeneratedToken Next(ReadOnlySpan<float> logits, ReadOnlySpan<int> banned = default) => Next(new NextLogits(logits), banned);

    internal GeneratedToken Next(NextLogits logits, ReadOnlySpan<int> banned)
    {
        int likeliest = logits.Likeliest(banned);
        return logits.Token(_options.Temperature == 0 ? likeliest : Draw(logits, logits[likeliest], banned));
    }

    private int Draw(NextLogits logits, double largest, ReadOnlySpan<int> banned)
    {
        double[] weights = new double[logits.Count];
        int[] ids = new int[logits.Count];
        for (int id = 0; id < ids.Length; id++)
        {
            ids[id] = id;
            weights[id] = banned.Contains(id) ? 0 : Math.Exp((logits[id] - largest) / _options.Temperature);
        }

        ReadOnlySpan<int> kept = ids;
        if (_options.TopK > 0 || _options.TopP < 1)
        {
            Array.Sort(ids, (a, b) => weights[a] == weights[b] ? a.CompareTo(b) : weights[b].CompareTo(weights[a]));
            kept = kept[..(_options.TopK > 0 ? Math.Min(_options.TopK, ids.Length) : ids.Length)];
            kept = kept[..Reaching(kept, weights)];
        }

        double rest = _random.NextUniform() * Sum(kept, weights);
        int last = kept[0];
        foreach (int id in kept)
        {
            rest -= weights[id];
            last = weights[id] > 0 ? id : last;
            if (rest < 0)
            {
                return id;
            }
        }

        return last;
    }

    // How many of the likeliest it takes to reach the share that is kept.
    private int Reaching(ReadOnlySpan<int> kept, double[] weights)
    {
        double wanted = _options.TopP * Sum(kept, weights);
        double sum = 0;
        for (int count = 0; count < kept.Length; count++)
        {
            sum += weights[kept[count]];
            if (sum >= wanted)
            {
                return count + 1;
            }
        }

        return kept.Length;
    }

    private static double Sum(ReadOnlySpan<int> ids, double[] weights)
    {
        double sum = 0;
        foreach (int id in ids)
        {
            sum += weights[id];
        }

        return sum;
    }
}
