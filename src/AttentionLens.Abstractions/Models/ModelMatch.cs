namespace AttentionLens;

/// <summary>An adapter's answer to a model folder.</summary>
/// <param name="IsMatch">Whether the adapter can load it.</param>
/// <param name="Reason">Why not, or with which caveats; null where there is nothing to say.</param>
public sealed record ModelMatch(bool IsMatch, string? Reason = null)
{
    /// <summary>The adapter can load the folder.</summary>
    public static ModelMatch Yes { get; } = new(true);

    /// <summary>The adapter can load the folder, with a caveat that the model card repeats.</summary>
    /// <param name="caveat">What the user should know, in one line.</param>
    public static ModelMatch With(string caveat) => new(true, caveat);

    /// <summary>The adapter cannot load the folder.</summary>
    /// <param name="reason">Why, in one line.</param>
    public static ModelMatch No(string reason) => new(false, reason);
}
