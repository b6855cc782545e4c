namespace AttentionLens.Engine;

/// <summary>The order of a report: gravest first, then rule id, address, message and measures; the rest only breaks ties.</summary>
internal sealed class FindingOrder : IComparer<Finding>
{
    public static FindingOrder Instance { get; } = new();

    public int Compare(Finding? x, Finding? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        int order = y.Severity.CompareTo(x.Severity);
        order = order != 0 ? order : string.CompareOrdinal(x.Descriptor.Id, y.Descriptor.Id);
        order = order != 0 ? order : x.Address.CompareTo(y.Address);
        order = order != 0 ? order : string.CompareOrdinal(x.Message, y.Message);
        order = order != 0 ? order : CompareMeasures(x, y);
        order = order != 0 ? order : CompareArtefacts(x, y);
        return order != 0 ? order : x.IsPartial.CompareTo(y.IsPartial);
    }

    private static int CompareMeasures(Finding x, Finding y)
    {
        for (int index = 0; index < Math.Min(x.Measures.Length, y.Measures.Length); index++)
        {
            Measure left = x.Measures[index];
            Measure right = y.Measures[index];
            int order = string.CompareOrdinal(left.Name, right.Name);
            order = order != 0 ? order : left.Value.CompareTo(right.Value);
            order = order != 0 ? order : string.CompareOrdinal(left.Unit, right.Unit);
            order = order != 0 ? order : Nullable.Compare(left.StandardError, right.StandardError);
            if (order != 0)
            {
                return order;
            }
        }

        return x.Measures.Length.CompareTo(y.Measures.Length);
    }

    private static int CompareArtefacts(Finding x, Finding y)
    {
        for (int index = 0; index < Math.Min(x.Artefacts.Length, y.Artefacts.Length); index++)
        {
            int order = x.Artefacts[index].CompareTo(y.Artefacts[index]);
            if (order != 0)
            {
                return order;
            }
        }

        return x.Artefacts.Length.CompareTo(y.Artefacts.Length);
    }
}
