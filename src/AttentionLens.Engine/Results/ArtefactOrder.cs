namespace AttentionLens.Engine;

/// <summary>Figures and tables in id order; ids that differ in nothing but leading zeros stand in ordinal order.</summary>
internal sealed class ArtefactOrder : IComparer<Artefact>
{
    public static ArtefactOrder Instance { get; } = new();

    public int Compare(Artefact? x, Artefact? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        int order = x.Id.CompareTo(y.Id);
        return order != 0 ? order : string.CompareOrdinal(x.Id.Value, y.Id.Value);
    }
}
