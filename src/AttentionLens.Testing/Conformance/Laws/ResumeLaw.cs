using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>Resuming is going on.</summary>
internal sealed class ResumeLaw : Law
{
    public override string Id => "resume";

    public override string Demand => "Stages are numbered from 0, and a run that resumes after any stage, or before any hook point where the model says it can, gives the bits of the whole run.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        ImmutableArray<StageInfo> stages = subject.Model.Stages;
        if (!stages.Select(stage => stage.Index).SequenceEqual(Enumerable.Range(0, stages.Length)) || stages.DistinctBy(stage => stage.Name).Count() != stages.Length)
        {
            verdict.Fail($"The stages are {string.Join(", ", stages.Select(stage => $"{stage.Index} '{stage.Name}'"))}; expected indices from 0 without gaps, and a name for each.");
            return;
        }

        RunPlan keep = new() { KeepStates = [.. stages.Select(stage => stage.Index)] };
        using ModelRun whole = await subject.Model.RunAsync(subject.Batch, keep, null, subject.CancellationToken);
        foreach (StageInfo stage in stages[..^1])
        {
            verdict.Saw();
            await CheckAsync(subject, verdict, whole, stage);
        }

        HookName[] points = [.. subject.Model.Hooks.Select(hook => subject.Model.ResumePointOf(hook.Name)).OfType<HookName>().Distinct()];
        using ModelRun within = await subject.Model.RunAsync(subject.Batch, new RunPlan { KeepBefore = [.. points] }, null, subject.CancellationToken);
        foreach (HookName point in points)
        {
            verdict.Saw();
            await CheckAsync(subject, verdict, within, point);
        }
    }

    private static async ValueTask CheckAsync(Subject subject, Verdict verdict, ModelRun whole, HookName point)
    {
        RunPlan plan = Plans.Capture(subject.Model.Hooks.Skip(subject.Model.Hooks.IndexOf(point)));
        Recording expected = await subject.RunAsync(plan);
        using ModelState state = whole.StateBefore(point);
        if (state.ResumesAt != point)
        {
            verdict.Fail($"The state before '{point}' says that a run resumes at '{state.ResumesAt}'; expected '{point}'.");
            return;
        }

        using ModelRun run = await subject.Model.RunAsync(subject.Batch, plan, state, subject.CancellationToken);
        if (SameBits.Difference(expected, Recording.Of(subject.Model, run, plan)) is { } difference)
        {
            verdict.Fail($"Resumed before '{point}', {difference}; expected the bits of the whole run: something that comes later needs more than the state holds.");
        }
    }

    private static async ValueTask CheckAsync(Subject subject, Verdict verdict, ModelRun whole, StageInfo stage)
    {
        RunPlan plan = Plans.Capture(Later(subject, stage));
        Recording expected = await subject.RunAsync(plan);
        using ModelState state = whole.StateAfter(stage.Index);
        if (state.Stage != stage.Index)
        {
            verdict.Fail($"The state after stage {stage.Index} '{stage.Name}' says that it was kept after stage {state.Stage}; expected {stage.Index}.");
            return;
        }

        using ModelRun run = await subject.Model.RunAsync(subject.Batch, plan, state, subject.CancellationToken);
        if (SameBits.Difference(expected, Recording.Of(subject.Model, run, plan)) is { } difference)
        {
            verdict.Fail($"Resumed after stage {stage.Index} '{stage.Name}', {difference}; expected the bits of the whole run: something that later stages need is not in the state.");
        }
    }

    // A later block's hook points begin with the name of its stage; those of heads and embeddings do not, but for the logits.
    private static IEnumerable<HookPoint> Later(Subject subject, StageInfo stage)
    {
        string[] later = [.. subject.Model.Stages.Where(other => other.Index > stage.Index).Select(other => $"{other.Name}.")];
        return subject.Model.Hooks.Where(point =>
            point.Kind == HookKind.Logits || later.Any(name => point.Name.Value.StartsWith(name, StringComparison.Ordinal)));
    }
}
