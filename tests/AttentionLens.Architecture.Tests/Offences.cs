namespace AttentionLens.Architecture.Tests;

/// <summary>What breaks a rule of the house, one line each.</summary>
internal static class Offences
{
    /// <summary>Fails with all lines in full.</summary>
    public static void None(IEnumerable<string> offences)
    {
        string[] lines = [.. offences];
        Assert.True(lines.Length == 0, string.Join('\n', lines));
    }
}
