namespace AttentionLens.Cli;

/// <summary>What stands above one of several sets of scores.</summary>
internal static class SetHeading
{
    /// <summary>Writes its name, and below that what is worth knowing about it.</summary>
    public static void Write(Screen screen, NamedScores scores)
    {
        screen.Text(ShownText.Label(scores.Name), screen.Strong);
        if (!scores.Notes.IsEmpty)
        {
            screen.Text(string.Join(" · ", scores.Notes), screen.Faint);
        }
    }
}
