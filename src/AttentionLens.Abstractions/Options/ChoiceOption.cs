using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A setting that is one of several words.</summary>
/// <param name="Name">Its name, in lower case with dashes.</param>
/// <param name="Description">What it does, in one line.</param>
/// <param name="Default">The value where the user gives none; one of the choices.</param>
/// <param name="Choices">The words allowed.</param>
public sealed record ChoiceOption(string Name, string Description, string Default, ImmutableArray<string> Choices)
    : OptionDescriptor(Name, Description)
{
    /// <inheritdoc/>
    public override string DefaultText => Default;

    internal override object Read(string text) =>
        Choices.Contains(text, StringComparer.Ordinal) ? text : throw Refuse(text, $"one of {string.Join(", ", Choices)}");
}
