namespace AttentionLens;

/// <summary>Says to notebooks where the formatters of a type are. .NET Interactive finds them by these names, without a reference to it: an
/// attribute of this name with <see cref="FormatterSourceType"/>, a type with <c>CreateTypeFormatters</c>, and formatters with <c>MimeType</c>
/// and <c>Format</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute : Attribute
{
    // Contracts draw nothing: the formatters stand beside the drawings, and where those are not loaded there are none.
    private const string Formatters = "AttentionLens.Rendering.NotebookFormatters, AttentionLens.Rendering";

    /// <summary>The type that gives the formatters.</summary>
    public Type FormatterSourceType { get; } = Type.GetType(Formatters) ?? typeof(NoFormatters);

    private sealed class NoFormatters
    {
        public static IEnumerable<object> CreateTypeFormatters() => [];
    }
}
