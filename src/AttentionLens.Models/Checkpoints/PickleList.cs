namespace AttentionLens.Models.Checkpoints;

/// <summary>A list of a pickle.</summary>
internal sealed class PickleList
{
    public List<object?> Items { get; } = [];
}
