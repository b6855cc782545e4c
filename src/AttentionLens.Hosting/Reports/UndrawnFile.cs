namespace AttentionLens.Hosting;

/// <summary>A file of a report that could not be made. The others stand.</summary>
/// <param name="Name">The file within the report's folder, for instance <c>figures/maps.overview.svg</c>.</param>
/// <param name="Reason">One line: which plugin failed and why.</param>
public sealed record UndrawnFile(string Name, string Reason);
