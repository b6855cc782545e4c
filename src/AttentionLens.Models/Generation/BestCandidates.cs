namespace AttentionLens.Models;

/// <summary>Keeps the best of many candidates. Of equal ones the earlier beam comes first, and within a beam the smaller id.</summary>
internal sealed class BestCandidates(int most)
{
    private static readonly Comparer<BeamCandidate> WorstFirst = Comparer<BeamCandidate>.Create((a, b) =>
        a.Sum != b.Sum ? a.Sum.CompareTo(b.Sum)
        : a.Source != b.Source ? b.Source.CompareTo(a.Source)
        : b.Token.Id.CompareTo(a.Token.Id));

    private readonly PriorityQueue<BeamCandidate, BeamCandidate> _kept = new(WorstFirst);

    public void Add(BeamCandidate candidate)
    {
        if (_kept.Count < most)
        {
            _kept.Enqueue(candidate, candidate);
        }
        else if (WorstFirst.Compare(candidate, _kept.Peek()) > 0)
        {
            _kept.EnqueueDequeue(candidate, candidate);
        }
    }

    /// <summary>What was kept, the best first.</summary>
    public IEnumerable<BeamCandidate> Ranked()
    {
        BeamCandidate[] ranked = new BeamCandidate[_kept.Count];
        for (int place = ranked.Length - 1; place >= 0; place--)
        {
            ranked[place] = _kept.Dequeue();
        }

        return ranked;
    }
}
