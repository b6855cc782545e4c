namespace AttentionLens.Testing.Conformance;

/// <summary>What stands at <c>logits</c> is what the run gives.</summary>
internal sealed class LogitsAreOutputLaw : Law
{
    public override string Id => "logits-are-output";

    public override string Demand => "The value at 'logits' is the run's output, bit for bit.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        if (subject.Map.Find("logits") is not { } logits)
        {
            verdict.DoesNotApply("the model has no logits");
            return;
        }

        Recording run = await subject.EverythingAsync();
        verdict.Saw();
        if (!run[logits].Values.AsSpan().SequenceEqual(run.Output.Values))
        {
            verdict.Fail("The value at 'logits' differs from the run's output; expected the same bits: show the logits at the hook point last, and hand on what it returns.");
        }
    }
}
