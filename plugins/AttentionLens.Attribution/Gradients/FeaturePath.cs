using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A straight path from a baseline to the input, in the value of one hook point.</summary>
internal sealed class FeaturePath
{
    private FeaturePath(InputBatch batch, ImmutableArray<ExplainedTarget> targets, ImmutableArray<double> values, PathEnd changed, PathEnd explained)
    {
        Batch = batch;
        Targets = targets;
        TargetValues = values;
        Changed = changed;
        Explained = explained;
    }

    /// <summary>The examples, with their targets fixed.</summary>
    public InputBatch Batch { get; }

    /// <summary>What is explained, for each example.</summary>
    public ImmutableArray<ExplainedTarget> Targets { get; }

    /// <summary>The objective at the input.</summary>
    public ImmutableArray<double> TargetValues { get; }

    /// <summary>The hook point that the path runs in.</summary>
    public PathEnd Changed { get; }

    /// <summary>The hook point whose positions get scores: that of <see cref="Changed"/>, or the patches where the path runs in pixels.</summary>
    public PathEnd Explained { get; }

    /// <summary>Whether the path runs in pixels.</summary>
    public bool InPixels => Changed != Explained;

    /// <summary>Runs the examples as they are and at the baseline.</summary>
    /// <param name="context">What is explained.</param>
    /// <param name="at">The hook point that the path runs in; null for the features.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public static async ValueTask<FeaturePath> OpenAsync(AttributionContext context, HookPoint? at, CancellationToken cancellationToken)
    {
        HookPoint features = context.FindFeatures();
        HookPoint changed = at ?? features;
        HookPoint? pixels = context.Model.Hooks.FirstOrDefault(hook => hook.Kind == HookKind.Pixels);
        bool inPixels = pixels is not null && (changed == pixels || (changed == features && context.Baseline == AttributionBaseline.Pad));
        (HookPoint from, HookPoint explained) = inPixels ? (pixels!, features) : (changed, changed);
        DemandPositions(explained);
        RunPlan plan = new() { Capture = [HookSelector.Of(from.Name), HookSelector.Of(explained.Name)], Objective = context.Objective };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        InputBatch batch = context.Batch.Pinned(run.Targets);
        InputBatch? absent = inPixels ? BaselineInputs.Black(batch) : BaselineInputs.Of(context, batch);
        float[] baseline = absent is null && explained == features
            ? new float[run.Captured(explained.Name).Values.Length]
            : await BaselineAsync(context, batch, absent, features, explained, cancellationToken);
        PathEnd end = new(explained, run.Captured(explained.Name), baseline);
        PathEnd start = inPixels ? new PathEnd(from, run.Captured(from.Name), new float[run.Captured(from.Name).Values.Length]) : end;
        return new FeaturePath(batch, run.Targets, run.ObjectiveValues, start, end);
    }

    /// <summary>Runs the examples as they are; the baseline of the path is zero whatever was asked for.</summary>
    /// <param name="context">What is explained.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public static async ValueTask<FeaturePath> FromZeroAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        HookPoint features = context.FindFeatures();
        RunPlan plan = new() { Capture = [HookSelector.Of(features.Name)], Objective = context.Objective };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        LensTensor value = run.Captured(features.Name);
        PathEnd end = new(features, value, new float[value.Values.Length]);
        return new FeaturePath(context.Batch.Pinned(run.Targets), run.Targets, run.ObjectiveValues, end, end);
    }

    /// <summary>The objective at the baseline.</summary>
    public ValueTask<ImmutableArray<double>> BaselineValuesAsync(AttributionContext context, CancellationToken cancellationToken) =>
        PointSweep.ObjectiveAsync(context, Batch, AtBaseline(), cancellationToken);

    /// <summary>Puts the baseline into the place of the whole batch.</summary>
    public Intervention AtBaseline() => RowWrite.Of(Changed.Hook, 0, Changed.Baseline, 0..);

    /// <summary>Puts the baseline into the place of one example that runs as a row of its own.</summary>
    public Intervention AtBaseline(int example) => RowWrite.Of(Changed.Hook, 0, Changed.Baseline, Changed.RangeOf(example));

    private static async ValueTask<float[]> BaselineAsync(
        AttributionContext context, InputBatch batch, InputBatch? absent, HookPoint features, HookPoint explained, CancellationToken cancellationToken)
    {
        if (absent is null)
        {
            return await ValueOfAsync(context, batch, explained, [new ZeroAblation(HookSelector.Of(features.Name))], cancellationToken);
        }

        float[] nothing = await ValueOfAsync(context, absent, features, [], cancellationToken);

        // The tokens themselves stay: positions that are counted from them do not move.
        return explained == features
            ? nothing
            : await ValueOfAsync(context, batch, explained, [RowWrite.Of(features, 0, nothing, 0..)], cancellationToken);
    }

    private static async ValueTask<float[]> ValueOfAsync(
        AttributionContext context, InputBatch batch, HookPoint hook, ImmutableArray<Intervention> changes, CancellationToken cancellationToken)
    {
        RunPlan plan = new() { Capture = [HookSelector.Of(hook.Name)], Interventions = changes };
        using ModelRun run = await context.RunAsync(batch, plan, cancellationToken);
        return run.Captured(hook.Name).Values.ToArray();
    }

    private static void DemandPositions(HookPoint hook)
    {
        if (hook.Spec.Axes.Length < 3 || hook.Spec.Axes[1] is not (Axis.Position or Axis.Patch))
        {
            throw new LensInputException(
                $"Hook point '{hook.Name}' is {hook.Spec}; a path to its value needs [batch, position, …], for instance resid_post, or the pixels of an image.");
        }
    }
}
