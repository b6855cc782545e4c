namespace AttentionLens.Testing.Conformance;

/// <summary>A patched value is that of its source.</summary>
internal sealed class PatchLaw : Law
{
    public override string Id => "patch";

    public override string Demand => "Behind PatchFrom a hook point holds what the source's run held there, and a run that is patched from itself keeps every bit.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        HookPoint[] points = [.. subject.Model.Hooks.Where(point =>
            point.Kind is HookKind.ResidualPost or HookKind.HeadOutput or HookKind.AttentionOutput or HookKind.MlpOutput
            && point.Capabilities.HasFlag(HookCapabilities.Edit) && point.Spec.IndexOf(Axis.Position) == 1)];
        if (points.Length == 0)
        {
            return;
        }

        HookPoint first = subject.Model.Hooks.First(point => point.Kind == HookKind.Embedding && point.Capabilities.HasFlag(HookCapabilities.Edit));
        RunPlan capture = Plans.Capture(points);
        CustomEdit moved = Plans.Edit(first, (index, value) => value + Noise.At(index, subject.Settings.Seed));
        using ModelRun own = await subject.Model.RunAsync(subject.Batch, capture, null, subject.CancellationToken);
        using ModelRun other = await subject.Model.RunAsync(subject.Batch, capture.With(moved), null, subject.CancellationToken);
        ActivationSource[] sources = [Of("own", own), Of("other", other)];
        ActivationSource Of(string name, ModelRun run) => ActivationSource.Of(name, subject.Batch, run, points.Select(point => point.Name));
        foreach (HookPoint point in points)
        {
            await CheckAsync(subject, verdict, point, sources);
        }
    }

    private static async ValueTask CheckAsync(Subject subject, Verdict verdict, HookPoint point, ActivationSource[] sources)
    {
        RunPlan plan = Plans.Capture(point) with { Sources = [.. sources] };
        HookValue plain = (await subject.RunAsync(plan.With(Plans.Nothing(point)))).Output;
        foreach (ActivationSource source in sources)
        {
            verdict.Saw();
            Recording patched = await subject.RunAsync(plan.With(new PatchFrom(HookSelector.Of(point.Name), source.Name)));
            HookValue expected = patched[point] with { Values = source.ValuesOf(point.Name).Values.ToArray() };
            if (expected.FirstDifference(patched[point], 0, index => expected.IsSeen(subject.Batch, index)) is >= 0 and int different)
            {
                verdict.Fail($"Patched from a source, {expected.Where(different)} is {Say.Number(patched[point].Values[different])}; expected the source's {Say.Number(expected.Values[different])}.");
                return;
            }

            if (source == sources[0] && plain.FirstOtherBits(patched.Output) is >= 0 and int changed)
            {
                verdict.Fail($"Patched at '{point.Name}' from its own run, {plain.Where(changed)} changed; expected the same bits.");
                return;
            }
        }
    }
}
