using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The relevance of attention weighted by its gradient, multiplied up over the layers.</summary>
/// <remarks>Source: Chefer, Gur and Wolf 2021 (CVPR), section 3, as its published code computes it: rows are normalised for text and not for images, and the
/// explained position's own entry is set to the smallest of its row for text and left out for images.</remarks>
public sealed class CheferLrpMethod : AttributionMethod
{
    private const string Unit = "relevance";
    private static readonly NumberOption StartOption = new("start-layer", "The layer from which attention is multiplied up, from 0.", 0, 0, 1023);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("chefer-lrp", "The relevance of attention weighted by its gradient, multiplied up over the layers.", AttributionKind.Relevance)
        {
            Aggregation = "mean over heads of the positive part",
            Sources = [Papers.CheferCvpr2021],
        };

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [StartOption];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        AttentionStack stack = AttentionStack.Input(context);
        if (!AttentionStack.Cross(context).Patterns.IsEmpty)
        {
            throw new LensInputException("chefer-lrp is defined for models with one stack; choose chefer-generic for an encoder-decoder.");
        }

        int start = (int)context.Options.Get(StartOption);
        if (start >= stack.Patterns.Length)
        {
            throw new LensInputException($"Option 'start-layer' is {start}; the model has layers 0 to {stack.Patterns.Length - 1}.");
        }

        ImmutableArray<HookSelector> selectors = [.. stack.Selectors.Skip(start)];
        RunPlan plan = new()
        {
            Backward = new BackwardPlan { Objective = context.Objective, Capture = selectors },
            FurtherBackward = [new BackwardPlan { Objective = context.Objective, Rules = new CheferLrpRules(), Capture = selectors }],
        };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        bool isImage = context.Batch.Examples[0].Patches is not null;
        PositionScores scores = new(context, run.Gradient(stack.Patterns[^1].Name).Shape[^1]);
        List<Matrix> matrices = [];
        for (int example = 0; example < context.Batch.Size; example++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Matrix joint = Joint(run, [.. stack.Patterns.Skip(start)], example, isImage);
            matrices.Add(joint);
            int position = ReadPosition.Of(context, example, run.Targets[example]);
            double[] row = joint.Row(position).ToArray();
            row[position] = isImage ? row[position] : TensorPrimitives.Min<double>(row);
            scores.Add(row);
        }

        AttributionResult result = new(run.Targets, run.ObjectiveValues, scores.ToTensor(Unit));
        return result with { Extras = result.Extras.Add("matrix", MatrixStack.Of(matrices, Unit)) };
    }

    private static Matrix Joint(ModelRun run, ImmutableArray<HookPoint> patterns, int example, bool isImage)
    {
        Matrix? joint = null;
        foreach (HookPoint hook in patterns)
        {
            Matrix weighted = AttentionStack.GradientMean(run.Signal(1, hook.Name), run.Gradient(hook.Name), example);
            Matrix layer = weighted.Plus(Matrix.Identity(weighted.Rows));
            layer = isImage ? layer : layer.WithRowsNormalized();
            joint = joint is null ? layer : layer.Times(joint);
        }

        return joint!;
    }
}
