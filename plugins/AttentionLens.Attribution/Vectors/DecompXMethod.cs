using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Carries the vector of each input position through the whole model, attention and slopes held as they are, to the explained logit.</summary>
/// <remarks>Source: Modarressi et al. 2023, section 3.</remarks>
public sealed class DecompXMethod : AttributionMethod
{
    private const string Shared = "shared";
    private static readonly ChoiceOption BiasOption = new(
        "bias", "Whether biases are shared out over the positions, by how much each points along them, or left out.", Shared, [Shared, "none"]);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("decompx", "Each input position's vector, carried through the whole model to the explained logit.", AttributionKind.Relevance)
        {
            IsSigned = true,
            IsComplete = true,
            Aggregation = "component of the explained class",
            StartLayer = "the embeddings",
            Sources = [Papers.Modarressi2023],
        };

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [BiasOption];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        if (context.Objective is not LogitObjective)
        {
            throw new LensInputException("decompx explains a logit; choose --objective logit.");
        }

        VectorStack stack = new(context);
        Demand(stack);
        ImmutableArray<HookSelector> ends = [.. context.Model.Hooks.Where(hook => hook.Kind is HookKind.Pooled or HookKind.Norm).Select(hook => HookSelector.Parse(hook.Name.Value))];
        RunPlan plan = new()
        {
            Objective = context.Objective,
            Capture = [.. stack.Selectors("attn.pattern", "resid_pre", "attn_out", "resid_mid", "mlp.pre", "mlp.post", "mlp_out", "resid_post"), .. ends],
        };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        bool sharesBias = context.Options.Get(BiasOption) == Shared;
        VectorPath path = new(run, stack, sharesBias);
        ImmutableArray<double>.Builder deltas = ImmutableArray.CreateBuilder<double>();
        PositionScores? scores = null;
        for (int example = 0; example < context.Batch.Size; example++)
        {
            int position = ReadPosition.Of(context, example, run.Targets[example]);
            Decomposition stream = path.Blocks(example, fraction => context.Report((example + fraction) / context.Batch.Size), cancellationToken);
            double[] row = path.Logit(stream.At(position), example, position, run.Targets[example].Class!.Value);
            scores ??= new PositionScores(context, row.Length);
            scores.Add(row);
            deltas.Add(row.Sum() - run.ObjectiveValues[example]);
        }

        return new AttributionResult(run.Targets, run.ObjectiveValues, scores!.ToTensor("logit")) { CompletenessDeltas = deltas.DrainToImmutable() };
    }

    private static void Demand(VectorStack stack)
    {
        string? obstacle = stack.Model.Hooks.Any(hook => hook.Stack == "decoder") ? "has a decoder"
            : stack.Model.Weights.Find(stack.Weight(0, "mlp.W_gate")) is not null ? "has gated MLPs"
            : stack.Model.Weights.Find("head.W") is not null ? "predicts masked tokens through a layer of its own"
            : stack.Model.Weights.Find("unembed.W_U") is null ? "has no head"
            : null;
        if (obstacle is not null)
        {
            throw new LensInputException($"decompx does not go through this model, which {obstacle}; choose cp-lrp, which is the same without biases and takes every model.");
        }
    }
}
