using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>How far the output of a layer turns at each position when the value of another is zero, multiplied up over the layers.</summary>
/// <remarks>Source: Mohebbi, Zuidema, Chrupała and Alishahi 2023. A decoder's position shares itself out over its own positions and those of the encoder.</remarks>
public sealed class ValueZeroingMethod : AttributionMethod
{
    private const string Unit = "share";
    private static readonly NumberOption LayerOption = new("layer", "The layer whose map is read, from 0; -1 for all of them multiplied up.", -1, -1, 1023);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("value-zeroing", "How far each layer's output turns when the value of a position is zero, multiplied up over the layers.", AttributionKind.Perturbation)
        {
            Aggregation = "cosine distance",
            Sources = [Papers.Mohebbi2023],
        };

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [LayerOption, FlowRecord.Detail];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        string stack = context.FindFeatures().Stack;
        MixingStack input = new(context, stack, stack);
        MixingStack decoder = new(context, "decoder", "decoder");
        MixingStack cross = new(context, "decoder", "encoder");
        int? layer = LayerOf(context, cross.Layers > 0 ? decoder.Layers : input.Layers);
        MixingStack[] stacks = [input, decoder, cross];
        RunPlan plan = new() { Objective = context.Objective, Capture = [.. stacks.SelectMany(found => found.Selectors).Distinct()] };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        (MixingStack Stack, (int Layer, int Example, int Key) Place)[] places = [.. stacks.SelectMany(found => found.Places().Select(place => (found, place)))];
        await context.ObserveAsync(
            [.. places.Select(place => place.Stack.Without(place.Place))],
            (variant, _, value) => places[variant].Stack.Measure(places[variant].Place, run, value),
            cancellationToken);
        return cross.Layers == 0
            ? OfOneStack(context, run, input, layer)
            : OfDecoder(context, run, input, (decoder, cross), layer);
    }

    private static AttributionResult OfOneStack(AttributionContext context, ModelRun run, MixingStack input, int? layer)
    {
        FlowRecord flow = new(context.Options);
        List<IReadOnlyList<Matrix>> maps = [];
        PositionScores? scores = null;
        for (int example = 0; example < context.Batch.Size; example++)
        {
            List<ContextMixing> layers = Layers(input.Of(example), null, context.Batch.Examples[example]);
            IReadOnlyList<Matrix> own = [.. layers.Select(mixing => mixing.Own)];
            Matrix read = layer is { } one ? own[one] : Matrix.Joint(own)[^1];
            int position = ReadPosition.Of(context, example, run.Targets[example]);
            scores ??= new PositionScores(context, read.Columns);
            scores.Add(read.Row(position));
            maps.Add(own);
            flow.Add(own, position);
        }

        AttributionResult result = new(run.Targets, run.ObjectiveValues, scores!.ToTensor(Unit));
        return flow.In(result with { Extras = result.Extras.Add("matrix", MatrixStack.OfLayers(maps, Unit)) });
    }

    private static AttributionResult OfDecoder(
        AttributionContext context, ModelRun run, MixingStack input, (MixingStack Self, MixingStack Cross) decoder, int? layer)
    {
        FlowRecord flow = new(context.Options);
        DecoderAnswer answer = new(context, run, Unit);
        for (int example = 0; example < context.Batch.Size; example++)
        {
            EncodedExample source = context.Batch.Examples[example];
            List<ContextMixing> encoder = Layers(input.Of(example), null, source);
            List<ContextMixing> layers = Layers(decoder.Self.Of(example), decoder.Cross.Of(example), source.InStack("decoder"));
            List<Matrix> maps = [.. encoder.Select(mixing => mixing.Own)];
            answer.Add(maps, layers, layer is { } one ? layers[one] : ContextMixing.Joint(layers, Matrix.Joint(maps)[^1])[^1]);
            flow.Add(maps, layers, ReadPosition.Of(context, example, run.Targets[example]));
        }

        return flow.In(answer.ToResult());
    }

    private static List<ContextMixing> Layers(IReadOnlyList<Matrix> own, IReadOnlyList<Matrix>? input, EncodedExample example) =>
        [.. own.Select((map, layer) => ContextMixing.OfLayer(map, input?[layer], example.Mask.AsSpan()))];

    private static int? LayerOf(AttributionContext context, int layers)
    {
        if (layers == 0)
        {
            throw new LensInputException($"Model '{context.Model.Card.Name}' has no hook points 'attn.v', so no value can be zero.");
        }

        int layer = context.Options.GetWhole(LayerOption);
        return layer >= layers
            ? throw new LensInputException($"Option 'layer' is {layer}; expected 0 to {layers - 1}, or -1 for all {layers} layers.")
            : layer < 0 ? null : layer;
    }
}
