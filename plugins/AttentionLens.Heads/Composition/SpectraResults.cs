using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Heads;

/// <summary>The singular values of heads as curves, one figure for each layer, and the head that writes in the fewest directions.</summary>
internal static class SpectraResults
{
    private const int MostCurves = 64;

    /// <summary>Publishes the spectra of one group.</summary>
    public static void Publish(HeadGroup group, ImmutableArray<HeadFactors> heads, AnalysisSink sink)
    {
        (HeadFactors Head, double Rank, ArtefactId Figure)? narrowest = null;
        foreach (IGrouping<HookPoint, HeadFactors> layer in heads.GroupBy(head => head.Hook))
        {
            ArtefactId id = group.Artefact(string.Create(CultureInfo.InvariantCulture, $"spectra/layer-{layer.Key.Layer}"));
            (HeadFactors Head, double[] Read, double[] Written)[] spectra =
                [.. layer.Select(head => (head, SingularValues.Of(head.Query, head.Key), SingularValues.Of(head.Value, head.Output)))];
            sink.Publish(new ChartFigure(
                id,
                string.Create(CultureInfo.InvariantCulture, $"Singular values of the heads of layer {layer.Key.Layer}{group.Suffix}"),
                [Panel("W_QK, what is compared", spectra.Select(head => (head.Head, head.Read))), Panel("W_OV, what is written", spectra.Select(head => (head.Head, head.Written)))])
            {
                Caption = "How many directions each head compares and writes, from the weights alone: where a curve falls, the head has no more. Scales of normalisations are left out.",
                Address = new SiteAddress(layer.Key.Name),
            });
            foreach ((HeadFactors head, _, double[] written) in spectra.Where(head => head.Written.Length > 0))
            {
                double rank = SingularValues.EffectiveRank(written);
                narrowest = narrowest is { } found && found.Rank <= rank ? found : (head, rank, id);
            }
        }

        if (narrowest is var (narrow, effective, figure))
        {
            sink.Report(new Finding(
                WeightRules.Narrowest, new SiteAddress(narrow.Hook.Name, narrow.Head), string.Create(CultureInfo.InvariantCulture, $"Head {narrow.Hook.Layer}.{narrow.Head}"), effective, narrow.Output.Size)
            {
                Artefacts = [figure],
            });
        }
    }

    private static CurvePanel Panel(string title, IEnumerable<(HeadFactors Head, double[] Values)> heads) => new(
        title,
        "rank",
        "singular value",
        [
            .. heads.Where(head => head.Values.Length > 0).Take(MostCurves).Select(head => new ChartCurve(
                string.Create(CultureInfo.InvariantCulture, $"head {head.Head.Head}"),
                [.. Enumerable.Range(1, head.Values.Length).Select(rank => (float)rank)],
                [.. head.Values.Select(value => Math.Max((float)value, float.Epsilon))])),
        ])
    {
        IsLogarithmic = true,
    };
}
