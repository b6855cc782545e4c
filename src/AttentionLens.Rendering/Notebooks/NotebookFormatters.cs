namespace AttentionLens.Rendering;

/// <summary>The formatters by which notebooks show figures and reports. .NET Interactive makes one and calls it by name, once for each type.</summary>
internal sealed class NotebookFormatters
{
    /// <summary>Gives the formatters.</summary>
    public static IEnumerable<object> CreateTypeFormatters() =>
    [
        new NotebookFormatter("text/html", NotebookHtml.Of),
        new NotebookFormatter("image/svg+xml", NotebookHtml.SvgOf),
    ];
}
