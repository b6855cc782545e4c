namespace AttentionLens.Samples;

/// <summary>One word of a review, or a few that act as one (<c>far from</c>), or a punctuation mark.</summary>
/// <param name="Text">How it is spelled inside a sentence.</param>
/// <param name="Role">What it does.</param>
internal sealed record ReviewWord(string Text, WordRole Role)
{
    /// <summary>+1 or -1 for a sentiment word, 0 for every other.</summary>
    public int Polarity { get; init; }

    /// <summary>The number of the opinion it belongs to, -1 for none.</summary>
    public int Opinion { get; init; } = -1;

    /// <summary>Whether that opinion decides the label.</summary>
    public bool Decides { get; init; }

    /// <summary>Whether it is part of what decides: a sentiment word or a negator of a deciding opinion.</summary>
    public bool IsEvidence => Decides && Role is (WordRole.Sentiment or WordRole.Negator);
}
