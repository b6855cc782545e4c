using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Integrated gradients of a factor on every head: all heads of the model go from off to on together, and each gets its share of what the
/// objective gains.</summary>
/// <remarks>The factor stands on <c>attn.z</c>, as a head mask does. <c>head_scores</c> has the shares, [batch, layer, head]; an encoder-decoder has
/// <c>encoder_head_scores</c>, <c>decoder_head_scores</c> and <c>cross_head_scores</c>. The scores of a position are what the heads write there; the
/// decoder's positions stand in <c>decoder_scores</c>. Source: Sundararajan, Taly and Yan 2017, equation 1, on the mask variables of Michel, Levy and Neubig 2019.</remarks>
public sealed class HeadIntegratedGradientsMethod : AttributionMethod
{
    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("head-integrated-gradients", "The share of each attention head in what the objective gains when all heads are turned on together.", AttributionKind.Gradient)
        {
            IsSigned = true,
            IsComplete = true,
            Aggregation = "sum over layers and heads",
            StartLayer = "the outputs of all heads, from off to on",
            Sources = [Papers.Sundararajan2017, Papers.Michel2019],
        };

    /// <inheritdoc/>
    /// <value><c>steps</c> 50.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [GradientOptions.Steps];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        // Every node lies inside the path, so that a head's value can be read with its factor on it.
        Quadrature rule = Quadrature.Legendre(context.Options.GetWhole(GradientOptions.Steps));
        HookSelector heads = HookSelector.Of(HookKind.HeadOutput);
        ImmutableArray<HookPoint> hooks = context.Model.Hooks.Resolve(heads, HookCapabilities.Edit | HookCapabilities.Gradient);
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        RunPlan asIs = new()
        {
            Objective = context.Objective,
            Subscriptions = [new HookSubscription(heads, (in HookContext read) => counts[read.Hook.Stack] = (int)read.Value.Lengths[2])],
        };
        using ModelRun run = await context.RunAsync(context.Batch, asIs, cancellationToken);
        InputBatch batch = context.Batch.Pinned(run.Targets);
        HeadShares shares = new(hooks, batch, rule);
        PointSweep sweep = new(context, batch) { Gradients = [.. hooks.Select(hook => hook.Name)], Values = [.. hooks.Select(hook => hook.Name)] };
        ImmutableArray<Intervention> ScaledTo(double factor) =>
            [.. counts.Select(stack => new HeadScale(HookSelector.Of(HookKind.HeadOutput, stack: stack.Key), [.. Enumerable.Repeat((float)factor, stack.Value)]))];
        PointChange change = (plan, first, points) => plan with
        {
            RowInterventions = [.. Enumerable.Range(0, points * batch.Size).Select(row => ScaledTo(rule.Nodes[first + (row / batch.Size)]))],
        };
        await sweep.RunAsync(rule.Nodes.Length, change, shares.Add, cancellationToken);
        ImmutableArray<double> off = await PointSweep.ObjectiveAsync(context, batch, new ZeroAblation(heads), cancellationToken);
        return new AttributionResult(run.Targets, run.ObjectiveValues, shares.PositionsOf(isDecoder: false))
        {
            CompletenessDeltas = [.. run.ObjectiveValues.Select((value, example) => shares.SumOf(example) - (value - off[example]))],
            Extras = shares.ToExtras(),
        };
    }
}
