using AttentionLens.Numerics;

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
    /// <exception cref="LensInputException">There are no logits, or some are not finite.</exception>
    public GeneratedToken Next(ReadOnlySpan<float> logits)
    {
        int likeliest = Likeliest(logits);
        double largest = logits[likeliest];
        int chosen = _options.Temperature == 0 ? likeliest : Draw(logits, largest);
        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        return new GeneratedToken(chosen, logits[chosen] - largest - Math.Log(sum));
    }

    private static int Likeliest(ReadOnlySpan<float> logits)
    {
        int likeliest = 0;
        for (int id = 0; id < logits.Length; id++)
        {
            if (!float.IsFinite(logits[id]))
            {
                throw new LensInputException($"The logit of token {id} is not finite, so no token can be chosen; check the model's weights.");
            }

            likeliest = logits[id] > logits[likeliest] ? id : likeliest;
        }

        return logits.IsEmpty ? throw new LensInputException("There are no logits to choose a token by; expected one for each token.") : likeliest;
    }

    private int Draw(ReadOnlySpan<float> logits, double largest)
    {
        double[] weights = new double[logits.Length];
        int[] ids = new int[logits.Length];
        for (int id = 0; id < ids.Length; id++)
        {
            ids[id] = id;
            weights[id] = Math.Exp((logits[id] - largest) / _options.Temperature);
        }

        ReadOnlySpan<int> kept = ids;
        if (_options.TopK > 0 || _options.TopP < 1)
        {
            Array.Sort(ids, (a, b) => weights[a] == weights[b] ? a.CompareTo(b) : weights[b].CompareTo(weights[a]));
            kept = kept[..(_options.TopK > 0 ? Math.Min(_options.TopK, ids.Length) : ids.Length)];
            kept = kept[..Reaching(kept, weights)];
        }

        double rest = _random.NextUniform() * Sum(kept, weights);
        foreach (int id in kept)
        {
            rest -= weights[id];
            if (rest < 0)
            {
                return id;
            }
        }

        return kept[^1];
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
