namespace AttentionLens.Engine;

/// <summary>What an analyzer threw, counted by rule and type.</summary>
internal sealed class FailureLog
{
    private readonly SortedDictionary<string, Failure> _failures = new(StringComparer.Ordinal);

    public long Count { get; private set; }

    public IEnumerable<Failure> Failures => _failures.Values;

    public void Add(Failure failure)
    {
        string key = $"{failure.Rule.Id} {failure.Type}";
        Count += failure.Count;
        _failures[key] = _failures.TryGetValue(key, out Failure? known) ? known with { Count = known.Count + failure.Count } : failure;
    }

    public void Merge(FailureLog later)
    {
        foreach (Failure failure in later.Failures)
        {
            Add(failure);
        }
    }
}
