using System.Globalization;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Collects what does not fit between a checkpoint and a model, to tell all of it at once.</summary>
internal sealed class WeightProblems
{
    // A stranger's checkpoint may hold millions of names; the search for similar ones looks at this many.
    private const int MaximumCandidates = 1000;

    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _misshapen = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _notFinite = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _untied = new(StringComparer.Ordinal);

    public void Missing(string name) => _missing.Add(name);

    public void Misshapen(CheckpointTensor tensor, string expected) => _misshapen[tensor.Name] =
        $"{Quoted.Of(tensor.Name)} is {TensorShape.Format(tensor.Shape.AsSpan())}, expected {expected}";

    public void NotFinite(CheckpointTensor tensor, long count) => _notFinite[tensor.Name] =
        $"{Quoted.Of(tensor.Name)} ({count.ToString(CultureInfo.InvariantCulture)} values)";

    public void Untied(CheckpointTensor first, CheckpointTensor second) =>
        _untied.Add($"{Quoted.Of(first.Name)} and {Quoted.Of(second.Name)}");

    /// <summary>The error that tells everything, or null where everything fits. Before the reading is complete, a tensor that was not
    /// used is not yet unknown.</summary>
    public CheckpointException? ToException(
        string files, IReadOnlyCollection<(string Name, CheckpointTensor Tensor)> unused, bool isComplete)
    {
        string[] parts =
        [
            .. Part("missing", [.. _missing.Take(Quoted.Shown).Select(name => WithNearest(name, unused))], _missing.Count),
            .. Part("unknown", [.. unused.Take(Quoted.Shown).Select(entry => Quoted.Of(entry.Tensor.Name))], isComplete ? unused.Count : 0),
            .. Part("wrong shape", _misshapen.Values, _misshapen.Count),
            .. Part("NaN or infinite", _notFinite.Values, _notFinite.Count),
            .. Part("different though tied", _untied, _untied.Count),
        ];
        return parts.Length == 0 ? null : new CheckpointException(
            $"the weights in {files} do not fit the model: {string.Join("; ", parts)}; "
            + "expected exactly the tensors of the model that config.json describes, all finite; check that both belong together");
    }

    private static string[] Part(string title, IReadOnlyCollection<string> items, int total) =>
        total == 0 ? [] : [$"{title}: {Quoted.Shorten(items, total)}"];

    private static string WithNearest(string name, IReadOnlyCollection<(string Name, CheckpointTensor Tensor)> unused)
    {
        Dictionary<string, string> stored = new(StringComparer.Ordinal);
        foreach ((string bare, CheckpointTensor tensor) in unused.Take(MaximumCandidates))
        {
            _ = stored.TryAdd(bare, tensor.Name);
        }

        string? nearest = Nearest.To(name, stored.Keys, 1).FirstOrDefault();
        return nearest is null ? Quoted.Of(name) : $"{Quoted.Of(name)} (nearest is {Quoted.Of(stored[nearest])})";
    }
}
