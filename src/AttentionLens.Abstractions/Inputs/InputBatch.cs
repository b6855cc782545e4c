using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Examples that go through the model together, all of one padded length.</summary>
public sealed class InputBatch
{
    /// <summary>Creates a batch.</summary>
    /// <param name="examples">The examples, at least one, all of one length.</param>
    /// <exception cref="ArgumentException">There is no example, or the lengths differ.</exception>
    public InputBatch(ImmutableArray<EncodedExample> examples)
    {
        if (examples.IsDefaultOrEmpty)
        {
            throw new ArgumentException("Expected at least one example.", nameof(examples));
        }

        Length = examples[0].Tokens.Length;
        foreach (EncodedExample example in examples)
        {
            if (example.Tokens.Length != Length)
            {
                throw new ArgumentException(
                    $"Expected every example padded to {Length} positions, found one of {example.Tokens.Length}.", nameof(examples));
            }
        }

        Examples = examples;
    }

    /// <summary>The examples, in input order.</summary>
    public ImmutableArray<EncodedExample> Examples { get; }

    /// <summary>The number of examples.</summary>
    public int Size => Examples.Length;

    /// <summary>The number of positions of every example, padding included.</summary>
    public int Length { get; }
}
