using System.Globalization;

namespace AttentionLens.Attribution;

/// <summary>A rule set of layer-wise relevance propagation. Two of the same kind with the same parameters are equal, so that a run needs one pass for both.</summary>
public abstract class LrpRules : PropagationRules
{
    private protected LrpRules()
    {
    }

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is LrpRules other && other.GetType() == GetType() && other.Name == Name;

    /// <inheritdoc/>
    public sealed override int GetHashCode() => HashCode.Combine(GetType(), Name);

    /// <summary>A name that tells rule sets with other parameters than the usual ones apart.</summary>
    private protected static string Named(string name, bool isUsual, FormattableString parameters) =>
        isUsual ? name : $"{name}({parameters.ToString(CultureInfo.InvariantCulture)})";

    /// <summary>The linear layer that reads pixels.</summary>
    private protected static bool ReadsPixels(OperationInfo operation) => operation is { Kind: OperationKind.Linear, Name: "embed" };

    private protected static float Demand(bool isMet, float value, string parameter, string expected) => isMet
        ? value
        : throw new LensInputException(string.Create(CultureInfo.InvariantCulture, $"A rule set was given {parameter} = {value}; expected {expected}."));
}
