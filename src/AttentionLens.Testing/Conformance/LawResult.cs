using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>What came of checking one law.</summary>
/// <param name="Law">The law.</param>
/// <param name="Outcome">Whether it holds.</param>
public sealed record LawResult(ConformanceLaw Law, LawOutcome Outcome)
{
    /// <summary>How many places were looked at.</summary>
    public int Checks { get; init; }

    /// <summary>Where it is broken, one line each: what was found, where, what was expected, the probable cause. The first few; empty unless
    /// the law failed.</summary>
    public ImmutableArray<string> Failures { get; init; } = [];

    /// <summary>How many further places break it.</summary>
    public int FurtherFailures { get; init; }

    /// <summary>Why it does not apply, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>One line, or one for each failure.</summary>
    public override string ToString() => Outcome switch
    {
        LawOutcome.Held => $"{Law.Id}: held at {Checks} places",
        LawOutcome.NotApplicable => $"{Law.Id}: does not apply, {Reason}",
        _ => string.Join('\n', Failures.Select(failure => $"{Law.Id}: {failure}"))
            + (FurtherFailures == 0 ? string.Empty : $"\n{Law.Id}: … and at {FurtherFailures} further places"),
    };
}
