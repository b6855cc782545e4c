namespace AttentionLens;

/// <summary>A setting that is a text which the analyzer itself reads, for instance a list of heads.</summary>
/// <param name="Name">Its name, in lower case with dashes.</param>
/// <param name="Description">What it does and how it is written, in one line.</param>
/// <param name="Default">The value where the user gives none.</param>
public sealed record TextOption(string Name, string Description, string Default) : OptionDescriptor(Name, Description)
{
    /// <inheritdoc/>
    public override string DefaultText => Default;

    /// <summary>The error for a text that the analyzer cannot use.</summary>
    /// <param name="text">The text.</param>
    /// <param name="expected">What was expected, for instance <c>all or none</c>.</param>
    public LensInputException Reject(string text, string expected) => Refuse(text, expected);

    internal override object Read(string text) => text;
}
