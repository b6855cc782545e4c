using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>How a model writes.</summary>
public sealed record GenerationOptions
{
    private const int MostBeams = 4096;
    private const double LargestPenalty = 16;

    /// <summary>The most tokens that are written, the ending one included; at least 1.</summary>
    /// <value>20 by default.</value>
    public int MostTokens { get; init; } = 20;

    /// <summary>The ids that end a text; with none, only <see cref="MostTokens"/> and the model's positions end it.</summary>
    /// <value>default by default: <see cref="GenerationSettings.EndIds"/> of the model.</value>
    public ImmutableArray<int> EndIds { get; init; }

    /// <summary>What logits are divided by before a token is drawn, from 0 on; 0 takes the likeliest token and draws none.</summary>
    /// <value>0 by default.</value>
    public double Temperature { get; init; }

    /// <summary>How many of the likeliest tokens are drawn from; 0 for all.</summary>
    /// <value>0 by default.</value>
    public int TopK { get; init; }

    /// <summary>The probability that the likeliest tokens which are drawn from reach together, above 0 to 1; the fewest that reach it are kept.</summary>
    /// <value>1 by default: all tokens.</value>
    public double TopP { get; init; } = 1;

    /// <summary>Decides what is drawn.</summary>
    /// <value>0 by default.</value>
    public ulong Seed { get; init; }

    /// <summary>How many beginnings of a text are followed at once, 1 to 4096; 1 takes or draws one token after the other. More of them search
    /// for the text with the highest score, and draw nothing.</summary>
    /// <value>1 by default.</value>
    public int Beams { get; init; } = 1;

    /// <summary>The power of the length that the summed log-probability of a text is divided by where beams are compared, -16 to 16: above 0 favours
    /// longer texts.</summary>
    /// <value>1 by default.</value>
    public double LengthPenalty { get; init; } = 1;

    /// <summary>How the input becomes token ids.</summary>
    /// <value>With special tokens and without cutting by default.</value>
    public EncodeOptions Encode { get; init; } = new();

    /// <exception cref="LensInputException">A value makes no sense.</exception>
    internal void Demand()
    {
        Demand(MostTokens >= 1, nameof(MostTokens), "a whole number from 1 on");
        Demand(Temperature >= 0 && double.IsFinite(Temperature), nameof(Temperature), "a number from 0 on");
        Demand(TopK >= 0, nameof(TopK), "a whole number from 0 on");
        Demand(TopP is > 0 and <= 1, nameof(TopP), "a number above 0, up to 1");
        Demand(Beams is >= 1 and <= MostBeams, nameof(Beams), $"a whole number from 1 to {MostBeams}");
        Demand(Beams == 1 || Temperature == 0, nameof(Temperature), $"0 beside {nameof(Beams)} above 1, which draw nothing");
        Demand(Math.Abs(LengthPenalty) <= LargestPenalty, nameof(LengthPenalty), "a number from -16 to 16");
    }

    private static void Demand(bool holds, string name, string expected)
    {
        if (!holds)
        {
            throw new LensInputException($"{nameof(GenerationOptions)}.{name} cannot be used; expected {expected}.");
        }
    }
}
