namespace AttentionLens.Models.Checkpoints;

/// <summary>An ending of tensor names that older checkpoints use, and what it is called now, such as <c>.gamma</c> for
/// <c>.weight</c>.</summary>
/// <param name="Ending">The ending in the file.</param>
/// <param name="Replacement">The ending the adapter asks for.</param>
public readonly record struct WeightRename(string Ending, string Replacement)
{
    internal bool TryApply(string name, out string renamed)
    {
        bool applies = name.EndsWith(Ending, StringComparison.Ordinal);
        renamed = applies ? string.Concat(name.AsSpan(0, name.Length - Ending.Length), Replacement) : name;
        return applies;
    }
}
