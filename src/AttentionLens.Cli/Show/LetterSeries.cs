namespace AttentionLens.Cli;

/// <summary>Letters that tell curves or points apart.</summary>
internal static class LetterSeries
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>How many there are.</summary>
    public static int Count => Letters.Length;

    /// <summary>The letter of one of several things; behind the last they begin again.</summary>
    public static char At(int place) => Letters[place % Letters.Length];
}
