namespace AttentionLens.Models;

/// <summary>The logits of the next token, checked, and the probabilities that they stand for.</summary>
internal readonly ref struct NextLogits
{
    private readonly ReadOnlySpan<float> _logits;
    private readonly double _logSum;

    /// <param name="logits">[vocabulary], at least one.</param>
    /// <exception cref="LensInputException">There are no logits, or some are not finite.</exception>
    public NextLogits(ReadOnlySpan<float> logits)
    {
        if (logits.IsEmpty)
        {
            throw new LensInputException("There are no logits to choose a token by; expected one for each token.");
        }

        float largest = float.MinValue;
        for (int id = 0; id < logits.Length; id++)
        {
            if (!float.IsFinite(logits[id]))
            {
                throw new LensInputException($"The logit of token {id} is not finite, so no token can be chosen; check the model's weights.");
            }

            largest = Math.Max(largest, logits[id]);
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - (double)largest);
        }

        _logits = logits;
        Largest = largest;
        _logSum = Math.Log(sum);
    }

    /// <summary>The largest logit.</summary>
    public double Largest { get; }

    /// <summary>The number of tokens.</summary>
    public int Count => _logits.Length;

    /// <summary>The logit of a token.</summary>
    public double this[int id] => _logits[id];

    /// <summary>The logarithm of the probability of a token, in nats.</summary>
    public double LogProbability(int id) => _logits[id] - Largest - _logSum;

    /// <summary>A token with its probability.</summary>
    public GeneratedToken Token(int id) => new(id, LogProbability(id));

    /// <summary>The token with the largest logit, of equal ones the smallest.</summary>
    /// <param name="banned">Tokens that are passed over.</param>
    /// <exception cref="LensInputException">No token is left.</exception>
    public int Likeliest(ReadOnlySpan<int> banned)
    {
        int likeliest = -1;
        for (int id = 0; id < _logits.Length; id++)
        {
            if ((likeliest < 0 || _logits[id] > _logits[likeliest]) && !banned.Contains(id))
            {
                likeliest = id;
            }
        }

        return likeliest >= 0
            ? likeliest
            : throw new LensInputException($"All of {_logits.Length} tokens are banned by the model's configuration, so none can be written; expected some that are not.");
    }
}
