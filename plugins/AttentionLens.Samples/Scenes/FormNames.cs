using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The names of forms as files spell them.</summary>
internal static class FormNames
{
    /// <summary>One name for each <see cref="Form"/>, in their order.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetNames<Form>().Select(name => name.ToLowerInvariant())];

    /// <summary>The name of a form.</summary>
    /// <param name="form">The form.</param>
    public static string Of(Form form) => All[(int)form];
}
