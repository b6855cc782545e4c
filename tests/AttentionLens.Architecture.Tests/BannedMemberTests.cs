using System.Globalization;

namespace AttentionLens.Architecture.Tests;

/// <summary>The same input gives the same bytes everywhere: no clock, no unseeded randomness, no culture, no line end of the machine.</summary>
public sealed class BannedMemberTests
{
    private const string Tool = "attentionlens";

    private static readonly HashSet<string> Numbers =
    [
        "System.Byte", "System.SByte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32", "System.Int64", "System.UInt64",
        "System.Half", "System.Single", "System.Double", "System.Decimal",
    ];

    private static readonly HashSet<string> Fractions = ["System.Half", "System.Single", "System.Double", "System.Decimal"];

    // Each entry lets one assembly use what the rules forbid, and says why.
    private static readonly (string Assembly, string Member, string Reason)[] Exceptions =
    [
        (Tool, "System.Console", "the command line speaks to a person"),
        (Tool, "System.Diagnostics.Stopwatch", "a progress bar appears after a second"),
        (Tool, "System.Environment.get_NewLine", "lines of a table for a person's terminal"),
    ];

    [Fact]
    public void Assemblies_Members_AreNotBanned() =>
        Offences.None(
            from assembly in BuiltAssembly.Sources.Concat(BuiltAssembly.Plugins)
            from member in assembly.Members
            let reason = ReasonAgainst(member)
            where reason is not null && !IsExcepted(assembly.Name, member)
            select $"{assembly.Name} uses {member}: {reason}");

    [Theory]
    [InlineData("System.DateTime", "get_UtcNow")]
    [InlineData("System.Random", ".ctor")]
    [InlineData("System.Console", "WriteLine", "String")]
    [InlineData("System.Double", "ToString", "String")]
    [InlineData("System.Int32", "Parse", "String")]
    [InlineData("System.Text.StringBuilder", "AppendLine")]
    public void ReasonAgainst_BannedMember_IsGiven(string type, string name, params string[] parameters) =>
        Assert.NotNull(ReasonAgainst(new NamedMember(type, name, [.. parameters])));

    [Theory]
    [InlineData("System.DateTime", "get_Ticks")]
    [InlineData("System.Random", ".ctor", "Int32")]
    [InlineData("System.Double", "ToString", "IFormatProvider")]
    [InlineData("System.Int32", "Parse", "String", "IFormatProvider")]
    public void ReasonAgainst_OtherMember_IsNone(string type, string name, params string[] parameters) =>
        Assert.Null(ReasonAgainst(new NamedMember(type, name, [.. parameters])));

    [Fact]
    public void Assemblies_InterpolatedStrings_PrintFractionsInTheInvariantCulture() =>
        Offences.None(
            from assembly in BuiltAssembly.Sources.Concat(BuiltAssembly.Plugins)
            from method in InterpolatedNumbers.In(File.OpenRead(assembly.File))
            select $"{assembly.Name}: {method} prints a fraction in the current culture; use string.Create(CultureInfo.InvariantCulture, …)");

    [Fact]
    public void InterpolatedNumbers_OfThisAssembly_AreThoseInTheCurrentCulture()
    {
        Assert.DoesNotContain("number", InCurrentCulture(0.5) + InInvariantCulture(0.5), StringComparison.Ordinal);

        Assert.Equal(
            $"{nameof(BannedMemberTests)}.{nameof(InCurrentCulture)}",
            Assert.Single(InterpolatedNumbers.In(File.OpenRead(typeof(BannedMemberTests).Assembly.Location))));
    }

    private static string InCurrentCulture(double value) => $"{value} of {1}";

    private static string InInvariantCulture(double value) => string.Create(CultureInfo.InvariantCulture, $"{value} of {1}");

    private static string? ReasonAgainst(NamedMember member) => (member.Type, member.Name) switch
    {
        ("System.DateTime" or "System.DateTimeOffset", "get_Now" or "get_UtcNow" or "get_Today") => "no clock in results",
        ("System.Diagnostics.Stopwatch", _) or ("System.TimeProvider", "get_System") => "no clock in results",
        ("System.Environment", "get_TickCount" or "get_TickCount64") => "no clock in results",
        ("System.Random", ".ctor") when member.Parameters.IsEmpty => "randomness has a seed",
        ("System.Random", "get_Shared") => "randomness has a seed",
        ("System.Guid", "NewGuid" or "CreateVersion7") => "randomness has a seed",
        ("System.Environment", "get_NewLine") or ("System.Text.StringBuilder", "AppendLine") => "line ends are line feeds everywhere",
        ("System.Text.StringBuilder", "Append") when member.Parameters is ["Single" or "Double" or "Decimal"] => "no culture in results",
        ("System.Console", _) => "only the tool speaks to a person",
        ("System.NotImplementedException", _) => "nothing is a stub",
        ("System.Globalization.CultureInfo", "get_CurrentCulture" or "get_CurrentUICulture") => "no culture in results",
        ("System.String", "ToLower" or "ToUpper") when member.Parameters.IsEmpty => "no culture in results",
        ("System.String", "Format") when !TakesProvider(member) => "no culture in results",
        (_, "Parse" or "TryParse") when Numbers.Contains(member.Type) && !TakesProvider(member) => "no culture in results",
        (_, "ToString" or "TryFormat") when Fractions.Contains(member.Type) && !TakesProvider(member) => "no culture in results",
        _ => null,
    };

    private static bool TakesProvider(NamedMember member) => member.Parameters.Contains("IFormatProvider");

    private static bool IsExcepted(string assembly, NamedMember member) =>
        Exceptions.Any(exception => exception.Assembly == assembly && $"{member.Type}.{member.Name}.".StartsWith(exception.Member + ".", StringComparison.Ordinal));
}
