using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The first stage of a model that sees images: patches through a linear layer, learned rows before them, positions.</summary>
/// <remarks>Source: Dosovitskiy et al. 2021, equation 1.</remarks>
public sealed class PatchEmbedding : Stage
{
    private static readonly OperationInfo PatchInfo = new(OperationKind.Selection, "pixels.patches");
    private static readonly OperationInfo EmbedInfo = new(OperationKind.Linear, "embed");
    private static readonly OperationInfo LeadInfo = new(OperationKind.Selection, "embed.lead");
    private static readonly OperationInfo PositionInfo = new(OperationKind.Embedding, "pos_embed");
    private static readonly OperationInfo AddInfo = new(OperationKind.Add, "embed.sum");
    private readonly LinearLayer _projection;
    private readonly ImmutableArray<TensorParameter> _leading;
    private readonly PositionGrid _positions;
    private readonly PatchEmbeddingSites _sites;

    /// <summary>Creates the stage.</summary>
    /// <param name="projection">Embeds a patch, [width, channel, side, side].</param>
    /// <param name="leading">The rows before the patches, each [1, 1, width], the first position's first.</param>
    /// <param name="positions">The positions.</param>
    /// <param name="sites">Its hook points.</param>
    [SetsRequiredMembers]
    public PatchEmbedding(
        LinearLayer projection, ImmutableArray<TensorParameter> leading, PositionGrid positions, PatchEmbeddingSites sites)
        : base("embed")
    {
        FirstSite = sites.Pixels;
        _projection = projection;
        _leading = leading;
        _positions = positions;
        _sites = sites;
    }

    /// <inheritdoc/>
    public override IEnumerable<ModelWeight> NamedWeights => WeightViews.Linear("embed", "_E", _projection, Axis.Channel, Axis.Width);

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input)
    {
        Tape tape = pass.Tape;
        int batch = pass.Batch.Size;
        Variable pixels = pass.At(_sites.Pixels, tape.Input(PixelsOf(pass, out ImagePixels first)));
        PatchGrid grid = pass.Examples[0].Patches!;
        PatchLayout layout = new(batch, first.Channels, first.Height, first.Width, grid.Side);
        Variable patches = tape.Patches(PatchInfo, pixels, layout);
        Variable sum = pass.At(
            _sites.Patch, tape.Linear(EmbedInfo, patches, _projection.Weight, _projection.Bias, batch, layout.Patches, _projection.Outputs));
        for (int index = _leading.Length - 1; index >= 0; index--)
        {
            sum = tape.Prepend(LeadInfo, sum, _leading[index]);
        }

        return tape.Add(AddInfo, sum, pass.At(_sites.Position, _positions.Embed(tape, PositionInfo, batch, grid)));
    }

    private static Tensor PixelsOf(Pass pass, out ImagePixels first)
    {
        first = pass.Examples[0].Pixels ?? throw new LensInputException("The model sees images, but the batch holds none; encode an image with the model's own processor.");
        Tensor pixels = Tensor.Rent(pass.Batch.Size, first.Channels, first.Height, first.Width);
        for (int index = 0; index < pass.Batch.Size; index++)
        {
            pass.Examples[index].Pixels!.Values.CopyTo(pixels.Span[(index * first.Values.Length)..]);
        }

        return pixels;
    }
}
