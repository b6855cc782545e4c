using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>How steeply the objective of an example changes in a factor on a unit, whichever way, averaged over examples.</summary>
/// <remarks>The factor ξ = 1 stands on <c>attn.z</c>, <c>attn_out</c>, <c>mlp_out</c>, or on what a block adds to its input. The absolute value is taken for each example, so that
/// batches change nothing. Source: Michel, Levy and Neubig 2019, equation 2; the norm of a layer after Molchanov et al. 2017.</remarks>
public sealed class MichelMethod : ImportanceMethod
{
    private const string Example = "example";
    private const string Layer = "layer";

    private static readonly ChoiceOption AbsoluteOption = new(
        "absolute", "Where the absolute value is taken: of an example's whole slope, or of each position's part before they are added.", Example, [Example, "position"]);

    private static readonly ChoiceOption NormalizeOption = new(
        "normalize", "Whether the scores of the units of one kind in a layer are divided by their L2 norm.", "none", ["none", Layer]);

    /// <inheritdoc/>
    public override ImportanceDescriptor Descriptor { get; } = new(
        "michel", "The mean over examples of the absolute slope of the objective in a factor on the unit.", [UnitKind.Head, UnitKind.Attention, UnitKind.Mlp, UnitKind.Layer])
    {
        Sources = [Papers.Michel2019, Papers.Molchanov2017],
    };

    /// <inheritdoc/>
    /// <value><c>absolute</c> example, <c>normalize</c> none.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [AbsoluteOption, NormalizeOption];

    /// <inheritdoc/>
    public override async ValueTask<ImportanceScores> ScoreAsync(ImportanceContext context, CancellationToken cancellationToken)
    {
        bool ofExample = context.Options.Get(AbsoluteOption) == Example;
        UnitTable table = await MaskGradients.OfAsync(
            context, products => ofExample ? Math.Abs(products.Sum()) : products.Sum(Math.Abs), cancellationToken);
        if (context.Options.Get(NormalizeOption) == Layer)
        {
            Normalize(table, context);
        }

        return new ImportanceScores { Contributions = table.ToImmutable() };
    }

    private static void Normalize(UnitTable table, ImportanceContext context)
    {
        int examples = context.ExampleCount;
        foreach (IGrouping<HookName, int> layer in Enumerable.Range(0, context.Units.Length).GroupBy(unit => context.Units[unit].Site))
        {
            double squares = 0;
            foreach (int unit in layer)
            {
                double mean = Enumerable.Range(0, examples).Sum(example => table[unit, example]) / examples;
                squares += mean * mean;
            }

            foreach (int unit in squares > 0 ? layer : Enumerable.Empty<int>())
            {
                for (int example = 0; example < examples; example++)
                {
                    table[unit, example] /= Math.Sqrt(squares);
                }
            }
        }
    }
}
