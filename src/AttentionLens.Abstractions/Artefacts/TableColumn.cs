namespace AttentionLens;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Unit">The unit of its numbers, or null.</param>
/// <param name="Decimals">How many decimals its numbers are shown with.</param>
public sealed record TableColumn(string Name, string? Unit = null, int Decimals = 3);
