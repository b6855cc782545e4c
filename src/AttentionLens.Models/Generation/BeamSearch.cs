namespace AttentionLens.Models;

/// <summary>Looks for the text with the highest score by following several beginnings at once, all in one batch.</summary>
/// <remarks>Scores and ranks as Hugging Face's beam search; it ends when no running beam can beat the worst finished one, for which that
/// library has the setting <c>early_stopping="never"</c>.</remarks>
internal sealed class BeamSearch
{
    private readonly PassPlan _plan;
    private readonly int _beams;
    private readonly TokenRules _rules;
    private readonly FinishedBeams _finished;
    private List<Beam> _running = [Beam.Empty];

    /// <param name="plan">What the passes are asked for.</param>
    /// <param name="options">How many beams there are, and what scores they get.</param>
    /// <param name="rules">Which tokens may, must and end what is written.</param>
    public BeamSearch(PassPlan plan, GenerationOptions options, TokenRules rules)
    {
        _plan = plan;
        _beams = options.Beams;
        _rules = rules;
        _finished = new FinishedBeams(options.Beams, options.LengthPenalty);
    }

    /// <summary>Searches.</summary>
    /// <param name="decoding">The prompt.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public async ValueTask<GeneratedSequence> RunAsync(Decoding decoding, CancellationToken cancellationToken)
    {
        for (int length = 1; ; length++)
        {
            List<BeamCandidate> kept;
            using (TransformerRun run = await decoding.NextAsync(_plan, cancellationToken))
            {
                kept = Keep(Candidates(run, length - 1));
            }

            _running = [.. kept.Select(candidate => _running[candidate.Source].With(candidate))];
            if (length == _rules.MostTokens)
            {
                _running.ForEach(beam => _finished.Add(beam, hasEnded: false));
                return _finished.Best();
            }

            if (_running.Count == 0 || _finished.CannotBeBeaten(_running[0].Sum, length, _rules.MostTokens))
            {
                return _finished.Best();
            }

            decoding.Write([.. kept.Select(candidate => candidate.Source)], [.. kept.Select(candidate => candidate.Token.Id)]);
        }
    }

    // As many as leave a beam for each place, however many of them end their text.
    private IEnumerable<BeamCandidate> Candidates(TransformerRun run, int written)
    {
        BestCandidates best = new(_beams * Math.Max(2, 1 + _rules.EndIds.Length));
        int? forced = _rules.Forced(written);
        for (int source = 0; source < _running.Count; source++)
        {
            NextLogits logits = new(GenerationStep.LastRow(run, source));
            double sum = _running[source].Sum;
            if (forced is { } only)
            {
                best.Add(new BeamCandidate(source, logits.Token(only), sum));
                continue;
            }

            _ = logits.Likeliest(_rules.BannedIds.AsSpan());
            for (int id = 0; id < logits.Count; id++)
            {
                if (!_rules.BannedIds.AsSpan().Contains(id))
                {
                    GeneratedToken token = logits.Token(id);
                    best.Add(new BeamCandidate(source, token, sum + token.LogProbability));
                }
            }
        }

        return best.Ranked();
    }

    // An end is a text of its own, but only where it ranks among the beams: else the beams that outrank it would be given up for it.
    private List<BeamCandidate> Keep(IEnumerable<BeamCandidate> ranked)
    {
        List<BeamCandidate> kept = [];
        int rank = 0;
        foreach (BeamCandidate candidate in ranked)
        {
            if (!_rules.EndIds.AsSpan().Contains(candidate.Token.Id))
            {
                kept.Add(candidate);
            }
            else if (rank < _beams)
            {
                _finished.Add(_running[candidate.Source].With(candidate), hasEnded: true);
            }

            rank++;
            if (kept.Count == _beams)
            {
                break;
            }
        }

        return kept;
    }
}
