namespace AttentionLens.Importance;

/// <summary>Takes the products of one unit and example, one for each position.</summary>
internal delegate void ProductReader(int unit, int example, ReadOnlySpan<double> products);
