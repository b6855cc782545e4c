using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>A run that ends early is the beginning of the whole run.</summary>
internal sealed class LastStageLaw : Law
{
    public override string Id => "last-stage";

    public override string Demand => "A run that ends with a stage has no output, gives the bits of the whole run up to there, and its state leads on to the output of the whole run.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        ImmutableArray<StageInfo> stages = subject.Model.Stages;
        foreach (StageInfo stage in stages[..^1])
        {
            verdict.Saw();
            await CheckAsync(subject, verdict, stage);
        }
    }

    private static async ValueTask CheckAsync(Subject subject, Verdict verdict, StageInfo stage)
    {
        HookPoint[] earlier = [.. subject.Model.Hooks.Where(point => subject.Model.Stages.Any(other =>
            other.Index <= stage.Index && point.Name.Value.StartsWith($"{other.Name}.", StringComparison.Ordinal)))];
        RunPlan plan = Plans.Capture(earlier);
        Recording whole = await subject.RunAsync(plan);
        using ModelRun run = await subject.Model.RunAsync(
            subject.Batch, plan with { LastStage = stage.Index, KeepStates = [stage.Index] }, null, subject.CancellationToken);
        if (HasOutput(run))
        {
            verdict.Fail($"A run that was to end with stage {stage.Index} '{stage.Name}' has an output; expected it to end there and to refuse the question.");
            return;
        }

        foreach (HookPoint point in earlier)
        {
            LensTensor found = run.Captured(point.Name);
            HookValue value = whole[point];
            if (value.FirstOtherBits(value with { Values = found.Values.ToArray() }) is >= 0 and int index)
            {
                verdict.Fail($"In a run that ends with stage {stage.Index} '{stage.Name}', {value.Where(index)} is {Say.Number(found.Values[index])}; expected the {Say.Number(value.Values[index])} of the whole run.");
                return;
            }
        }

        using ModelState state = run.StateAfter(stage.Index);
        using ModelRun rest = await subject.Model.RunAsync(subject.Batch, RunPlan.OutputOnly, state, subject.CancellationToken);
        HookValue output = whole.Output;
        if (output.FirstOtherBits(output with { Values = rest.Output.Values.ToArray() }) is >= 0 and int different)
        {
            verdict.Fail($"Resumed from the state of a run that ended with stage {stage.Index} '{stage.Name}', {output.Where(different)} is {Say.Number(rest.Output.Values[different])}; expected the {Say.Number(output.Values[different])} of the whole run.");
        }
    }

    private static bool HasOutput(ModelRun run)
    {
        try
        {
            return run.Output is not null;
        }
        catch (LensInputException)
        {
            return false;
        }
    }
}
