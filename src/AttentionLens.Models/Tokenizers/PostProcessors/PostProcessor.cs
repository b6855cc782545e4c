namespace AttentionLens.Models.Tokenizers;

/// <summary>Puts special tokens around the sequences and gives every token its type.</summary>
internal sealed record PostProcessor
{
    /// <summary>Nothing around the texts; the second has type 1.</summary>
    public static PostProcessor None { get; } = new();

    /// <summary>The template of one text.</summary>
    public IReadOnlyList<TemplatePart> Single { get; init; } = [TemplatePart.Text(0, 0)];

    /// <summary>The template of two texts.</summary>
    public IReadOnlyList<TemplatePart> Pair { get; init; } = [TemplatePart.Text(0, 0), TemplatePart.Text(1, 1)];

    /// <summary>Whether the template says more than the plain texts do.</summary>
    public bool HasTemplate { get; init; }

    /// <summary>Whether white space at the ends of a token is left out of its source.</summary>
    public bool TrimsSources { get; init; }

    public IReadOnlyList<TemplatePart> For(bool pair, bool addSpecialTokens) =>
        addSpecialTokens ? (pair ? Pair : Single) : (pair ? None.Pair : None.Single);
}
