namespace AttentionLens.Models.Checkpoints;

/// <summary>A dictionary of a pickle, as the pairs that were set, in their order. Keys are not compared here: they are a
/// stranger's.</summary>
internal sealed class PickleDictionary
{
    public List<(object? Key, object? Value)> Items { get; } = [];
}
