using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Maps;

/// <summary>Publishes, for each example, how attention flows across the layers from the input to the token that is read: the mean over heads, half of what a token
/// holds staying with it. Attention is where a model looks, not why it answers as it does.</summary>
/// <remarks>Source: Abnar and Zuidema 2020, equations 1 and 2.</remarks>
public sealed class FlowMapsAnalyzer : LensAnalyzer
{
    /// <inheritdoc/>
    public override string Name => "maps.flow";

    /// <inheritdoc/>
    public override string Summary => "How attention flows across the layers from the input to the token that is read.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [MapOptions.Examples, MapOptions.FlowCells, MapOptions.FlowEnd];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        string end = context.Options.Get(MapOptions.FlowEnd);
        AttentionView.Register(context, context.Options.Get(MapOptions.FlowCells), (view, sink) =>
        {
            if (view.Group.IsSelf)
            {
                sink.Publish(Figure(view, end));
            }
        });
    }

    private static FlowFigure Figure(AttentionView view, string end)
    {
        int cells = view.Rows.Cells;
        int? read = ReadToken(view, end);
        float[] ends = new float[cells];
        Array.Fill(ends, read is null ? 1f / cells : 0);
        if (read is { } token)
        {
            ends[token == 0 ? 0 : cells - 1] = 1;
        }

        string pooled = view.Rows.IsPooled
            ? string.Create(CultureInfo.InvariantCulture, $" The text is longer than the figure has places: up to {view.Rows.LargestCell} tokens share one.")
            : string.Empty;
        return new FlowFigure(
            view.Group.Artefact(view.Example, "flow"),
            view.Group.Title(view.Example, "Attention flow"),
            view.Rows.Labels with { Title = "token" },
            [.. view.Group.Layers.Select(hook => new FlowLayer(hook.Layer ?? 0, AttentionFlow.Shares(view, hook)))],
            [.. ends])
        {
            Caption = $"Attention rollout, layer by layer, {(read is null ? "to all tokens alike" : "to the token on the right")}: the mean over heads moves half of what a token holds, "
                + $"the other half stays with it.{pooled} It shows where the model looks, not why it answers as it does.",
            Address = view.Address(),
        };
    }

    /// <summary>The first token or the last; null where no single token is read.</summary>
    private static int? ReadToken(AttentionView view, string end)
    {
        int last = view.Rows.Positions.Length - 1;
        bool isRead = view.Group.Stack != "encoder";
        return end switch
        {
            "first" => 0,
            "last" => last,
            "all" => null,
            _ => !isRead ? null : view.Group.Layers[^1].IsCausal ? last : 0,
        };
    }
}
