using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Whether the model put the form that agrees above the one that does not.</summary>
/// <param name="Sentences">The sentences.</param>
/// <param name="Hits">One for each.</param>
internal sealed record AgreementResult(ImmutableArray<AgreementSentence> Sentences, ImmutableArray<bool> Hits)
{
    /// <summary>The share of hits, in [0, 1].</summary>
    public double Accuracy => Hits.Average(hit => hit ? 1.0 : 0.0);

    /// <summary>The standard error of the accuracy.</summary>
    public double StandardError => Math.Sqrt(Accuracy * (1 - Accuracy) / Hits.Length);

    /// <summary>The result on some of the sentences.</summary>
    /// <param name="which">Which.</param>
    public AgreementResult Where(Func<AgreementSentence, bool> which)
    {
        int[] kept = [.. Enumerable.Range(0, Hits.Length).Where(index => which(Sentences[index]))];
        return new AgreementResult([.. kept.Select(index => Sentences[index])], [.. kept.Select(index => Hits[index])]);
    }
}
