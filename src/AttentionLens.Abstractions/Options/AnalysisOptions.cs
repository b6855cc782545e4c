namespace AttentionLens;

/// <summary>The settings of one analyzer in one run.</summary>
public sealed class AnalysisOptions
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    /// <summary>Reads the settings that a user gave.</summary>
    /// <param name="supported">What the analyzer offers.</param>
    /// <param name="given">Names and values as the user wrote them.</param>
    /// <exception cref="LensInputException">A name is not offered (the nearest is named), or a value is not one of the option.</exception>
    public AnalysisOptions(IReadOnlyCollection<OptionDescriptor> supported, IEnumerable<KeyValuePair<string, string>> given)
    {
        foreach ((string name, string text) in given)
        {
            OptionDescriptor descriptor = supported.FirstOrDefault(option => option.Name == name)
                ?? throw new LensInputException(supported.Count == 0
                    ? $"Option '{name}' is not known: the analyzer has no options."
                    : $"Option '{name}' is not known; nearest: {string.Join(", ", Nearest.To(name, supported.Select(option => option.Name), 3))}.");
            _values[name] = descriptor.Read(text);
        }
    }

    /// <summary>The value of a number.</summary>
    /// <param name="option">The option.</param>
    public double Get(NumberOption option) => _values.TryGetValue(option.Name, out object? value) ? (double)value : option.Default;

    /// <summary>The value of a number that has to be whole.</summary>
    /// <param name="option">The option; its bounds fit an int.</param>
    /// <exception cref="LensInputException">The value has a fraction.</exception>
    public int GetWhole(NumberOption option)
    {
        double value = Get(option);
        return value == Math.Floor(value)
            ? (int)value
            : throw new LensInputException(FormattableString.Invariant(
                $"Option '{option.Name}' has the value '{value}'; expected a whole number from {option.Minimum} to {option.Maximum}."));
    }

    /// <summary>The value of a choice.</summary>
    /// <param name="option">The option.</param>
    public string Get(ChoiceOption option) => _values.TryGetValue(option.Name, out object? value) ? (string)value : option.Default;

    /// <summary>The value of a text.</summary>
    /// <param name="option">The option.</param>
    public string Get(TextOption option) => _values.TryGetValue(option.Name, out object? value) ? (string)value : option.Default;
}
