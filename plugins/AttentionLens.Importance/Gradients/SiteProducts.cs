namespace AttentionLens.Importance;

/// <summary>What each unit writes times what that is worth: the slope of the objective in a factor on the unit, position by position.</summary>
internal static class SiteProducts
{
    /// <summary>All positions of an example are handed to <paramref name="read"/>, unit by unit.</summary>
    /// <param name="run">A run that captured values and signals at <see cref="Sites"/>.</param>
    /// <param name="units">The units.</param>
    /// <param name="examples">How many examples the run had.</param>
    /// <param name="holdsProducts">Whether the signal is the product already, as relevance is.</param>
    /// <param name="read">Takes unit, example, and the products of its positions.</param>
    public static void Read(ModelRun run, IReadOnlyList<ModelUnit> units, int examples, bool holdsProducts, ProductReader read)
    {
        for (int unit = 0; unit < units.Count; unit++)
        {
            ModelUnit part = units[unit];
            LensTensor signal = run.Signal(0, part.Site);
            LensTensor? value = holdsProducts ? null : run.Captured(part.Site);
            LensTensor? before = !holdsProducts && part.Kind == UnitKind.Layer ? run.Captured(part.BlockInput) : null;
            int positions = signal.Shape[1];
            int heads = part.Head is null ? 1 : signal.Shape[2];
            int width = signal.Shape[^1];
            double[] products = new double[positions];
            for (int example = 0; example < examples; example++)
            {
                for (int position = 0; position < positions; position++)
                {
                    int start = ((((example * positions) + position) * heads) + (part.Head ?? 0)) * width;
                    ReadOnlySpan<float> worth = signal.Values.Slice(start, width);
                    products[position] = value is null ? Sum(worth)
                        : Product(value.Values.Slice(start, width), worth) - (before is null ? 0 : Product(before.Values.Slice(start, width), worth));
                }

                read(unit, example, products);
            }
        }
    }

    /// <summary>The hook points whose signals are read.</summary>
    public static IEnumerable<HookName> Sites(IEnumerable<ModelUnit> units) => units.Select(unit => unit.Site).Distinct();

    /// <summary>The hook points whose values are read: a block writes what it hands on less what it was given.</summary>
    public static IEnumerable<HookName> Values(IEnumerable<ModelUnit> units) =>
        units.SelectMany(unit => unit.Kind == UnitKind.Layer ? (HookName[])[unit.Site, unit.BlockInput] : [unit.Site]).Distinct();

    private static double Product(ReadOnlySpan<float> values, ReadOnlySpan<float> worth)
    {
        double sum = 0;
        for (int index = 0; index < values.Length; index++)
        {
            sum += (double)values[index] * worth[index];
        }

        return sum;
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }
}
