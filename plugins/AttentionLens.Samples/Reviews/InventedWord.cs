namespace AttentionLens.Samples;

/// <summary>Words that no vocabulary has, so that a model learns to read on over words spelled in pieces.</summary>
internal static class InventedWord
{
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";

    /// <summary>A word of two or three syllables.</summary>
    /// <param name="random">Decides it.</param>
    public static string Next(SeededRandom random)
    {
        string word = string.Empty;
        for (int syllables = 2 + random.Next(2); syllables > 0; syllables--)
        {
            word += $"{Consonants[random.Next(Consonants.Length)]}{Vowels[random.Next(Vowels.Length)]}";
        }

        return word;
    }
}
