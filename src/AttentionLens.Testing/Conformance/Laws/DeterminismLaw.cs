namespace AttentionLens.Testing.Conformance;

/// <summary>The same input gives the same bits.</summary>
internal sealed class DeterminismLaw : Law
{
    public override string Id => "determinism";

    public override string Demand => "A run gives the same bits twice, backward pass included, and a model that is loaded again gives them too.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        RunPlan plan = await Plans.EverythingBackAsync(subject);
        Recording first = await subject.RunAsync(plan);
        verdict.Saw(2);
        if (SameBits.Difference(first, await subject.RunAsync(plan)) is { } again)
        {
            verdict.Fail($"Run a second time, {again}; expected the same bits: state is left from the run before, or randomness has no seed.");
        }

        await using LensModel loaded = await subject.Adapter.LoadAsync(subject.Folder, new ModelLoadOptions(), null, subject.CancellationToken);
        if (SameBits.Difference(first, await subject.RunAsync(loaded, subject.Batch, plan)) is { } reloaded)
        {
            verdict.Fail($"Loaded a second time, {reloaded}; expected the same bits.");
        }
    }
}
