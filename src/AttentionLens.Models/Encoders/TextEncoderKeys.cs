using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>How a family's configurations describe an encoder that reads text. The defaults are BERT's.</summary>
public sealed record TextEncoderKeys
{
    /// <summary>What they call the sizes of the blocks.</summary>
    public EncoderKeys Encoder { get; init; } = new();

    /// <summary>Whether the family has token types.</summary>
    /// <value>True by default.</value>
    public bool HasTokenTypes { get; init; } = true;

    /// <summary>The id of padding where a configuration names none.</summary>
    /// <value>0 by default.</value>
    public int PaddingId { get; init; }

    /// <summary>How the family counts positions.</summary>
    /// <value>By place by default.</value>
    public PositionRule PositionRule { get; init; } = PositionRule.Place;

    /// <summary>The family's keys that change no number here, beyond those of <see cref="TextEncoderConfig"/>.</summary>
    public ImmutableArray<string> Harmless { get; init; } = [];
}
