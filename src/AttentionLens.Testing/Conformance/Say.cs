using System.Globalization;

namespace AttentionLens.Testing.Conformance;

/// <summary>Numbers as messages print them.</summary>
internal static class Say
{
    /// <summary>A number with six digits.</summary>
    public static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
