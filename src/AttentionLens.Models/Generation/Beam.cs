namespace AttentionLens.Models;

/// <summary>The beginning of a text: a token behind a shorter beginning.</summary>
internal sealed class Beam
{
    private readonly Beam? _before;
    private readonly GeneratedToken _token;

    private Beam(Beam? before, GeneratedToken token, double sum)
    {
        _before = before;
        _token = token;
        Sum = sum;
        Length = before is null ? 0 : before.Length + 1;
    }

    /// <summary>Nothing yet.</summary>
    public static Beam Empty { get; } = new(null, default, 0);

    /// <summary>The summed log-probability, in which forced tokens count 0.</summary>
    public double Sum { get; }

    /// <summary>The number of tokens.</summary>
    public int Length { get; }

    public Beam With(BeamCandidate candidate) => new(this, candidate.Token, candidate.Sum);

    public GeneratedSequence ToSequence(bool hasEnded, double score)
    {
        GeneratedToken[] tokens = new GeneratedToken[Length];
        Beam beam = this;
        for (int place = tokens.Length - 1; place >= 0; place--)
        {
            tokens[place] = beam._token;
            beam = beam._before!;
        }

        return new GeneratedSequence([.. tokens], hasEnded) { Score = score };
    }
}
