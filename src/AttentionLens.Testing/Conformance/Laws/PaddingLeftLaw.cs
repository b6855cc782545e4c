namespace AttentionLens.Testing.Conformance;

/// <summary>Padding before an example changes nothing.</summary>
internal sealed class PaddingLeftLaw : PaddingLaw
{
    public override string Id => "padding-left";

    public override string Demand => "Padding on the left that the mask hides changes nothing at the positions of the example, unless the family counts positions from the start of the padded sequence.";

    public override ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        if (subject.Settings.PositionsCountPadding)
        {
            verdict.DoesNotApply("the family counts padding as positions");
            return ValueTask.CompletedTask;
        }

        return CheckAsync(
            subject, verdict, isLeft: true, "positions are counted from the start of the padded sequence; count them from the first position that is attended to, or set PositionsCountPadding where the reference counts so too");
    }
}
