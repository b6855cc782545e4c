namespace AttentionLens.Models;

/// <summary>The best of the texts that a search has finished. Of texts with equal scores the one that was finished first counts.</summary>
internal sealed class FinishedBeams(int most, double lengthPenalty)
{
    private readonly List<(Beam Beam, bool HasEnded, double Score)> _kept = [];

    /// <summary>Takes a text.</summary>
    /// <param name="beam">The text.</param>
    /// <param name="hasEnded">Whether the model ended it.</param>
    public void Add(Beam beam, bool hasEnded)
    {
        double score = Score(beam.Sum, beam.Length);
        int place = _kept.FindIndex(other => other.Score < score);
        _kept.Insert(place < 0 ? _kept.Count : place, (beam, hasEnded, score));
        if (_kept.Count > most)
        {
            _kept.RemoveAt(most);
        }
    }

    /// <summary>Whether nothing that a running beam can become would be kept: no continuation is likelier than its beginning, so that the best it
    /// can reach is its sum over the length that favours it most.</summary>
    /// <param name="sum">The largest summed log-probability of the running beams.</param>
    /// <param name="length">The number of tokens that they have.</param>
    /// <param name="mostTokens">The most tokens that they can reach.</param>
    public bool CannotBeBeaten(double sum, int length, int mostTokens) =>
        _kept.Count == most && _kept[^1].Score >= Score(sum, lengthPenalty > 0 ? mostTokens : length + 1);

    /// <summary>The best text; there is one once a search has ended.</summary>
    public GeneratedSequence Best() => _kept[0].Beam.ToSequence(_kept[0].HasEnded, _kept[0].Score);

    private double Score(double sum, int length) => sum / Math.Pow(length, lengthPenalty);
}
