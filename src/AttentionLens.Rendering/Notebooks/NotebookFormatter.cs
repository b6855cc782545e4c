namespace AttentionLens.Rendering;

/// <summary>Shows figures and reports as one media type. .NET Interactive calls its members by their names.</summary>
/// <param name="mimeType">The media type.</param>
/// <param name="format">Gives the document, or null where there is none.</param>
internal sealed class NotebookFormatter(string mimeType, Func<object, string?> format)
{
    /// <summary>The media type.</summary>
    public string MimeType => mimeType;

    /// <summary>Writes the document of an object.</summary>
    /// <param name="instance">The object.</param>
    /// <param name="writer">Takes the document.</param>
    /// <returns>Whether there is one.</returns>
    public bool Format(object instance, TextWriter writer)
    {
        string? document = format(instance);
        writer.Write(document);
        return document is not null;
    }
}
