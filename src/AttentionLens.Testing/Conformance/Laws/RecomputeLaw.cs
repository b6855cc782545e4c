using AttentionLens.Numerics;

namespace AttentionLens.Testing.Conformance;

/// <summary>To compute again is to keep.</summary>
internal sealed class RecomputeLaw : Law
{
    // What else runs in the process counts too, so that only what stays every time is blamed on the model.
    private const int Attempts = 3;

    public override string Id => "recompute";

    public override string Demand => "Backward passes that compute again what they read give the bits of those that keep it, with an edit too, and leave nothing behind.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        RunPlan plan = await Plans.EverythingBackAsync(subject);
        if (plan.Backward is null)
        {
            verdict.DoesNotApply("the model has no logits, so that it has no objective");
            return;
        }

        HookPoint? middle = subject.Model.Hooks.Skip(subject.Model.Hooks.Count / 2).FirstOrDefault(point => point.Capabilities.HasFlag(HookCapabilities.Edit));
        CustomEdit[] edits = middle is null ? [] : [Plans.Edit(middle, (index, value) => value * (1 + (0.1f * Noise.At(index, subject.Settings.Seed))))];
        foreach ((RunPlan asked, string how) in new[] { (plan, "Recomputed"), (plan.With(edits), "Recomputed with an edit") })
        {
            verdict.Saw();
            Recording stored = await subject.RunAsync(asked);
            Recording? recomputed = null;
            long left = long.MaxValue;
            for (int attempt = 0; attempt < Attempts && left > 0; attempt++)
            {
                long before = TensorPool.BytesInUse;
                recomputed = await subject.RunAsync(asked with { Recompute = true });
                left = Math.Min(left, TensorPool.BytesInUse - before);
            }

            if (SameBits.Difference(stored, recomputed!) is { } difference)
            {
                verdict.Fail($"{how}, {difference}; expected the bits of backward passes that keep what they read: a stage gives other numbers when it runs again, or reads what is not in the state.");
            }
            else if (left > 0)
            {
                verdict.Fail($"A run that recomputes keeps {left} bytes of the pool; expected none.");
            }
        }
    }
}
