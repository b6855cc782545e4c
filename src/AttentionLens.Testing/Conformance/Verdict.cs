namespace AttentionLens.Testing.Conformance;

/// <summary>Gathers what a law finds.</summary>
internal sealed class Verdict
{
    private const int Shown = 3;
    private readonly List<string> _failures = [];
    private int _failed;
    private int _checks;
    private string? _reason;

    /// <summary>A place was looked at.</summary>
    public void Saw(int places = 1) => _checks += places;

    public void Fail(string failure)
    {
        _failed++;
        if (_failures.Count < Shown)
        {
            _failures.Add(failure);
        }
    }

    public void DoesNotApply(string reason) => _reason = reason;

    public LawResult ToResult(ConformanceLaw law)
    {
        if (_failed > 0)
        {
            return new LawResult(law, LawOutcome.Failed) { Checks = _checks, Failures = [.. _failures], FurtherFailures = _failed - _failures.Count };
        }

        return _checks > 0 && _reason is null
            ? new LawResult(law, LawOutcome.Held) { Checks = _checks }
            : new LawResult(law, LawOutcome.NotApplicable) { Checks = _checks, Reason = _reason ?? "the model has nothing that it speaks of" };
    }
}
