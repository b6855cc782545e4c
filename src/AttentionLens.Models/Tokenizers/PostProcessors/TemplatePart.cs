namespace AttentionLens.Models.Tokenizers;

/// <summary>One part of a template: a sequence (0 or 1), or special tokens.</summary>
/// <param name="Sequence">The sequence that stands here; null for special tokens.</param>
/// <param name="Ids">The ids of the special tokens; empty for a sequence.</param>
/// <param name="TypeId">The type id of everything here.</param>
internal sealed record TemplatePart(int? Sequence, IReadOnlyList<int> Ids, int TypeId)
{
    /// <summary>Whether special tokens are left out where the text in front ends with the same.</summary>
    public bool IsOnce { get; init; }

    public static TemplatePart Text(int sequence, int typeId) => new(sequence, [], typeId);

    public static TemplatePart Special(int id, int typeId) => new(null, [id], typeId);
}
