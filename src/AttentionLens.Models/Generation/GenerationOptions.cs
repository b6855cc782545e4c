using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>How a model writes.</summary>
public sealed record GenerationOptions
{
    /// <summary>The most tokens that are written, the ending one included; at least 1.</summary>
    /// <value>20 by default.</value>
    public int MostTokens { get; init; } = 20;

    /// <summary>The ids that end a text, <c>eos_token_id</c> of a configuration.</summary>
    /// <value>None by default: only <see cref="MostTokens"/> and the model's positions end it.</value>
    public ImmutableArray<int> EndIds { get; init; } = [];

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

    /// <exception cref="LensInputException">A value makes no sense.</exception>
    internal void Demand()
    {
        Demand(MostTokens >= 1, nameof(MostTokens), "a whole number from 1 on");
        Demand(Temperature >= 0 && double.IsFinite(Temperature), nameof(Temperature), "a number from 0 on");
        Demand(TopK >= 0, nameof(TopK), "a whole number from 0 on");
        Demand(TopP is > 0 and <= 1, nameof(TopP), "a number above 0, up to 1");
    }

    private static void Demand(bool holds, string name, string expected)
    {
        if (!holds)
        {
            throw new LensInputException($"{nameof(GenerationOptions)}.{name} cannot be used; expected {expected}.");
        }
    }
}
