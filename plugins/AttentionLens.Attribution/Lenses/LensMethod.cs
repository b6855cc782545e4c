using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A method that reads the residual stream behind every block through the last normalisation, with the row's own deviation, and the unembedding.</summary>
public abstract class LensMethod : AttributionMethod
{
    private const string All = "all";
    private const string Grid = "grid";
    private static readonly NumberOption LayerOption = new(
        "layer", "How many blocks the residual stream has passed where the scores are read, from 0 (the embeddings); -1 for all.", -1, -1, 1023);

    private static readonly NumberOption TopOption = new("top", "How many of the largest logits are kept for each layer and position.", 5, 1, 1000);

    private static readonly ChoiceOption DetailOption = new(
        "detail", "What is kept of each layer and position: the largest logits; their probabilities as well, of which a report draws a grid; or all logits.", "top", ["top", Grid, All]);

    private protected LensMethod()
    {
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<OptionDescriptor> SupportedOptions => [LayerOption, TopOption, DetailOption, .. OwnOptions];

    /// <inheritdoc/>
    public sealed override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        string name = Descriptor.Name;
        Readout.Demand(context.Model, name);
        ExplainedLogit.Demand(context.Objective, name);
        VectorStack stack = new(context);
        int read = LayerOf(context, stack);
        ImmutableArray<HookName> layers = [stack.Hook(0, "resid_pre"), .. Enumerable.Range(0, stack.Layers).Select(layer => stack.Hook(layer, "resid_post"))];
        Readout readout = Readout.Read(context.Model);
        RowTranslation translate = Translation(context, stack.Layers, readout.Width);
        LensRecord record = new(name, context.Batch, layers.Length, readout.Classes, context.Options.GetWhole(TopOption))
        {
            KeepsProbabilities = context.Options.Get(DetailOption) == Grid,
            KeepsAll = context.Options.Get(DetailOption) == All,
        };
        RunPlan plan = new() { Objective = context.Objective, Capture = [.. layers.Select(hook => HookSelector.Parse(hook.Value))] };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        PositionScores scores = new(context, context.Batch.Length);
        float[] logits = new float[readout.Classes];
        float[] translated = new float[readout.Width];
        for (int example = 0; example < context.Batch.Size; example++)
        {
            ExplainedLogit explained = ExplainedLogit.Of(run.Targets[example]);
            int answer = ReadPosition.Of(context, example, run.Targets[example]);
            double[] row = new double[context.Batch.Length];
            for (int layer = 0; layer < layers.Length; layer++)
            {
                LensTensor stream = run.Captured(layers[layer]);
                for (int position = 0; position < row.Length; position++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    LensRow.Of(stream, example, position).CopyTo(translated);
                    translate(layer, translated);
                    readout.Logits(translated, logits);
                    record.Add(logits);
                    if (position == answer)
                    {
                        record.AddTarget(explained.In(logits));
                    }

                    if (layer == read && context.Batch.Examples[example].Mask[position])
                    {
                        row[position] = explained.In(logits);
                    }
                }

                context.Report(((double)(example * layers.Length) + layer + 1) / (context.Batch.Size * layers.Length));
            }

            scores.Add(row);
        }

        AttributionResult result = new(run.Targets, run.ObjectiveValues, scores.ToTensor("logit"));
        return result with { Extras = result.Extras.AddRange(record.ToTensors()) };
    }

    /// <summary>The settings that the method has beyond those of every lens.</summary>
    private protected virtual ImmutableArray<OptionDescriptor> OwnOptions => [];

    /// <summary>What is done to a row before it is read.</summary>
    /// <param name="context">What is explained.</param>
    /// <param name="layers">The number of blocks: what leaves the last is read as it is.</param>
    /// <param name="width">The width of the stream.</param>
    private protected abstract RowTranslation Translation(AttributionContext context, int layers, int width);

    private static int LayerOf(AttributionContext context, VectorStack stack)
    {
        int layer = context.Options.GetWhole(LayerOption);
        return layer > stack.Layers
            ? throw new LensInputException($"Option 'layer' is {layer}; the model has {stack.Layers} blocks, so expected 0 to {stack.Layers}, or -1 for all.")
            : layer < 0 ? stack.Layers : layer;
    }
}
