using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>Reads the residual stream behind every block through a map that was trained to say what the model says in the end: h + h W + b.</summary>
/// <remarks>Source: Belrose et al. 2023, section 3. The file holds <c>tuned_lens.L.W</c> [width in, width out] and <c>tuned_lens.L.b</c> [width] for each layer L
/// below the last.</remarks>
public sealed class TunedLensMethod : LensMethod
{
    private static readonly TextOption LensOption = new(
        "lens", "The file of the trained lens, as 'attentionlens train tuned-lens' writes it.", string.Empty);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("tuned-lens", "What the stream behind each block says about the model's answer, through a trained map.", AttributionKind.Lens)
        {
            IsSigned = true,
            Aggregation = "logit of the explained class",
            RequiredOption = LensOption.Name,
            Sources = [Papers.Belrose2023],
        };

    private protected override ImmutableArray<OptionDescriptor> OwnOptions => [LensOption];

    private protected override RowTranslation Translation(AttributionContext context, int layers, int width)
    {
        string path = context.Options.Get(LensOption);
        if (path.Length == 0)
        {
            throw new LensInputException("tuned-lens needs a trained lens: write one with 'attentionlens train tuned-lens MODEL --input TEXTS.jsonl --out FILE' and give it as --option lens=FILE.");
        }

        using TensorFile file = context.OpenTensors(path);
        if (file.Names.Length != 2 * layers)
        {
            throw new LensInputException(
                $"File '{path}' has {file.Names.Length} tensors; expected the {2 * layers} of a lens for model '{context.Model.Card.Name}', which has {layers} blocks of width {width}.");
        }

        ImmutableArray<TensorValue> maps =
            [.. Enumerable.Range(0, layers).Select(layer => file.Read($"tuned_lens.{layer}.W", new TensorSpec([Axis.Width, Axis.Width], "weight"), [width, width]))];
        ImmutableArray<TensorValue> biases =
            [.. Enumerable.Range(0, layers).Select(layer => file.Read($"tuned_lens.{layer}.b", new TensorSpec([Axis.Width], "weight"), [width]))];
        float[] added = new float[width];
        return (layer, row) =>
        {
            if (layer == layers)
            {
                return;
            }

            biases[layer].Values.CopyTo(added);
            for (int component = 0; component < row.Length; component++)
            {
                TensorPrimitives.MultiplyAdd(maps[layer].Row(component), row[component], added, added);
            }

            TensorPrimitives.Add(row, added, row);
        };
    }
}
