using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Splits the explained logit into what each component wrote into the residual stream at the explained position, and the heads' part by the position that they read it from.</summary>
/// <remarks>Source: Elhage et al. 2021, section "Transformer overview"; Wang et al. 2023, section 3. The normalisation divides every part by the deviation of the whole.</remarks>
public sealed class DirectLogitAttributionMethod : AttributionMethod
{
    private const string Name = "direct-logit-attribution";
    private const string Vectors = "vectors";
    private static readonly ChoiceOption DetailOption = new(
        "detail", "What is kept of each component: what it adds to the logit, or the vector that it wrote as well.", "logits", ["logits", Vectors]);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new(Name, "What every component adds to the explained logit directly, and which positions the heads took it from.", AttributionKind.Lens)
        {
            IsSigned = true,
            Aggregation = "component along the explained logit",
            StartLayer = "the residual stream, every component",
            Sources = [Papers.Elhage2021, Papers.Wang2023],
        };

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [DetailOption];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        Readout.Demand(context.Model, Name);
        ExplainedLogit.Demand(context.Objective, Name);
        VectorStack stack = new(context);
        HookName? positions = context.Model.Hooks.FirstOrDefault(hook => hook.Kind == HookKind.PositionEmbedding)?.Name;
        RunPlan plan = new()
        {
            Objective = context.Objective,
            Capture =
            [
                .. stack.Selectors("attn.pattern", "attn.v", "attn.z", "mlp_out"),
                HookSelector.Parse(stack.Hook(0, "resid_pre").Value),
                HookSelector.Parse(stack.Hook(stack.Layers - 1, "resid_post").Value),
                .. positions is { } hook ? [HookSelector.Parse(hook.Value)] : Array.Empty<HookSelector>(),
            ],
        };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        Readout readout = Readout.Read(context.Model);
        PositionScores scores = new(context, context.Batch.Length);
        DirectRecord record = new(context.Options.Get(DetailOption) == Vectors);
        for (int example = 0; example < context.Batch.Size; example++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ExplainedLogit explained = ExplainedLogit.Of(run.Targets[example]);
            int position = ReadPosition.Of(context, example, run.Targets[example]);
            double[] direction = readout.Direction(LensRow.Of(run.Captured(stack.Hook(stack.Layers - 1, "resid_post")), example, position), explained);
            DirectPath path = new(run, stack, positions, (example, position), direction);
            scores.Add(path.Follow(record, readout.HasBias ? readout.Bias(explained) : null));
            context.Report((example + 1.0) / context.Batch.Size);
        }

        AttributionResult result = new(run.Targets, run.ObjectiveValues, scores.ToTensor("logit"));
        return result with { Extras = result.Extras.AddRange(record.ToTensors(context.Batch.Size, stack.Layers)) };
    }
}
