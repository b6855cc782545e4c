using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>What came of checking every law on one model.</summary>
/// <param name="Family">The adapter's family.</param>
/// <param name="Architecture">The model's architecture.</param>
/// <param name="Results">One result for each law, in the order of <see cref="AdapterConformance.Laws"/>.</param>
public sealed record ConformanceReport(string Family, string Architecture, ImmutableArray<LawResult> Results)
{
    /// <summary>Whether no law is broken.</summary>
    public bool Holds => Results.All(result => result.Outcome != LawOutcome.Failed);

    /// <summary>The result of a law.</summary>
    /// <param name="id">The law's id.</param>
    /// <exception cref="LensInputException">There is no such law.</exception>
    public LawResult ResultOf(string id) => Results.FirstOrDefault(result => result.Law.Id == id)
        ?? throw new LensInputException($"There is no law '{id}'; nearest: {string.Join(", ", Nearest.To(id, Results.Select(result => result.Law.Id), 3))}.");

    /// <summary>Throws where a law is broken.</summary>
    /// <exception cref="ConformanceException">A law is broken; the message names each and says where.</exception>
    public void Demand()
    {
        if (!Holds)
        {
            throw new ConformanceException(this);
        }
    }

    /// <summary>One line for each law.</summary>
    public override string ToString() => string.Join('\n', Results.Select(result => result.ToString()));
}
