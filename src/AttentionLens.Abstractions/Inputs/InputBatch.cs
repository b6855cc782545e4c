using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Examples that go through the model together, all of one padded length.</summary>
public sealed class InputBatch
{
    /// <summary>Creates a batch.</summary>
    /// <param name="examples">The examples, at least one, all of one length, and all of one for the decoder where there is one.</param>
    /// <exception cref="ArgumentException">There is no example, or the lengths differ.</exception>
    public InputBatch(ImmutableArray<EncodedExample> examples)
    {
        if (examples.IsDefaultOrEmpty)
        {
            throw new ArgumentException("Expected at least one example.", nameof(examples));
        }

        Length = examples[0].Tokens.Length;
        DecoderLength = examples[0].Decoder?.Tokens.Length;
        foreach (EncodedExample example in examples)
        {
            if (example.Tokens.Length != Length || example.Decoder?.Tokens.Length != DecoderLength)
            {
                throw new ArgumentException(
                    $"Expected every example padded to {Length} positions and {DecoderLength ?? 0} for a decoder, found one of {example.Tokens.Length} and {example.Decoder?.Tokens.Length ?? 0}.",
                    nameof(examples));
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

    /// <summary>The number of positions of what every example gives to a decoder, padding included; null for a model with one stack.</summary>
    public int? DecoderLength { get; }

    /// <summary>The batch with its targets fixed, so that what is explained does not change when the input does.</summary>
    /// <param name="targets">What a run of this batch explained, for each example.</param>
    public InputBatch Pinned(ImmutableArray<ExplainedTarget> targets) => new([.. Examples.Select((example, index) => example.WithInput(example.Input with
    {
        Target = targets[index].Class ?? example.Input.Target,
        Position = targets[index].Position ?? example.Input.Position,
    }))]);
}
