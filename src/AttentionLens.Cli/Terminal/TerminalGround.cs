using System.Globalization;

namespace AttentionLens.Cli;

/// <summary>Whether a terminal is light or dark.</summary>
internal static class TerminalGround
{
    private const string Variable = "COLORFGBG";
    private const int Grey = 7;
    private const int White = 15;

    /// <summary>The ground that the terminal says it has, or dark where it says nothing.</summary>
    public static RenderTheme Theme => Of(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The ground by a variable that holds the numbers of two colours, the ground's last.</summary>
    internal static RenderTheme Of(string? colors) =>
        int.TryParse(colors?.Split(';')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int ground) && ground is Grey or White
            ? RenderTheme.Light
            : RenderTheme.Dark;
}
