namespace AttentionLens;

/// <summary>A setting that an analyzer offers.</summary>
/// <param name="Name">Its name, in lower case with dashes, for instance <c>previous-threshold</c>.</param>
/// <param name="Description">What it does, in one line with unit and range.</param>
public abstract record OptionDescriptor(string Name, string Description)
{
    /// <summary>The default as the user would write it.</summary>
    public abstract string DefaultText { get; }

    /// <summary>Reads a value as the user writes it.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="LensInputException">It is not a value of this option.</exception>
    internal abstract object Read(string text);

    private protected LensInputException Refuse(string text, string expected) =>
        new($"Option '{Name}' has the value '{text}'; expected {expected}.");
}
