using System.Globalization;

namespace AttentionLens.Heads;

/// <summary>One head with its measures.</summary>
/// <param name="Hook">The hook point of its pattern.</param>
/// <param name="Statistics">The measures of all heads there.</param>
/// <param name="Head">The head, from 0.</param>
internal readonly record struct MeasuredHead(HookPoint Hook, SiteStatistics Statistics, int Head)
{
    public HeadGroup Group => new(Hook);

    public SiteAddress Address => new(Hook.Name, Head);

    /// <summary>The head as the field writes it: layer, dot, head.</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"Head {Hook.Layer}.{Head}{Group.Suffix}");

    public double? this[HeadMeasure measure] => Statistics.Mean(measure, Head);

    public double Chance(HeadMeasure measure) => Statistics.Chance(measure);

    public Measure Supporting(HeadMeasure measure)
    {
        MeasureDefinition definition = MeasureDefinition.Of(measure);
        return new Measure(definition.Name, this[measure] ?? double.NaN, definition.Unit, Statistics.StandardError(measure, Head));
    }

    /// <summary>Every head, in order of hook points, then heads.</summary>
    public static IEnumerable<MeasuredHead> All(HeadStatistics statistics, HookCatalog hooks) =>
        statistics.Sites
            .Where(site => site.Value.Examples > 0)
            .SelectMany(site => Enumerable.Range(0, site.Value.Heads).Select(head => new MeasuredHead(hooks[site.Key], site.Value, head)));
}
