namespace AttentionLens.Testing.Conformance;

/// <summary>Padding before an example changes nothing.</summary>
internal sealed class PaddingLeftLaw : PaddingLaw
{
    public override string Id => "padding-left";

    public override string Demand => "Padding on the left that the mask hides changes nothing at the positions of the example, unless the family pads on the right alone.";

    public override ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        if (subject.Settings.PadsOnTheRightAlone)
        {
            verdict.DoesNotApply("the family pads on the right alone");
            return ValueTask.CompletedTask;
        }

        return CheckAsync(
            subject, verdict, isLeft: true, "positions are counted from the start of the padded sequence, or a head reads its first place; count from the first position that is attended to, or set PadsOnTheRightAlone where the reference does so too");
    }
}
