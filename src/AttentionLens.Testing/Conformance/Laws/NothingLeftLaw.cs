using AttentionLens.Numerics;

namespace AttentionLens.Testing.Conformance;

/// <summary>A run leaves nothing behind, however it ends.</summary>
internal sealed class NothingLeftLaw : Law
{
    private const int Points = 5;

    // What else runs in the process counts too, so that only what stays every time is blamed on the model.
    private const int Attempts = 3;

    public override string Id => "nothing-left";

    public override string Demand => "A run that ends, is cancelled in either pass, or is broken off by a reader's exception gives everything back, and the next run gives the same bits.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        RunPlan plan = await Plans.EverythingBackAsync(subject);
        Recording expected = await subject.RunAsync(plan);
        await CheckAsync(subject, verdict, expected, plan, "that ended", async () => { await subject.RunAsync(plan); });
        SeededRandom random = new(subject.Settings.Seed);
        for (int index = 0; index < Points; index++)
        {
            HookPoint point = subject.Model.Hooks[random.Next(Math.Max(1, subject.Model.Hooks.Count - 1))];
            await CheckAsync(
                subject, verdict, expected, plan, $"cancelled at '{point.Name}'", () => CancelAtAsync(subject, verdict, plan, point));
        }

        HookPoint middle = subject.Model.Hooks[subject.Model.Hooks.Count / 2];
        await CheckAsync(
            subject, verdict, expected, plan, $"broken off by a reader at '{middle.Name}'", () => ThrowAtAsync(subject, verdict, plan, middle));
        if (plan.Backward is { } backward)
        {
            await CheckBackwardAsync(subject, verdict, expected, plan, backward, random);
        }
    }

    private static async ValueTask CheckBackwardAsync(
        Subject subject, Verdict verdict, Recording expected, RunPlan plan, BackwardPlan backward, SeededRandom random)
    {
        CountingRules counting = new(_ => { });
        await subject.RunAsync(plan with { Backward = backward with { Rules = counting } });
        for (int index = 0; index < Points && counting.Count > 1; index++)
        {
            int call = 1 + random.Next(counting.Count - 1);
            await CheckAsync(
                subject, verdict, expected, plan, $"cancelled at operation {call} of {counting.Count} of both passes",
                () => CancelAfterAsync(subject, verdict, plan, backward, call));
        }
    }

    private static async ValueTask CheckAsync(
        Subject subject, Verdict verdict, Recording expected, RunPlan plan, string when, Func<Task> run)
    {
        verdict.Saw();
        long left = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && left > 0; attempt++)
        {
            long before = TensorPool.BytesInUse;
            await run();
            left = Math.Min(left, TensorPool.BytesInUse - before);
        }

        if (left > 0)
        {
            verdict.Fail($"A run {when} keeps {left} bytes of the pool; expected none: dispose what was rented in a finally block, or leave it to the tape.");
        }
        else if (SameBits.Difference(expected, await subject.RunAsync(plan)) is { } difference)
        {
            verdict.Fail($"In the run behind one {when}, {difference}; expected the same bits as before it.");
        }
    }

    private static async Task CancelAtAsync(Subject subject, Verdict verdict, RunPlan plan, HookPoint point)
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(subject.CancellationToken);
        HookSubscription cancel = new(HookSelector.Of(point.Name), (in HookContext _) => source.Cancel());
        await ExpectCancelAsync(subject, verdict, plan with { Subscriptions = [cancel] }, $"at '{point.Name}'", source.Token);
    }

    private static async Task CancelAfterAsync(Subject subject, Verdict verdict, RunPlan plan, BackwardPlan backward, int call)
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(subject.CancellationToken);
        CountingRules rules = new(count =>
        {
            if (count == call)
            {
                source.Cancel();
            }
        });
        await ExpectCancelAsync(subject, verdict, plan with { Backward = backward with { Rules = rules } }, $"at operation {call}", source.Token);
    }

    private static async Task ExpectCancelAsync(Subject subject, Verdict verdict, RunPlan plan, string where, CancellationToken cancelled)
    {
        try
        {
            using ModelRun run = await subject.Model.RunAsync(subject.Batch, plan, null, cancelled);
            verdict.Fail($"A run that was cancelled {where} ended as if nothing had happened; expected an OperationCanceledException: look at the token before every operation.");
        }
        catch (OperationCanceledException) when (!subject.CancellationToken.IsCancellationRequested)
        {
            // As it should be.
        }
    }

    private static async Task ThrowAtAsync(Subject subject, Verdict verdict, RunPlan plan, HookPoint point)
    {
        HookSubscription thrower = new(HookSelector.Of(point.Name), (in HookContext _) => throw new InvalidOperationException(nameof(NothingLeftLaw)));
        try
        {
            using ModelRun run = await subject.Model.RunAsync(subject.Batch, plan with { Subscriptions = [thrower] }, null, subject.CancellationToken);
            verdict.Fail($"A reader's exception at '{point.Name}' was swallowed; expected it to end the run.");
        }
        catch (InvalidOperationException)
        {
            // As it should be.
        }
    }
}
